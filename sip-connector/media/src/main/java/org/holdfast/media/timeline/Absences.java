package org.holdfast.media.timeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.holdfast.media.journal.JournalEntry.GapKnown;
import org.holdfast.media.journal.JournalEntry.HoldChanged;
import org.holdfast.media.journal.JournalEntry.PauseChanged;

/**
 * What is missing and why. Holes in the sequence numbers are loss, unless the recorder was paused or down then; a hold is
 * a gap only as far as nothing was sent. One thread; all times are nanoseconds since the timeline's origin.
 */
final class Absences {

    /** A pause begins and ends between packets; a hole this close to it is its own. */
    private static final long EDGE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /** Packets this close together cover the time between them. */
    private static final long COVERED_NANOS = TimeUnit.MILLISECONDS.toNanos(60);

    private static final long SHORTEST_HOLD_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** Beyond this many gaps a list serves nobody: the rest is only counted. */
    static final int MAX_GAPS = 2000;

    private record Span(int channel, long from, long until) {
        boolean touches(Span other) {
            return channel == other.channel && from < other.until + EDGE_NANOS && other.from < until + EDGE_NANOS;
        }

        Span with(Span other) {
            return new Span(channel, Math.min(from, other.from), Math.max(until, other.until));
        }
    }

    private record Known(Span span, Gap.Cause cause) {
        /** Edges that are as good as these are these. */
        Known alignedTo(long from, long until) {
            return new Known(
                    new Span(
                            span.channel,
                            span.from - from < EDGE_NANOS ? from : span.from,
                            until - span.until < EDGE_NANOS ? until : span.until),
                    cause);
        }
    }

    private final Timeline timeline;
    private final int channels;
    private final List<List<Span>> covered = new ArrayList<>();
    private final List<Span> holes = new ArrayList<>();
    private final List<Known> known = new ArrayList<>();
    private long mediaUntil;

    Absences(Timeline timeline) {
        this.timeline = timeline;
        channels = timeline.lanes().size();
        for (int channel = 0; channel < channels; channel++) {
            covered.add(new ArrayList<>());
        }
    }

    /** Media is here. */
    void media(int channel, long from, long until) {
        mediaUntil = Math.max(mediaUntil, until);
        List<Span> spans = covered.get(channel);
        Span last = spans.isEmpty() ? null : spans.getLast();
        if (last != null && from >= last.from && from <= last.until + COVERED_NANOS) {
            spans.set(spans.size() - 1, new Span(channel, last.from, Math.max(last.until, until)));
        } else {
            spans.add(new Span(channel, from, until));
        }
    }

    /** Sequence numbers are missing here. Returns false when the recorder knows why, so that it is no loss. */
    boolean hole(int channel, long from, long until) {
        if (known.isEmpty()) {
            spansOf(timeline).forEach(known::add);
        }
        Span hole = new Span(channel, from, until);
        for (int i = 0; i < known.size(); i++) {
            if (known.get(i).span().touches(hole)) {
                known.set(
                        i,
                        new Known(known.get(i).span().with(hole), known.get(i).cause()));
                return false;
            }
        }
        if (holes.size() < MAX_GAPS) {
            holes.add(hole);
        }
        return true;
    }

    private List<Known> spansOf(Timeline whole) {
        List<Known> found = new ArrayList<>();
        RecordingFacts facts = whole.facts();
        long pausedFrom = Long.MIN_VALUE;
        for (PauseChanged change : facts.all(PauseChanged.class)) {
            if (change.paused() && pausedFrom == Long.MIN_VALUE) {
                pausedFrom = since(change.at());
            } else if (!change.paused() && pausedFrom != Long.MIN_VALUE) {
                onAllChannels(pausedFrom, since(change.at()), Gap.Cause.PAUSE, found);
                pausedFrom = Long.MIN_VALUE;
            }
        }
        if (pausedFrom != Long.MIN_VALUE) {
            onAllChannels(pausedFrom, since(facts.endedAt()), Gap.Cause.PAUSE, found);
        }
        for (GapKnown gap : facts.all(GapKnown.class)) {
            onAllChannels(since(gap.at()), since(gap.until()), Gap.Cause.RESTART, found);
        }
        return found;
    }

