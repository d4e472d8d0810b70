package org.holdfast.connector.session.facts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.holdfast.media.journal.Journal;
import org.holdfast.media.journal.JournalEntry;
import org.holdfast.media.journal.JournalEntry.AnswerKept;
import org.holdfast.media.journal.JournalEntry.BodyKept;
import org.holdfast.media.journal.JournalEntry.DialogKept;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one Recording Session: collected in memory until the journal exists, from then on written to it as they
 * come. Owned by the session's thread. A journal that fails is remembered, not thrown: the session ends at its next step.
 *
 * <p>After a restart the facts in the journal come up once more, while requests are read again. They are not written twice;
 * only what the last request said and the dying process did not write any more is.
 */
public final class SessionFacts {
    private final List<JournalEntry> entries = new ArrayList<>();
    private final List<JournalEntry> unwritten = new ArrayList<>();
    private @Nullable Set<JournalEntry> kept;
    private @Nullable Journal journal;
    private @Nullable IOException failure;

    /** The facts of a session that is only beginning. */
    public SessionFacts() {}

    private SessionFacts(List<JournalEntry> kept) {
        entries.addAll(kept);
        this.kept = new HashSet<>(kept);
    }

    /** What a journal holds, while it is read again, until {@link #writeTo}. */
    public static SessionFacts replaying(List<JournalEntry> kept) {
        return new SessionFacts(kept);
    }

    public void add(JournalEntry entry) {
        if (kept != null) {
            if (!isRaw(entry) && !kept.contains(entry)) {
                unwritten.add(entry);
            }
            return;
        }
        if (journal == null || !(entry instanceof DialogKept)) { // in the journal the latest counts, here none does
            entries.add(entry);
        }
        if (journal != null && failure == null) {
            try {
                journal.append(entry);
            } catch (IOException e) {
                failure = e;
            }
        }
    }

    /** Bytes as they came or went: the journal has them, or nobody else saw them. */
    private static boolean isRaw(JournalEntry entry) {
        return entry instanceof BodyKept || entry instanceof DialogKept || entry instanceof AnswerKept;
    }

    /** The next request is read again; what a request before it left unwritten, it never said. */
    public void nextRequest() {
        unwritten.clear();
    }

    /** What the last request read again said and the journal lacks. */
    public List<JournalEntry> unwritten() {
        return List.copyOf(unwritten);
    }

    public void writeTo(Journal opened) {
        journal = opened;
        kept = null;
        unwritten.forEach(this::add);
        unwritten.clear();
    }

    public List<JournalEntry> soFar() {
        return List.copyOf(entries);
    }

    @Nullable
    public IOException failure() {
        return failure;
    }
}
