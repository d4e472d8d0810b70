package org.holdfast.media.journal;

import java.io.IOException;
import java.util.List;
import java.util.UUID;

/**
 * The journal of one running Recording Session: append-only, in a memory-mapped file, so that what was appended survives
 * the death of this process at once, and that of the host once forced. Thread-safe.
 */
public final class Journal implements AutoCloseable {

    private Journal() {}

    /** Begins a journal; header and first entries are forced to disk when this returns. */
    public static Journal create(
            JournalDirectory directory, UUID recordingSessionId, JournalForcer forcer, List<JournalEntry> first)
            throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Name of the file, the same in every directory it passes through: {@code <recording session id>.journal}. */
    public String fileName() {
        throw new UnsupportedOperationException();
    }

    /** Adds a fact. It survives this process at once, the host after the next force. */
    public void append(JournalEntry entry) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Everything appended before is durable on return. */
    public void force() throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Bytes of the file that survive a crash of the host. */
    public long durablePosition() {
        throw new UnsupportedOperationException();
    }

    /** Appends the end, trims, forces and moves the file to the sealed ones. Nothing can be appended afterwards. */
    public void seal(JournalEntry.SessionEnded end) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** True once writing or forcing failed; a failed journal takes nothing more, ever. */
    public boolean failed() {
        throw new UnsupportedOperationException();
    }

    /** Lets go of the file without sealing it; recovery will seal it. Does nothing after {@link #seal}. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
