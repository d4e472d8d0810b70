package org.holdfast.media.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.holdfast.media.journal.JournalEntry;
import org.holdfast.media.journal.JournalEntry.HoldChanged;
import org.holdfast.media.journal.JournalEntry.ParticipantLeft;
import org.holdfast.media.journal.JournalEntry.ParticipantSeen;
import org.holdfast.media.journal.JournalEntry.PauseChanged;
import org.holdfast.media.timeline.TimelineEvent.Kind;

/** Gathers the events of a recording, from facts and from packets. One thread. */
final class TimelineEvents {

    private static final int MAX_EVENTS = 5000;

    /** RFC 4733 §2.3: event, end bit and volume, duration. */
    private static final int EVENT_BYTES = 4;

    /** One key press, maybe in several segments; {@code until} is the timestamp at which it ends so far. */
    private record Press(int run, int code, long from, long until, MediaPacket first) {}

    private final Timeline timeline;
    private final List<Press> presses = new ArrayList<>();
    private final List<TimelineEvent> codecChanges = new ArrayList<>();
    private final Map<Integer, String> codecs = new HashMap<>();

    TimelineEvents(Timeline timeline) {
        this.timeline = timeline;
    }

    /** Notes a change of codec. */
    void media(MediaPacket packet) {
        if (packet.isComfortNoise()) {
            return;
        }
        String codec = packet.format().encoding();
        String before = codecs.put(packet.channel(), codec);
        if (before != null && !before.equalsIgnoreCase(codec) && codecChanges.size() < MAX_EVENTS) {
            codecChanges.add(new TimelineEvent(
                    duration(packet.fromNanos()), Kind.CODEC_CHANGED, packet.channel(), before + " to " + codec));
        }
    }

    /**
     * Notes a key press once, however often its packets repeat it (RFC 4733 §2.5.1.2) and in however many segments it
     * comes (§2.5.1.3). Returns the time at which it ends so far.
     */
    long telephoneEvent(MediaPacket packet) {
        if (packet.payload().remaining() < EVENT_BYTES) {
            return packet.fromNanos();
        }
        int code = packet.payload().get(0) & 0xff;
        int ticks = packet.payload().getShort(2) & 0xffff;
        long from = packet.timestamp();
        Press last = presses.isEmpty() ? null : presses.getLast();
        if (last != null && last.run() == packet.run() && last.code() == code && isSame(last, from)) {
            long until = Math.max(last.until(), from + ticks);
            presses.set(presses.size() - 1, new Press(last.run(), code, last.from(), until, last.first()));
        } else if (presses.size() < MAX_EVENTS && (last == null || last.run() != packet.run() || from > last.from())) {
            presses.add(new Press(packet.run(), code, from, from + ticks, packet));
        }
        return packet.placement().nanos(packet.sequence(), from + ticks);
    }

    /** A segment goes on at the very timestamp at which a full one ended. */
    private static boolean isSame(Press last, long from) {
        return from == last.from() || (from == last.until() && last.until() - last.from() >= 0xffff);
    }

    /** Everything, by time. */
    List<TimelineEvent> all() {
        List<TimelineEvent> all = new ArrayList<>(codecChanges);
        Set<String> known = new HashSet<>();
        for (JournalEntry entry : timeline.facts().entries()) {
            if (RecordingFacts.nanos(entry.at()) < timeline.facts().untilNanos()) {
                fact(entry, known, all);
            }
        }
        for (Press press : presses) {
            MediaPacket first = press.first();
            long from = first.placement().nanos(first.sequence(), press.from());
            long until = first.placement().nanos(first.sequence(), press.until());
            String detail = (until - from) / 1_000_000 + " ms";
            all.add(new TimelineEvent(duration(from), Kind.TELEPHONE_EVENT, first.channel(), detail));
        }
        return all.stream()
                .sorted(Comparator.comparing(TimelineEvent::at))
                .limit(MAX_EVENTS)
                .toList();
    }

    private void fact(JournalEntry entry, Set<String> known, List<TimelineEvent> all) {
        switch (entry) {
            case HoldChanged hold -> {
                int channel = timeline.channel(hold.stream(), RecordingFacts.nanos(hold.at()));
                all.add(event(hold.at(), hold.onHold() ? Kind.HOLD : Kind.RESUMED_FROM_HOLD, channel, ""));
            }
            case PauseChanged pause ->
                all.add(event(pause.at(), pause.paused() ? Kind.PAUSED : Kind.RESUMED, -1, pause.byWhom()));
            case ParticipantSeen seen
            when known.add(seen.id()) -> all.add(event(seen.at(), Kind.JOINED, -1, seen.id()));
            case ParticipantLeft left
            when known.remove(left.id()) -> all.add(event(left.at(), Kind.LEFT, -1, left.id()));
            default -> {}
        }
    }

    private TimelineEvent event(Instant at, Kind kind, int channel, String detail) {
        return new TimelineEvent(
                duration(RecordingFacts.nanos(at) - RecordingFacts.nanos(timeline.origin())), kind, channel, detail);
    }

    private static Duration duration(long nanos) {
        return Duration.ofNanos(Math.max(0, nanos));
    }
}
