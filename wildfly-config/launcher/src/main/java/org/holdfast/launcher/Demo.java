package org.holdfast.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Plays the demo calls against the node that was just started, with the product's own Session Recording Client. */
final class Demo {
    static final String NAME = "demo";

    private final Home home;
    private final Path client;

    /** @param client the jar of {@code bin/src} */
    Demo(Home home, Path client) {
        if (!Files.exists(client)) {
            throw new Refused("the demo's client %s is not there: build it, or give --no-demo".formatted(client));
        }
        this.home = home;
        this.client = client;
    }

    Child start(Plan plan) {
        List<String> command = List.of(
                WildFly.java(),
                "-Xmx256m",
                "-cp",
                client.toString(),
                "org.holdfast.src.SourceTool",
                "--demo",
                "--to",
                plan.sipAddress());
        return Child.start(NAME, command, Map.of(), home);
    }
}
