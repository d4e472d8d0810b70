package org.holdfast.media.container;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.holdfast.media.timeline.Gap;
import org.holdfast.media.timeline.TimelineEvent;

/**
 * A recording as it can be heard, and what is to be said of it.
 *
 * @param origin when the first sample was spoken; gaps and events count from there
 * @param endCause name of an EndCause of the connector api
 * @param files empty when no media came
 * @param warnings what of the media could not be rendered, one sentence each
 */
public record RenderedRecording(
        Instant origin,
        Duration length,
        String endCause,
        Optional<Files> files,
        List<RenderedLane> lanes,
        List<Gap> gaps,
        List<TimelineEvent> events,
        List<String> warnings) {

    /** What was written. */
    public record Files(MediaFile wav, MediaFile peaks, int sampleRate) {}

    /**
     * One channel of the audio.
     *
     * @param stream the m-line it came on
     * @param encoding that carried most of it, e.g. {@code PCMA}; empty when nothing came
     * @param audibleMillis how long it is louder than -50 dBFS
     * @param kept packets on it
     * @param lost packets of it that never came
     * @param heldThroughout the SRC held the stream from beginning to end, so that nothing was to be expected
     */
    public record RenderedLane(
            int channel,
            int stream,
            String label,
            List<String> participants,
            String encoding,
            long audibleMillis,
            long kept,
            long lost,
            boolean heldThroughout) {
        public RenderedLane {
            participants = List.copyOf(participants);
        }
    }

    public RenderedRecording {
        lanes = List.copyOf(lanes);
        gaps = List.copyOf(gaps);
        events = List.copyOf(events);
        warnings = List.copyOf(warnings);
    }
}
