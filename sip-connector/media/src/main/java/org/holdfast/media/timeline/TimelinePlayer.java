package org.holdfast.media.timeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.holdfast.media.journal.JournalEntry;
import org.holdfast.media.journal.JournalEntry.PayloadFormat;
import org.holdfast.media.journal.JournalVisitor;
import org.holdfast.media.rtp.RtpPacket;
import org.holdfast.media.timeline.run.RtpSources;
import org.holdfast.media.timeline.run.Run;
import org.holdfast.media.timeline.run.RunPlacement;

/** Third pass: shows a sink every packet of a recording with its place. Used once, by one thread. */
public final class TimelinePlayer {

    /**
     * What became of a recording's media.
     *
     * @param counts by channel
     */
    public record Played(List<Gap> gaps, List<TimelineEvent> events, List<LaneCounts> counts) {
        public Played {
            gaps = List.copyOf(gaps);
            events = List.copyOf(events);
            counts = List.copyOf(counts);
        }
    }

    /**
     * Packets of one lane: kept, never received, received more than once.
     *
     * @param encoding that carried most of it, empty when nothing came
     */
    public record LaneCounts(long kept, long lost, long duplicates, String encoding) {}

    /** One run on its way: its order, and where its media ended so far. */
    private static final class Track {
        private final PacketOrder order;
        private long sequence = Long.MIN_VALUE;
        private long until;
        private int channel = -1;

        private Track(BiConsumer<Track, MediaPacket> next) {
            order = new PacketOrder(packet -> next.accept(this, packet));
        }
    }

    private final Timeline timeline;
    private final MediaSink sink;
    private final RtpSources sources = new RtpSources();
    private final Map<Run, Track> tracks = new HashMap<>();
    private final Absences absences;
    private final TimelineEvents events;
    private final long[] kept;
    private final long[] lost;
    private final List<Map<String, Long>> encodings = new ArrayList<>();

    private TimelinePlayer(Timeline timeline, MediaSink sink) {
        this.timeline = timeline;
        this.sink = sink;
        absences = new Absences(timeline);
        events = new TimelineEvents(timeline);
        kept = new long[timeline.lanes().size()];
        lost = new long[kept.length];
        timeline.lanes().forEach(lane -> encodings.add(new HashMap<>()));
    }

    /** Plays the journal the timeline was scanned from. */
    public static Played play(Timeline timeline, JournalReplay journal, MediaSink sink) throws IOException {
        TimelinePlayer player = new TimelinePlayer(timeline, sink);
        try {
            journal.show(player.new Packets());
            player.tracks.values().forEach(track -> track.order.end());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return player.played();
    }

    private final class Packets implements JournalVisitor {
        private final RtpPacket packet = new RtpPacket();

        @Override
        public void entry(JournalEntry entry) {
            // known from the first pass
        }

        @Override
        public void datagram(int stream, boolean control, long arrivalNanos, ByteBuffer datagram) {
            boolean media = !control
                    && timeline.facts().owns(arrivalNanos)
                    && timeline.formats().isAudio(stream);
            if (media && packet.wrap(datagram)) {
                take(stream, packet, arrivalNanos);
            }
        }
    }

    private void take(int stream, RtpPacket packet, long arrivalNanos) {
        PayloadFormat format = timeline.formats().find(stream, packet.payloadType(), arrivalNanos);
        Run run = format == null ? null : sources.take(stream, packet, format, arrivalNanos);
        RunPlacement placement = run == null ? null : timeline.placement(run.number());
        int channel = timeline.channel(stream, arrivalNanos);
        if (format == null || run == null || placement == null || channel < 0) {
            return;
        }
        ByteBuffer payload = ByteBuffer.allocate(packet.payloadLength())
                .put(packet.payload())
                .flip();
        int ticks = run.packetTicks() > 0 ? run.packetTicks() : format.clockRate() / 50;
        tracks.computeIfAbsent(run, key -> new Track(this::inOrder))
                .order
                .take(new MediaPacket(
                        channel, run.number(), run.sequence(), run.timestamp(), ticks, format, placement, payload));
    }

    private void inOrder(Track track, MediaPacket packet) {
        boolean late = packet.sequence() < track.sequence;
        long missing = packet.sequence() - track.sequence - 1;
        if (!late && track.sequence != Long.MIN_VALUE && missing > 0) {
            hole(track, packet, missing);
        }
        track.sequence = Math.max(track.sequence, packet.sequence());
        track.channel = packet.channel();
        if (packet.isTelephoneEvent()) {
            track.until = Math.max(track.until, events.telephoneEvent(packet));
            return;
        }
        track.until = Math.max(track.until, packet.untilNanos());
        kept[packet.channel()]++;
        if (!packet.isComfortNoise()) {
            encodings.get(packet.channel()).merge(packet.format().encoding(), 1L, Long::sum);
        }
        absences.media(packet.channel(), packet.fromNanos(), packet.untilNanos());
        events.media(packet);
        try {
            sink.take(packet);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void hole(Track track, MediaPacket packet, long missing) {
        long until = packet.fromNanos();
        if (until > track.until && absences.hole(packet.channel(), track.until, until)) {
            lost[packet.channel()] += missing;
        }
    }

    private Played played() {
        List<LaneCounts> counts = new ArrayList<>();
        for (int channel = 0; channel < kept.length; channel++) {
            int lane = channel;
            long duplicates = tracks.values().stream()
                    .filter(track -> track.channel == lane)
                    .mapToLong(track -> track.order.duplicates())
                    .sum();
            counts.add(new LaneCounts(kept[channel], lost[channel], duplicates, mostUsed(encodings.get(channel))));
        }
        return new Played(absences.gaps(), events.all(), counts);
    }

    private static String mostUsed(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
    }
}
