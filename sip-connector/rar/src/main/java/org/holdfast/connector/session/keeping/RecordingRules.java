package org.holdfast.connector.session.keeping;

import static org.holdfast.connector.health.ConnectorLog.LOG;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.holdfast.rulebook.RuleBook;
import org.holdfast.rulebook.RuleFile;
import org.jspecify.annotations.Nullable;

/**
 * The recording rules this recorder goes by: those of the file beside the journals, as it was last readable. Without one,
 * every call is recorded. Never asks a database. Thread-safe; who decides about a call touches no disk.
 */
public final class RecordingRules {
    private final Path file;
    private volatile RuleBook book = RuleBook.EMPTY;
    private boolean read;
    private @Nullable Object seen;

    /** What tells one state of the file from the next. */
    private record State(long size, long modified, @Nullable Object key) {}

    /** Of no rules until the first {@link #look}. */
    public RecordingRules(Path journalDirectory) {
        file = journalDirectory.resolve(RuleFile.NAME);
    }

    /** The rules in force. */
    public RuleBook book() {
        return book;
    }

    /** Reads the file if it is not what it was; wanted every second. */
    public synchronized void look() {
        Object now = state();
        if (now.equals(seen)) {
            return;
        }
        seen = now;
        try {
            RuleBook fresh = RuleFile.read(file);
            book = fresh;
            read = true;
            LOG.rulesInForce(fresh.rules().size(), file.toString());
        } catch (NoSuchFileException none) {
            if (!read) {
                LOG.noRules(file.toString());
            }
        } catch (IOException | RuntimeException broken) {
            LOG.rulesNotRead(
                    broken.toString(), read ? "those read before stay in force" : "every call is recorded until then");
        }
    }

    private Object state() {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return new State(now.size(), now.lastModifiedTime().toMillis(), now.fileKey());
        } catch (IOException gone) {
            return gone.getClass();
        }
    }
}
