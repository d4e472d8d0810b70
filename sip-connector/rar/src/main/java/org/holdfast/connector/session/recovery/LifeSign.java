package org.holdfast.connector.session.recovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;

/**
 * The last instant at which the recorder lived, for the next start: the time of a file it touches every second. Tells how
 * long nothing was recorded, also where no media was flowing.
 */
final class LifeSign {
    private final Path file;
    private final Clock clock;

    LifeSign(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /** The beginning of time when there is none. */
    Instant last() {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }

    void give() throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(file);
        }
        Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
    }
}