    private void onAllChannels(long from, long until, Gap.Cause cause, List<Known> found) {
        boolean ours = until > 0 && from < since(timeline.facts().endedAt());
        for (int channel = 0; ours && channel < channels; channel++) {
            found.add(new Known(new Span(channel, Math.max(0, from), until), cause));
        }
    }

    /** All gaps, by time. */
    List<Gap> gaps() {
        if (known.isEmpty()) {
            spansOf(timeline).forEach(known::add);
        }
        List<Gap> gaps = new ArrayList<>();
        holes.forEach(hole -> gaps.add(gap(hole, Gap.Cause.LOSS)));
        aligned().forEach(absence -> gaps.add(gap(absence.span(), absence.cause())));
        holds().forEach(hold -> gaps.add(gap(hold, Gap.Cause.HOLD)));
        return gaps.stream()
                .sorted(Comparator.comparing(Gap::from).thenComparing(Gap::lane))
                .limit(MAX_GAPS)
                .toList();
    }

    /**
     * What the recorder knows concerns all lanes alike; that their last and first packets lie some milliseconds apart does not
     * make several absences of it. A lane that missed more than the others keeps its own.
     */
    private List<Known> aligned() {
        List<Known> aligned = new ArrayList<>();
        for (int first = 0; first < known.size(); first += channels) {
            List<Known> lanes = known.subList(first, first + channels);
            long from =
                    lanes.stream().mapToLong(lane -> lane.span().from()).min().orElseThrow();
            long until =
                    lanes.stream().mapToLong(lane -> lane.span().until()).max().orElseThrow();
            lanes.forEach(lane -> aligned.add(lane.alignedTo(from, until)));
        }
        return aligned;
    }

    private List<Span> holds() {
        List<Span> found = new ArrayList<>();
        List<HoldChanged> changes = timeline.facts().all(HoldChanged.class);
        for (int i = 0; i < changes.size(); i++) {
            HoldChanged change = changes.get(i);
            int channel = timeline.channel(change.stream(), RecordingFacts.nanos(change.at()));
            if (change.onHold() && channel >= 0) {
                found.addAll(uncovered(new Span(channel, Math.max(0, since(change.at())), offHold(changes, i))));
            }
        }
        return found;
    }

    /** Without a resume, the hold ends with the media. */
    private long offHold(List<HoldChanged> changes, int held) {
        return changes.stream()
                .skip(held + 1L)
                .filter(change -> change.stream() == changes.get(held).stream())
                .findFirst()
                .map(change -> Math.min(since(change.at()), mediaUntil))
                .orElse(mediaUntil);
    }

    private List<Span> uncovered(Span hold) {
        List<Span> left = new ArrayList<>();
        long from = hold.from;
        for (Span media : covered.get(hold.channel).stream()
                .sorted(Comparator.comparingLong(Span::from))
                .toList()) {
            if (media.until > from && media.from < hold.until) {
                left.add(new Span(hold.channel, from, media.from));
                from = Math.max(from, media.until);
            }
        }
        left.add(new Span(hold.channel, from, hold.until));
        left.removeIf(span -> span.until - span.from < SHORTEST_HOLD_NANOS
                || known.stream().anyMatch(absence -> absence.span().touches(span)));
        return left;
    }

    private long since(java.time.Instant at) {
        return RecordingFacts.nanos(at) - RecordingFacts.nanos(timeline.origin());
    }

    private static Gap gap(Span span, Gap.Cause cause) {
        return new Gap(
                span.channel,
                Duration.ofNanos(Math.max(0, span.from)),
                Duration.ofNanos(Math.max(0, span.until)),
                cause);
    }
}
