package org.holdfast.launcher;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Plays the demo calls against the node that was just started, with the product's own Session Recording Client. */
final class Demo {
    static final String NAME = "demo";

    private final Home home;
    private final Path library;

    /** @param library the directory of jars that holds the client */
    Demo(Home home, Path library) {
        this.home = home;
        this.library = library;
    }

    Child start(Plan plan) {
        List<String> command = List.of(
                WildFly.java(),
                "-Xmx256m",
                "-cp",
                library.resolve("*").toString(),
                "org.holdfast.src.SourceTool",
                "--demo",
                "--to",
                plan.sipAddress(),
                "--bind",
                plan.portal().getHost());
        return Child.start(NAME, command, Map.of(), home);
    }
}
