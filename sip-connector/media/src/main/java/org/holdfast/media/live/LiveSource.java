package org.holdfast.media.live;

import java.io.IOException;
import java.util.Optional;
import org.holdfast.media.codec.AudioDecoder;
import org.holdfast.media.codec.Codecs;
import org.holdfast.media.codec.Resampler;
import org.holdfast.media.journal.JournalEntry.PayloadFormat;
import org.holdfast.media.rtp.RtpPacket;

/**
 * One SSRC in one format: packets in, samples into a lane. The first packet is placed by its arrival, the others by their
 * timestamps, as long as these stay near their arrival. One thread.
 */
final class LiveSource implements AutoCloseable {
    /** A timestamp that leads further away from the arrival has jumped. */
    private static final double FAR_SECONDS = 0.25;

    private final PayloadFormat format;
    private final AudioDecoder decoder;
    private boolean begun;
    private long lastTimestamp;
    private long ticks;
    private long base;

    private LiveSource(PayloadFormat format, AudioDecoder decoder) {
        this.format = format;
        this.decoder = decoder;
    }

    /** Empty for a format nobody here decodes: telephone-event, comfort noise, strangers. */
    static Optional<LiveSource> of(PayloadFormat format, Codecs codecs, LiveLane lane, int sampleRate)
            throws IOException {
        Optional<Integer> rate = Codecs.sampleRate(format);
        if (rate.isEmpty()) {
            return Optional.empty();
        }
        Resampler resampler = new Resampler(rate.get(), sampleRate, lane::put);
        return codecs.decoder(format, resampler::add).map(decoder -> new LiveSource(format, decoder));
    }

    void take(RtpPacket packet, double arrivalSeconds) throws IOException {
        if (begun) {
            ticks += (int) (packet.timestamp() - lastTimestamp);
        }
        lastTimestamp = packet.timestamp();
        long arrived = Math.round(arrivalSeconds * decoder.sampleRate());
        long position = base + sinceBegin();
        if (!begun || Math.abs(position - arrived) > FAR_SECONDS * decoder.sampleRate()) {
            begun = true;
            base = arrived - sinceBegin();
            position = arrived;
        }
        decoder.decode(position, packet.payload());
    }

    private long sinceBegin() {
        return ticks * decoder.sampleRate() / Math.max(1, format.clockRate());
    }

    /** Everything decoded so far reaches the lane. */
    void flush() throws IOException {
        decoder.flush();
    }

    @Override
    public void close() throws IOException {
        decoder.close();
    }
}
