package org.holdfast.media.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where journals live: {@code capturing/} while they are written, {@code sealed/} until acknowledged (the outbox), {@code
 * kept/} afterwards, {@code quarantine/} for what could not be read. Immutable, thread-safe; every move is durable.
 */
public final class JournalDirectory {

    private JournalDirectory() {}

    /** Creates what is missing. */
    public static JournalDirectory open(Path directory) throws IOException {
        throw new UnsupportedOperationException();
    }

    public Path capturing() {
        throw new UnsupportedOperationException();
    }

    public Path sealed() {
        throw new UnsupportedOperationException();
    }

    public Path kept() {
        throw new UnsupportedOperationException();
    }

    public Path quarantine() {
        throw new UnsupportedOperationException();
    }

    /** The journal of that name, wherever it lies now. */
    public Optional<Path> find(String fileName) {
        throw new UnsupportedOperationException();
    }

    /** The outbox: sealed journals nobody acknowledged yet, oldest first. */
    public List<Path> awaitingAcknowledgement() throws IOException {
        throw new UnsupportedOperationException();
    }

    /** The catalogue has it: moves the journal out of the outbox. Idempotent. */
    public void acknowledge(String fileName) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Journals a dead process left unsealed. Ask before any journal is created. */
    public List<Path> leftOver() throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Allocates, writes, forces and removes a small file. Throws when journals could not be written. */
    public void probe() throws IOException {
        throw new UnsupportedOperationException();
    }

    public long usableBytes() throws IOException {
        throw new UnsupportedOperationException();
    }
}
