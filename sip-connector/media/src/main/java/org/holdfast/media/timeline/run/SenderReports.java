package org.holdfast.media.timeline.run;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * RTCP sender reports of a recording (RFC 3550 §6.4.1) and what they say of how its streams lie to each other. Only
 * streams of one CNAME share a clock and can be compared (§6.5.1); arrival times place them, reports correct that when
 * they disagree by more than a report's own coarseness and by less than would be absurd.
 */
public final class SenderReports {

    private static final long COARSE_NANOS = TimeUnit.MILLISECONDS.toNanos(40);
    private static final long ABSURD_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int KEPT = 64;
    private static final int SENDER_REPORT = 200;
    private static final int SOURCE_DESCRIPTION = 202;
    private static final int CNAME = 1;

    private record Key(int stream, long ssrc) {}

    /** The sender's wall clock at an RTP timestamp. */
    private record Report(long senderNanos, long timestamp) {}

    private record Aligned(Run run, long difference) {}

    private final Map<Key, List<Report>> reports = new HashMap<>();
    private final Map<Key, String> names = new HashMap<>();

    /** Takes a compound packet; what is not RTCP is left alone. */
    public void take(int stream, ByteBuffer datagram) {
        ByteBuffer rest = datagram.slice();
        while (rest.remaining() >= 8 && (rest.get(0) & 0xc0) == 0x80) {
            int length = 4 * ((rest.getShort(2) & 0xffff) + 1);
            if (length > rest.remaining()) {
                return;
            }
            ByteBuffer packet = rest.slice(0, length);
            int type = rest.get(1) & 0xff;
            if (type == SENDER_REPORT && length >= 28) {
                report(stream, packet);
            } else if (type == SOURCE_DESCRIPTION) {
                description(stream, packet);
            }
            rest = rest.slice(length, rest.remaining() - length);
        }
    }

    private void report(int stream, ByteBuffer packet) {
        long ssrc = packet.getInt(4) & 0xffff_ffffL;
        long seconds = packet.getInt(8) & 0xffff_ffffL;
        long fraction = ((packet.getInt(12) & 0xffff_ffffL) * 1_000_000_000L) >>> 32;
        List<Report> known = reports.computeIfAbsent(new Key(stream, ssrc), key -> new ArrayList<>());
        if (seconds != 0 && known.size() < KEPT) {
            known.add(new Report(TimeUnit.SECONDS.toNanos(seconds) + fraction, packet.getInt(16) & 0xffff_ffffL));
        }
    }

    /** The first chunk is the sender's own; a CNAME must be its first item or near it (RFC 3550 §6.5). */
    private void description(int stream, ByteBuffer packet) {
        int at = 8;
        while (at + 2 <= packet.limit() && packet.get(at) != 0) {
            int length = packet.get(at + 1) & 0xff;
            if (at + 2 + length > packet.limit()) {
                return;
            }
            if (packet.get(at) == CNAME) {
                byte[] name = new byte[length];
                packet.get(at + 2, name);
                names.put(new Key(stream, packet.getInt(4) & 0xffff_ffffL), new String(name, StandardCharsets.UTF_8));
                return;
            }
            at += 2 + length;
        }
    }

    /** Corrects the places of runs whose senders share a clock. */
    public void align(List<Run> runs, Map<Integer, RunPlacement> placements) {
        Map<String, List<Aligned>> byName = new HashMap<>();
        for (Run run : runs) {
            String name = names.get(new Key(run.stream(), run.ssrc()));
            RunPlacement placement = placements.get(run.number());
            if (name != null && placement != null) {
                difference(run, placement)
                        .ifPresent(difference -> byName.computeIfAbsent(name, key -> new ArrayList<>())
                                .add(new Aligned(run, difference)));
            }
        }
        byName.values().forEach(group -> alignGroup(group, placements));
    }

    private static void alignGroup(List<Aligned> group, Map<Integer, RunPlacement> placements) {
        long common = median(group.stream().mapToLong(Aligned::difference).toArray());
        for (Aligned aligned : group) {
            long correction = aligned.difference() - common;
            if (Math.abs(correction) > COARSE_NANOS && Math.abs(correction) < ABSURD_NANOS) {
                placements.computeIfPresent(aligned.run().number(), (number, placement) -> placement.moved(correction));
            }
        }
    }

    /** By how much the sender's clock is ahead of ours, as this run's reports and arrivals have it. */
    private OptionalLong difference(Run run, RunPlacement placement) {
        long[] differences = reports.getOrDefault(new Key(run.stream(), run.ssrc()), List.of()).stream()
                .mapToLong(report -> {
                    int ticks = (int) (report.timestamp() - run.firstTimestamp());
                    return report.senderNanos() - placement.nanos(Long.MIN_VALUE, run.firstTimestamp() + ticks);
                })
                .toArray();
        return differences.length == 0 ? OptionalLong.empty() : OptionalLong.of(median(differences));
    }

    private static long median(long[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : values[middle - 1] + (values[middle] - values[middle - 1]) / 2;
    }
}
