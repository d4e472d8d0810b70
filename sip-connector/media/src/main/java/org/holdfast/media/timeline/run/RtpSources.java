package org.holdfast.media.timeline.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.holdfast.media.journal.JournalEntry.PayloadFormat;
import org.holdfast.media.rtp.RtpPacket;
import org.jspecify.annotations.Nullable;

/**
 * Sorts a recording's packets into runs by stream and SSRC. A stream is keyed by its m-line, for two streams may carry
 * the same SSRC. One thread; deterministic, see {@link Run}.
 */
public final class RtpSources {

    /** Sources of one stream beyond this many are noise. */
    private static final int MAX_SOURCES = 64;

    private static final int MAX_RUNS = 20_000;

    private record Key(int stream, long ssrc) {}

    private final Map<Key, List<Run>> bySource = new HashMap<>();
    private final Map<Integer, Integer> sourcesOfStream = new HashMap<>();
    private final List<Run> runs = new ArrayList<>();

    /** The run this packet is now part of, or null for noise. */
    public @Nullable Run take(int stream, RtpPacket packet, PayloadFormat format, long arrivalNanos) {
        List<Run> known = runsOf(stream, packet.ssrc());
        if (known == null) {
            return null;
        }
        boolean event = PayloadFormats.isTelephoneEvent(format);
        Run run = event ? runOfEvent(known, packet) : runOf(known, packet, format.clockRate(), arrivalNanos);
        if (run == null) {
            if (runs.size() >= MAX_RUNS) {
                return null;
            }
            run = new Run(runs.size(), stream, format.clockRate(), packet);
            runs.add(run);
            known.add(run);
        }
        if (event) {
            run.takeEvent(packet);
        } else {
            run.take(packet, arrivalNanos);
        }
        return run;
    }

    private @Nullable List<Run> runsOf(int stream, long ssrc) {
        Key key = new Key(stream, ssrc);
        List<Run> known = bySource.get(key);
        if (known == null && sourcesOfStream.merge(stream, 1, Integer::sum) <= MAX_SOURCES) {
            known = new ArrayList<>();
            bySource.put(key, known);
        }
        return known;
    }

    /** The newest run, or the one before it: a single stray packet must not end a run. */
    private static @Nullable Run runOf(List<Run> known, RtpPacket packet, int clockRate, long arrivalNanos) {
        for (int i = known.size() - 1; i >= Math.max(0, known.size() - 2); i--) {
            if (known.get(i).continuesWith(packet, clockRate, arrivalNanos)) {
                return known.get(i);
            }
        }
        return null;
    }

    private static @Nullable Run runOfEvent(List<Run> known, RtpPacket packet) {
        return !known.isEmpty() && known.getLast().continuesWithEvent(packet) ? known.getLast() : null;
    }

    /** All runs in order of their first packet's arrival; a run's number is its index. */
    public List<Run> runs() {
        return runs;
    }
}
