package org.holdfast.media.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.holdfast.media.codec.CodecProcesses;
import org.holdfast.media.codec.Codecs;
import org.holdfast.media.journal.JournalEntry;
import org.holdfast.media.journal.JournalEntry.PayloadFormat;
import org.holdfast.media.journal.JournalEntry.RecordingEnded;
import org.holdfast.media.journal.JournalEntry.SessionEnded;
import org.holdfast.media.journal.JournalEntry.StreamDescribed;
import org.holdfast.media.journal.JournalVisitor;
import org.holdfast.media.rtp.RtpPacket;
import org.jspecify.annotations.Nullable;

/**
 * A running recording as two channels of 16-bit samples: its first audio stream left, its second right, further ones on
 * both; a single one on both too. Is shown the journal as it grows and gives out what has arrived up to a given moment.
 * Paused, on hold or silent: silence. One thread.
 */
public final class LiveSound implements JournalVisitor, AutoCloseable {
    private static final int MOST_SOURCES = 8;
    private static final int TELEPHONE_RATE = 8000;

    private final UUID recordingId;
    private final Codecs codecs;
    private final long fromNanos;
    private final RtpPacket packet = new RtpPacket();
    private final TreeMap<Integer, Map<Integer, PayloadFormat>> audio = new TreeMap<>();
    private final Map<Integer, LiveLane> lanes = new HashMap<>();
    private final LinkedHashMap<Long, Optional<LiveSource>> sources = new LinkedHashMap<>(16, 0.75f, true);
    private int sampleRate;
    private long taken;
    private boolean ended;

    /**
     * Hears a recording from a moment on; what arrived earlier is left out.
     *
     * @param fromNanos nanoseconds since 1970, the origin of the samples
     */
    public LiveSound(UUID recordingId, CodecProcesses processes, long fromNanos) {
        this.recordingId = recordingId;
        this.codecs = new Codecs(processes);
        this.fromNanos = fromNanos;
    }

    /** Of what {@link #take} gives out: the highest of the streams described before it was asked first. */
    public int sampleRate() {
        if (sampleRate == 0) {
            sampleRate = audio.values().stream()
                    .flatMap(formats -> formats.values().stream())
                    .flatMap(format -> Codecs.sampleRate(format).stream())
                    .mapToInt(Integer::intValue)
                    .max()
                    .orElse(TELEPHONE_RATE);
        }
        return sampleRate;
    }

    /** The recording is over. */
    public boolean ended() {
        return ended;
    }

    @Override
    public void entry(JournalEntry entry) {
        switch (entry) {
            case StreamDescribed described -> described(described);
            case RecordingEnded over -> ended = ended || over.recordingId().equals(recordingId);
            case SessionEnded over -> ended = true;
            default -> {}
        }
    }

    private void described(StreamDescribed described) {
        if (described.kind().equals("audio")) {
            Map<Integer, PayloadFormat> formats = audio.computeIfAbsent(described.stream(), key -> new HashMap<>());
            described.formats().forEach(format -> formats.put(format.payloadType(), format));
        }
    }

    @Override
    public void datagram(int stream, boolean control, long arrivalNanos, ByteBuffer datagram) {
        Map<Integer, PayloadFormat> formats = audio.get(stream);
        if (control || arrivalNanos < fromNanos || formats == null || !packet.wrap(datagram)) {
            return;
        }
        PayloadFormat format = formats.get(packet.payloadType());
        if (format == null || packet.payloadLength() == 0) {
            return;
        }
        try {
            Optional<LiveSource> source = source(stream, format);
            if (source.isPresent()) {
                source.get().take(packet, (arrivalNanos - fromNanos) / 1e9);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<LiveSource> source(int stream, PayloadFormat format) throws IOException {
        long key = packet.ssrc() << 24 | (long) (stream & 0xffff) << 8 | format.payloadType();
        Optional<LiveSource> known = sources.get(key);
        if (known == null) {
            forgetTheOldest();
            LiveLane lane = lanes.computeIfAbsent(stream, one -> new LiveLane(sampleRate(), taken));
            known = LiveSource.of(format, codecs, lane, sampleRate());
            sources.put(key, known);
        }
        return known;
    }

    private void forgetTheOldest() throws IOException {
        if (sources.size() >= MOST_SOURCES) {
            Map.Entry<Long, Optional<LiveSource>> oldest = sources.pollFirstEntry();
            if (oldest.getValue().isPresent()) {
                oldest.getValue().get().close();
            }
        }
    }

    /** The samples from where the last call ended up to a moment: left, right, left, right, little-endian. */
    public ByteBuffer take(long untilNanos) throws IOException {
        for (Optional<LiveSource> source : sources.values()) {
            if (source.isPresent()) {
                source.get().flush();
            }
        }
        long until = Math.round((untilNanos - fromNanos) / 1e9 * sampleRate());
        int count = (int) Math.max(0, Math.min(until - taken, sampleRate()));
        int[] left = new int[count];
        int[] right = new int[count];
        short[] samples = new short[count];
        int place = 0;
        for (int stream : audio.keySet()) {
            LiveLane lane = lanes.get(stream);
            if (lane != null) {
                lane.take(samples, count);
                mix(samples, place == 1 ? null : left, place == 0 && audio.size() > 1 ? null : right);
            }
            place++;
        }
        taken += count;
        return interleaved(left, right);
    }

    private static void mix(short[] samples, int @Nullable [] one, int @Nullable [] other) {
        for (int i = 0; i < samples.length; i++) {
            if (one != null) {
                one[i] += samples[i];
            }
            if (other != null) {
                other[i] += samples[i];
            }
        }
    }

    private static ByteBuffer interleaved(int[] left, int[] right) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * left.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < left.length; i++) {
            bytes.putShort(clipped(left[i])).putShort(clipped(right[i]));
        }
        return bytes.flip();
    }

    private static short clipped(int sample) {
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, sample));
    }

    /** Goes on at a later moment, for a listener who could not keep up. */
    public void skipTo(long nanos) throws IOException {
        long until = Math.round((nanos - fromNanos) / 1e9 * sampleRate());
        while (taken < until) {
            take(nanos);
        }
    }

    @Override
    public void close() throws IOException {
        try (codecs) {
            for (Optional<LiveSource> source : sources.values()) {
                if (source.isPresent()) {
                    source.get().close();
                }
            }
        }
    }
}
