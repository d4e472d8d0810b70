package org.holdfast.connector.session.facts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.holdfast.media.journal.Journal;
import org.holdfast.media.journal.JournalEntry;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one Recording Session: collected in memory until the journal exists, from then on written to it as they
 * come. Owned by the session's thread. A journal that fails is remembered, not thrown: the session ends at its next step.
 */
public final class SessionFacts {
    private final List<JournalEntry> entries = new ArrayList<>();
    private @Nullable Journal journal;
    private @Nullable IOException failure;

    public void add(JournalEntry entry) {
        entries.add(entry);
        if (journal != null && failure == null) {
            try {
                journal.append(entry);
            } catch (IOException e) {
                failure = e;
            }
        }
    }

    public void writeTo(Journal opened) {
        journal = opened;
    }

    public List<JournalEntry> soFar() {
        return List.copyOf(entries);
    }

    @Nullable
    public IOException failure() {
        return failure;
    }
}
