package org.holdfast.media.container;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.holdfast.media.codec.AudioDecoder;
import org.holdfast.media.codec.Codecs;
import org.holdfast.media.codec.Resampler;
import org.holdfast.media.journal.JournalEntry.PayloadFormat;
import org.holdfast.media.timeline.MediaPacket;
import org.holdfast.media.timeline.MediaSink;
import org.jspecify.annotations.Nullable;

/**
 * Decodes packets and puts their samples where they belong in a WAV. Two sources that speak at once on one lane are
 * mixed; samples of one source replace each other. One thread.
 */
final class LaneMixer implements MediaSink, AutoCloseable {

    /** Decoders open at once; the one used longest ago is closed first. */
    private static final int MAX_TRACKS = 32;

    private record Key(int run, int channel, PayloadFormat format) {}

    private final WavFile wav;
    private final int sampleRate;
    private final long framesAllowed;
    private final Codecs codecs;
    private final Map<Key, Track> tracks = new LinkedHashMap<>(MAX_TRACKS, 0.75f, true);
    private final Map<Integer, Long> writtenUntil = new HashMap<>();
    private final Set<String> undecodable = new TreeSet<>();

    LaneMixer(WavFile wav, int sampleRate, long framesAllowed, Codecs codecs) {
        this.wav = wav;
        this.sampleRate = sampleRate;
        this.framesAllowed = framesAllowed;
        this.codecs = codecs;
    }

    @Override
    public void take(MediaPacket packet) throws IOException {
        long until = packet.placement().sample(packet.sequence(), packet.timestamp() + packet.ticks(), sampleRate);
        if (until > framesAllowed || until < 0) {
            return; // a place this far out is a damaged time stamp's
        }
        if (packet.isComfortNoise()) {
            wav.extendTo(until);
            return;
        }
        Track track = track(packet);
        if (track != null) {
            track.take(packet);
        }
    }

    private @Nullable Track track(MediaPacket packet) throws IOException {
        Key key = new Key(packet.run(), packet.channel(), packet.format());
        Track track = tracks.get(key);
        if (track == null && !undecodable.contains(packet.format().encoding())) {
            if (tracks.size() >= MAX_TRACKS) {
                Map.Entry<Key, Track> oldest = tracks.entrySet().iterator().next();
                oldest.getValue().end();
                tracks.remove(oldest.getKey());
            }
            track = new Track(packet.channel(), packet.run());
            AudioDecoder decoder =
                    codecs.decoder(packet.format(), track::decoded).orElse(null);
            if (decoder == null) {
                undecodable.add(packet.format().encoding());
                return null;
            }
            track.begin(decoder);
            tracks.put(key, track);
        }
        return track;
    }

    /** Encodings that came and that nobody here can decode. */
    Set<String> undecodable() {
        return undecodable;
    }

    /** Writes what decoders still hold. */
    @Override
    public void close() throws IOException {
        for (Track track : tracks.values()) {
            track.end();
        }
        tracks.clear();
    }

    /** One run in one format on one lane. */
    private final class Track {
        private final int channel;
        private final int run;
        private @Nullable AudioDecoder decoder;
        private @Nullable Resampler resampler;
        private long lastSequence = Long.MIN_VALUE;

        private Track(int channel, int run) {
            this.channel = channel;
            this.run = run;
        }

        private void begin(AudioDecoder its) {
            decoder = its;
            resampler = new Resampler(its.sampleRate(), sampleRate, this::place);
        }

        private void take(MediaPacket packet) throws IOException {
            AudioDecoder its = decoder;
            if (its == null || (packet.sequence() < lastSequence && !its.isStateless())) {
                return;
            }
            lastSequence = Math.max(lastSequence, packet.sequence());
            long position = packet.placement().sample(packet.sequence(), packet.timestamp(), its.sampleRate());
            its.decode(position, packet.payload());
        }

        private void decoded(long position, short[] samples, int count) throws IOException {
            if (resampler != null) {
                resampler.add(position, samples, count);
            }
        }

        /** What lies behind the end of its own run is mixed with what others put there. */
        private void place(long frame, short[] samples, int count) throws IOException {
            long own = writtenUntil.getOrDefault(run, Long.MIN_VALUE);
            int replaced = (int) Math.max(0, Math.min(count, own - frame));
            wav.place(channel, frame, samples, new WavFile.Piece(0, replaced, false));
            wav.place(channel, frame, samples, new WavFile.Piece(replaced, count, true));
            writtenUntil.put(run, Math.max(own, frame + count));
        }

        private void end() throws IOException {
            if (decoder != null) {
                decoder.flush();
                decoder.close();
            }
            if (resampler != null) {
                resampler.flush();
            }
        }
    }
}
