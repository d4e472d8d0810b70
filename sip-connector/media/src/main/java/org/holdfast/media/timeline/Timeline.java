package org.holdfast.media.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.holdfast.media.journal.JournalEntry.HoldChanged;
import org.holdfast.media.journal.JournalEntry.PayloadFormat;
import org.holdfast.media.journal.JournalEntry.StreamDescribed;
import org.holdfast.media.timeline.run.PayloadFormats;
import org.holdfast.media.timeline.run.RunPlacement;
import org.jspecify.annotations.Nullable;

/** Where the media of one recording belongs. Immutable once scanned. */
public final class Timeline {

    /**
     * One channel: the audio of one participant, or of a stream that mixes several or whose sender nobody knows.
     *
     * @param stream the m-line it came on, the first if it moved
     * @param participants ids; one, several when mixed, none when unknown
     * @param packets RTP packets on it
     */
    public record Lane(int channel, int stream, String label, List<String> participants, long packets) {
        public Lane {
            participants = List.copyOf(participants);
        }
    }

    /** When the media is from, and how long it lasts. */
    record Span(Instant origin, long lengthNanos) {}

    private final RecordingFacts facts;
    private final PayloadFormats formats;
    private final Span span;
    private final Set<PayloadFormat> heard;
    private final Bindings bindings;
    private final List<Bindings.Candidate> channels;
    private final Map<Integer, RunPlacement> placements;

    Timeline(
            RecordingFacts facts,
            Span span,
            Bindings bindings,
            Set<PayloadFormat> heard,
            Map<Integer, RunPlacement> placements) {
        this.facts = facts;
        this.span = span;
        this.bindings = bindings;
        this.heard = Set.copyOf(heard);
        this.placements = Map.copyOf(placements);
        formats = new PayloadFormats(facts.all(StreamDescribed.class));
        channels = bindings.lanes();
    }

    /** What the journal says of the recording apart from media. */
    public RecordingFacts facts() {
        return facts;
    }

    /**
     * Time zero: the instant at which the earliest sample of any lane was spoken, by the recorder's clock; or that from which
     * the recorder was away, when it was before that.
     */
    public Instant origin() {
        return span.origin();
    }

    /** From the origin to the end of the last packet of any lane, in nanoseconds. */
    public long lengthNanos() {
        return span.lengthNanos();
    }

    /** Formats of which at least one packet came. */
    public Set<PayloadFormat> formatsHeard() {
        return heard;
    }

    /** Channels in order; empty when the recording has no audio stream. */
    public List<Lane> lanes() {
        return channels.stream()
                .map(lane -> new Lane(
                        channels.indexOf(lane),
                        lane.stream(),
                        formats.label(lane.stream()),
                        lane.participants(),
                        lane.packets()))
                .toList();
    }

    /** True when at least one packet has a place. */
    public boolean hasMedia() {
        return !placements.isEmpty();
    }

    /** Whether the SRC held a lane's stream from beginning to end, so that nothing is to be expected on it. */
    public boolean isHeldThroughout(Lane lane) {
        List<HoldChanged> changes = facts.all(HoldChanged.class).stream()
                .filter(change -> change.stream() == lane.stream())
                .toList();
        return !changes.isEmpty()
                && changes.stream().allMatch(HoldChanged::onHold)
                && Duration.between(facts.startedAt(), changes.getFirst().at()).toMillis() < 1000;
    }

    PayloadFormats formats() {
        return formats;
    }

    /** Null for a run that is left out as noise. */
    @Nullable
    RunPlacement placement(int run) {
        return placements.get(run);
    }

    /** The channel of what arrived on a stream then; -1 when it has none. */
    int channel(int stream, long arrivalNanos) {
        return channels.indexOf(bindings.of(stream, arrivalNanos));
    }
}
