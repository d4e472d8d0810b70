package org.holdfast.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file by which the test and its child JVM tell each other that something has happened; called by the rules. */
public final class Marker {
    private Marker() {}

    /** Whether the file is there. */
    public static boolean isSet(String file) {
        return Files.exists(Path.of(file));
    }

    /** Makes the file; its age tells when. */
    public static void set(String file) throws IOException {
        Files.write(Path.of(file), new byte[0]);
    }
}
