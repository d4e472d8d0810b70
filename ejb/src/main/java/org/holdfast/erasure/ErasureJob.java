package org.holdfast.erasure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.audit.Actor;
import org.holdfast.erasure.ErasureQueue.Due;
import org.holdfast.erasure.ReportLine.Entry;
import org.holdfast.operations.RetentionLog;
import org.holdfast.retention.Deletion;
import org.holdfast.retention.DeletionRefused;
import org.holdfast.retention.PersonalRows;
import org.holdfast.retention.Witness;

/**
 * Erases what one confirmed erasure concerns, recording by recording, and writes down each thing that went or stayed. What
 * fails is tried again; a repeat finds less. One thread an erasure.
 */
@ApplicationScoped
public class ErasureJob {
    private static final int A_ROUND = 50;
    private static final int MOST_TRIES = 8;
    private static final int MOST_MENTIONS = 500;
    private static final Duration FIRST_DELAY = Duration.ofMinutes(1);

    private ErasureQueue queue;
    private Erasures erasures;
    private ErasureReport report;
    private PersonSearch search;
    private NamedSearches searches;
    private Deletion deletion;
    private PersonalRows rows;
    private Instance<Traces> traces;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected ErasureJob() {}

    @Inject
    @SuppressWarnings("checkstyle:ParameterNumber") // the places a person may be in
    public ErasureJob(
            ErasureQueue queue,
            Erasures erasures,
            ErasureReport report,
            PersonSearch search,
            NamedSearches searches,
            Deletion deletion,
            PersonalRows rows,
            @Any Instance<Traces> traces) {
        this.queue = queue;
        this.erasures = erasures;
        this.report = report;
        this.search = search;
        this.searches = searches;
        this.deletion = deletion;
        this.rows = rows;
        this.traces = traces;
    }

    /** Does a round of one that is due; false when none is. */
    public boolean round() {
        Optional<Due> due = queue.claim();
        due.ifPresent(this::round);
        return due.isPresent();
    }

    private void round(Due due) {
        if (report.lines(due.id(), 0, 1).isEmpty()) {
            KnownErasure erasure = erasures.find(due.id()).orElseThrow();
            report.add(
                    due.id(),
                    List.of(note("erasure %s, reference %s, confirmed by %s, %d recordings"
                            .formatted(due.id(), erasure.reference(), erasure.confirmedBy(), erasure.recordings()))));
        }
        report.add(due.id(), searches.empty(erasures.subject(due.id()))); // while recordings tell their names
        String failed = "";
        for (UUID recording : queue.waiting(due.id(), A_ROUND)) {
            try {
                erase(due.id(), recording);
            } catch (IOException away) {
                failed = String.valueOf(away.getMessage());
                RetentionLog.LOG.notErased(recording.toString(), failed);
                if (due.tries() >= MOST_TRIES) {
                    prevented(due.id(), recording, "it failed " + due.tries() + " times, the last time: " + failed);
                }
            }
        }
        if (queue.waiting(due.id(), 1).isEmpty()) {
            close(due.id());
        } else {
            queue.again(
                    due.id(),
                    failed.isEmpty() ? Duration.ZERO : FIRST_DELAY.multipliedBy(due.tries()),
                    failed.isEmpty());
        }
    }

    private void erase(UUID erasure, UUID recording) throws IOException {
        Lines lines = new Lines(recording);
        try {
            deletion.delete(recording, Actor.SYSTEM, "erasure " + erasure, lines);
            for (Traces place : traces) {
                place.erase(recording, lines);
            }
            rows.empty(recording, lines); // of one that was deleted by an earlier release
            lines.removed("recording", recording.toString());
            report.add(erasure, lines.entries);
            queue.settled(erasure, recording, true, "");
        } catch (DeletionRefused refused) {
            report.add(erasure, lines.entries);
            prevented(erasure, recording, String.valueOf(refused.getMessage()));
        } catch (IOException away) {
            report.add(erasure, lines.entries); // what went is not forgotten; a repeat finds the rest
            throw away;
        }
    }

    /** Writes down what a deletion tells. One thread. */
    private record Lines(UUID recording, List<Entry> entries) implements Witness {
        Lines(UUID recording) {
            this(recording, new ArrayList<>());
        }

        @Override
        public void removed(String kind, String what) {
            entries.add(new Entry(recording, kind, what, "removed", ""));
        }

        @Override
        public void stays(String kind, String what, String because) {
            entries.add(new Entry(recording, kind, what, "stays", because));
        }
    }

    private void prevented(UUID erasure, UUID recording, String because) {
        report.add(erasure, List.of(new Entry(recording, "recording", recording.toString(), "prevented", because)));
        queue.settled(erasure, recording, false, because);
    }

    /** What stays as evidence is named; then the digest goes to the audit trail. */
    private void close(UUID erasure) {
        List<Entry> lines = new ArrayList<>();
        Subject subject = erasures.subject(erasure);
        for (String entry : search.mentions(subject, MOST_MENTIONS)) {
            lines.add(new Entry(
                    null, "audit", entry, "stays", "The audit trail is evidence and is only ever added to (adr/0051)"));
        }
        List<UUID> left = search.recordings(subject, Erasures.MOST);
        KnownErasure known = erasures.find(erasure).orElseThrow();
        lines.add(note("%d recordings gone, %d prevented, %d recordings of the person are left"
                .formatted(known.gone(), known.prevented(), left.size())));
        report.add(erasure, lines);
        report.close(erasure, known.prevented() == 0 && left.isEmpty() ? ErasureState.DONE : ErasureState.PREVENTED);
        RetentionLog.LOG.erased(erasure.toString(), known.gone(), known.prevented());
    }

    private static Entry note(String words) {
        return new Entry(null, "note", words, "note", "");
    }
}
