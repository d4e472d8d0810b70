package org.holdfast.connector.session.outbox;

import static org.holdfast.connector.health.ConnectorLog.LOG;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.holdfast.connector.session.volume.VolumeLimits;
import org.holdfast.media.journal.DirectoryLock;
import org.holdfast.media.journal.JournalDirectory;
import org.holdfast.media.journal.cipher.JournalKeys;
import org.jspecify.annotations.Nullable;

/**
 * The journal directory as long as it can be used and is ours alone. Opened, locked and recovered when it first works, made
 * anew when it vanished. Thread-safe.
 */
public final class JournalRoom implements AutoCloseable {
    private final Path path;
    private final JournalKeys keys;
    private final VolumeLimits limits;
    private final LeftOver leftOver;
    private final DirectoryLock lock = new DirectoryLock();
    private volatile @Nullable JournalDirectory directory;
    private volatile String failure = "";
    private boolean keptOut;
    private boolean closed;

    /** Brings home what an earlier process left in a directory, before anything is created in it. */
    public interface LeftOver {
        void begin(JournalDirectory directory) throws IOException;
    }

    public JournalRoom(Path path, JournalKeys keys, VolumeLimits limits, LeftOver leftOver) {
        this.path = path;
        this.keys = keys;
        this.limits = limits;
        this.leftOver = leftOver;
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
        JournalDirectory usable = opened != null && whole ? opened : JournalDirectory.open(path, keys);
        hold();
        if (opened == null) {
            leftOver.begin(usable);
        }
        directory = usable;
        prove(usable);
    }

    /** A failure reported meanwhile stands. */
    private void prove(JournalDirectory usable) throws IOException {
        String before = failure;
        usable.probe();
        if (failure.equals(before)) {
            failure = "";
        }
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

    /** A journal could not be forced: nothing is promised any more until a probe has written and forced. */
    public void failed(String reason) {
        failure = reason;
    }

    /** Why no recording can be promised; empty when nothing is known against it. */
    public String failure() {
        return failure;
    }

    /** Whether the volume has room for more. Throws when it has not. */
    public void room() throws IOException {
        JournalDirectory opened = directory;
        if (opened == null) {
            return;
        }
        long free = opened.usableBytes();
        if (free < limits.marks(opened.totalBytes()).refuse()) {
            throw new IOException("journal volume has only " + free / 1_048_576 + " MiB left");
        }
    }
}
