package org.holdfast.connector.session.outbox;

import static org.holdfast.connector.health.ConnectorLog.LOG;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.holdfast.media.journal.JournalDirectory;
import org.holdfast.media.journal.JournalRecovery;
import org.jspecify.annotations.Nullable;

/**
 * The journal directory as long as it can be used and is ours alone. Opened, locked and recovered when it first works, made
 * anew when it vanished. Thread-safe.
 */
public final class JournalRoom implements AutoCloseable {
    private final Path path;
    private final long minFreeBytes;
    private final Clock clock;
    private final DirectoryLock lock = new DirectoryLock();
    private volatile @Nullable JournalDirectory directory;
    private boolean keptOut;
    private boolean closed;

    public JournalRoom(Path path, long minFreeBytes, Clock clock) {
        this.path = path;
        this.minFreeBytes = minFreeBytes;
        this.clock = clock;
    }

    /** Empty until what an earlier process left behind has been recovered. */
    public Optional<JournalDirectory> directory() {
        return Optional.ofNullable(directory);
    }

    /** Writes and forces a little; opens the directory first where that has not worked yet. Throws the reason if not. */
    public synchronized void probe() throws IOException {
        if (closed) {
            throw new IOException("the recorder has stopped");
        }
        JournalDirectory opened = directory;
        boolean whole = opened != null && Files.isDirectory(opened.capturing()) && Files.isDirectory(opened.sealed());
        JournalDirectory usable = opened != null && whole ? opened : JournalDirectory.open(path);
        hold();
        if (opened == null) {
            recover(usable);
        }
        directory = usable;
        usable.probe();
    }

    /** Lets another recorder have the directory. */
    @Override
    public synchronized void close() {
        closed = true;
        try {
            lock.release();
        } catch (IOException e) {
            LOG.debug("the lock of the journal directory could not be given back", e);
        }
    }

    private void hold() throws IOException {
        try {
            lock.hold(path);
            keptOut = false;
        } catch (DirectoryLock.InUse e) {
            if (!keptOut) {
                LOG.journalsInUse(path.toString());
            }
            keptOut = true;
            throw e;
        }
    }

    private void recover(JournalDirectory usable) throws IOException {
        JournalRecovery.recover(usable, clock)
                .forEach(found -> LOG.journalRecovered(
                        found.file().getFileName().toString(), found.outcome().name()));
    }

    /** Whether the volume has room for more. Throws when it has not. */
    public void room() throws IOException {
        JournalDirectory opened = directory;
        if (opened != null && opened.usableBytes() < minFreeBytes) {
            throw new IOException("journal volume has only " + opened.usableBytes() / 1_048_576 + " MiB left");
        }
    }
}
