package org.holdfast.media.timeline;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.holdfast.media.journal.JournalEntry;
import org.holdfast.media.journal.JournalEntry.PayloadFormat;
import org.holdfast.media.journal.JournalEntry.StreamDescribed;
import org.holdfast.media.journal.JournalVisitor;
import org.holdfast.media.rtp.RtpPacket;
import org.holdfast.media.timeline.run.PayloadFormats;
import org.holdfast.media.timeline.run.RtpSources;
import org.holdfast.media.timeline.run.Run;
import org.holdfast.media.timeline.run.RunPlacement;
import org.holdfast.media.timeline.run.SenderReports;
import org.jspecify.annotations.Nullable;

/** Second pass: finds the runs of every audio stream and their places on one common time. Used once, by one thread. */
public final class TimelineScan {

    /** A run that begins this close to the end of the one before on its stream goes on where that ended. */
    private static final long SNAP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final int MAX_FORMATS = 256;

    private final RecordingFacts facts;
    private final PayloadFormats formats;
    private final Bindings bindings;
    private final RtpSources sources = new RtpSources();
    private final SenderReports reports = new SenderReports();
    private final Set<PayloadFormat> heard = new LinkedHashSet<>();

    private TimelineScan(RecordingFacts facts) {
        this.facts = facts;
        formats = new PayloadFormats(facts.all(StreamDescribed.class));
        bindings = new Bindings(facts, formats);
    }

    /** Reads the journal twice: facts, then streams. */
    public static Timeline of(UUID recordingId, JournalReplay journal) throws IOException {
        TimelineScan scan = new TimelineScan(RecordingFacts.of(recordingId, journal));
        journal.show(scan.new Packets());
        return scan.timeline();
    }

    private final class Packets implements JournalVisitor {
        private final RtpPacket packet = new RtpPacket();

        @Override
        public void entry(JournalEntry entry) {
            // known from the first pass
        }

        @Override
        public void datagram(int stream, boolean control, long arrivalNanos, ByteBuffer datagram) {
            if (!facts.owns(arrivalNanos) || !formats.isAudio(stream)) {
                return;
            }
            if (control) {
                reports.take(stream, datagram);
            } else if (packet.wrap(datagram)) {
                take(stream, packet, arrivalNanos);
            }
        }
    }

    private void take(int stream, RtpPacket packet, long arrivalNanos) {
        PayloadFormat format = formats.find(stream, packet.payloadType(), arrivalNanos);
        Run run = format == null ? null : sources.take(stream, packet, format, arrivalNanos);
        if (format != null && run != null) {
            bindings.of(stream, arrivalNanos).count();
            if (heard.size() < MAX_FORMATS) {
                heard.add(format);
            }
        }
    }

    private Timeline timeline() {
        List<Run> placed = new ArrayList<>();
        for (Run run : sources.runs()) {
            run.end();
            if (isBelievable(run)) {
                placed.add(run);
            }
        }
        Map<Integer, RunPlacement> placements = new HashMap<>();
        for (Run run : placed) {
            placements.put(run.number(), RunPlacement.byArrival(run));
        }
        reports.align(placed, placements);
        joinRuns(placed, placements);
        long spoken = placed.stream()
                .mapToLong(run -> start(run, placements))
                .min()
                .orElse(RecordingFacts.nanos(facts.startedAt()));
        long origin = Math.min(spoken, facts.firstAbsence());
        long until = placed.stream()
                .mapToLong(run ->
                        placement(run, placements).nanos(Long.MAX_VALUE, run.highestTimestamp() + run.packetTicks()))
                .max()
                .orElse(origin);
        placements.replaceAll((run, placement) -> placement.moved(-origin));
        return new Timeline(
                facts, new Timeline.Span(RecordingFacts.instant(origin), until - origin), bindings, heard, placements);
    }

    /** RFC 3550 A.1: one packet alone is no source, unless its stream has nothing else. */
    private boolean isBelievable(Run run) {
        boolean alone =
                sources.runs().stream().noneMatch(other -> other.stream() == run.stream() && other.packets() > 1);
        return !run.windows().isEmpty() && (run.packets() > 1 || alone);
    }

    /** Runs that follow each other on one stream without a real break touch, whatever jitter their arrival had. */
    private static void joinRuns(List<Run> runs, Map<Integer, RunPlacement> placements) {
        Map<Integer, Run> before = new HashMap<>();
        for (Run run : runs) {
            Run previous = before.put(run.stream(), run);
            if (previous == null) {
                continue;
            }
            RunPlacement line = placement(previous, placements);
            long start = start(run, placements);
            Long onLine = onSameLine(previous, line, run);
            long end = line.nanos(Long.MAX_VALUE, previous.highestTimestamp() + previous.packetTicks());
            if (onLine != null && Math.abs(start - onLine) < Run.JUMP_NANOS) {
                placements.put(run.number(), placement(run, placements).moved(onLine - start));
            } else if (Math.abs(start - end) < SNAP_NANOS) {
                placements.put(run.number(), placement(run, placements).moved(end - start));
            }
        }
    }

    /** Where the run would begin if its timestamps went on from the previous run of the same source. */
    private static @Nullable Long onSameLine(Run previous, RunPlacement line, Run run) {
        if (previous.ssrc() != run.ssrc() || previous.clockRate() != run.clockRate()) {
            return null;
        }
        int ticks = (int) (run.lowestTimestamp() - previous.highestTimestamp());
        return ticks <= 0 ? null : line.nanos(Long.MAX_VALUE, previous.highestTimestamp() + ticks);
    }

    private static long start(Run run, Map<Integer, RunPlacement> placements) {
        return placement(run, placements).nanos(Long.MIN_VALUE, run.lowestTimestamp());
    }

    private static RunPlacement placement(Run run, Map<Integer, RunPlacement> placements) {
        return Objects.requireNonNull(placements.get(run.number()));
    }
}
