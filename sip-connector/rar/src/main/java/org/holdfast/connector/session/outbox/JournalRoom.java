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
 * The journal directory as long as it can be used. Opened and recovered when it first works, made anew when it vanished.
 * Thread-safe.
 */
public final class JournalRoom {
    private final Path path;
    private final long minFreeBytes;
    private final Clock clock;
    private volatile @Nullable JournalDirectory directory;

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
        JournalDirectory opened = directory;
        if (opened == null) {
            opened = JournalDirectory.open(path);
            JournalRecovery.recover(opened, clock)
                    .forEach(found -> LOG.journalRecovered(
                            found.file().getFileName().toString(),
                            found.outcome().name()));
            directory = opened;
        } else if (!Files.isDirectory(opened.capturing()) || !Files.isDirectory(opened.sealed())) {
            directory = JournalDirectory.open(path);
            opened = directory;
        }
        opened.probe();
    }

    /** Whether the volume has room for more. Throws when it has not. */
    public void room() throws IOException {
        JournalDirectory opened = directory;
        if (opened != null && opened.usableBytes() < minFreeBytes) {
            throw new IOException("journal volume has only " + opened.usableBytes() / 1_048_576 + " MiB left");
        }
    }
}
