package org.holdfast.connector.session.recovery;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How often the recovery of a journal has been begun and not come to an end, so that a journal that kills the process is
 * known by that: an empty file {@code <name>.<n>} for each try, made before it. Touched by one thread at a time.
 */
final class RecoveryTries {
    private final Path place;

    RecoveryTries(Path place) {
        this.place = place;
    }

    /** Tries that came to no end. */
    int before(String journal) {
        int tries = 0;
        while (Files.exists(mark(journal, tries + 1))) {
            tries++;
        }
        return tries;
    }

    /** Another try begins; that survives whatever becomes of this process. */
    void begin(String journal) throws IOException {
        Files.createDirectories(place);
        try {
            Files.createFile(mark(journal, before(journal) + 1));
        } catch (FileAlreadyExistsException e) {
            throw new IOException("two recoveries of " + journal + " at once", e);
        }
    }

    /** The journal is where it belongs, or it was not the journal's fault. */
    void over(String journal) throws IOException {
        for (int tries = before(journal); tries > 0; tries--) {
            Files.deleteIfExists(mark(journal, tries));
        }
    }

    private Path mark(String journal, int number) {
        return place.resolve(journal + "." + number);
    }
}
