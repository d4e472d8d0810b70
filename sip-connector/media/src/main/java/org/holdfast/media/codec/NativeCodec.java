package org.holdfast.media.codec;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.holdfast.media.journal.JournalEntry.PayloadFormat;

/** A codec of the codec process: FFmpeg's name for it, and how its frames lie in an RTP payload. */
enum NativeCodec {
    /** RFC 3551 §4.5.2: the clock says 8000, the audio is 16000. */
    G722("g722", 16000, 0),
    /** RFC 3551 §4.5.6: 10-byte frames; 2 more bytes at the end are comfort noise. */
    G729("g729", 8000, 80),
    G723("g723_1", 8000, 240),
    GSM("gsm", 8000, 160),
    ILBC("ilbc", 8000, 240),
    AMR("libopencore_amrnb amrnb", 8000, 160),
    AMR_WB("amrwb libopencore_amrwb", 16000, 320),
    G726("g726le", 8000, 0),
    /** ITU-T I.366.2 packing, most significant bit first. */
    AAL2_G726("g726", 8000, 0),
    OPUS("libopus opus", 48000, 0),
    SPEEX("libspeex speex", 0, 0);

    /** One frame to decode; its first sample is this many samples after that of the payload. */
    record Frame(int sampleOffset, byte[] bytes) {}

    private final String decoders;
    private final int sampleRate;
    private final int frameSamples;

    NativeCodec(String decoders, int sampleRate, int frameSamples) {
        this.decoders = decoders;
        this.sampleRate = sampleRate;
        this.frameSamples = frameSamples;
    }

    static Optional<NativeCodec> of(PayloadFormat format) {
        String name = format.encoding().toUpperCase(Locale.ROOT);
        return switch (name) {
            case "G722" -> Optional.of(G722);
            case "G729", "G729A", "G729B", "G729AB" -> Optional.of(G729);
            case "G723" -> Optional.of(G723);
            case "GSM" -> Optional.of(GSM);
            case "ILBC" -> Optional.of(ILBC);
            case "AMR" -> Optional.of(AMR);
            case "AMR-WB" -> Optional.of(AMR_WB);
            case "OPUS" -> Optional.of(OPUS);
            case "SPEEX" -> Optional.of(SPEEX);
            default ->
                name.matches("G726-(16|24|32|40)")
                        ? Optional.of(G726)
                        : name.matches("AAL2-G726-(16|24|32|40)") ? Optional.of(AAL2_G726) : Optional.empty();
        };
    }

    int sampleRate(PayloadFormat format) {
        return sampleRate == 0 ? format.clockRate() : sampleRate;
    }

    /** FFmpeg's names, by preference. */
    String decoders() {
        return decoders;
    }

    int blockAlign(PayloadFormat format) {
        return this == ILBC ? ilbcBytes(format) : 0;
    }

    int bitsPerSample(PayloadFormat format) {
        return switch (this) {
            case G726, AAL2_G726 -> {
                String encoding = format.encoding();
                yield Integer.parseInt(encoding.substring(encoding.length() - 2)) / 8;
            }
            default -> 0;
        };
    }

    /** RFC 3952 §4.2: mode 30 unless {@code mode=20}. */
    private static int ilbcBytes(PayloadFormat format) {
        return parameter(format, "mode").equals("20") ? 38 : 50;
    }

    static String parameter(PayloadFormat format, String name) {
        for (String parameter : format.parameters().split("[; ]+")) {
            if (parameter.regionMatches(true, 0, name + "=", 0, name.length() + 1)) {
                return parameter.substring(name.length() + 1).strip();
            }
        }
        return "";
    }

    /** Takes a payload apart. What is left over at its end is dropped. */
    List<Frame> frames(PayloadFormat format, ByteBuffer payload) {
        return switch (this) {
            case G729 -> fixed(payload, 10, frameSamples);
            case GSM -> fixed(payload, 33, frameSamples);
            case ILBC -> ilbcBytes(format) == 38 ? fixed(payload, 38, 160) : fixed(payload, 50, 240);
            case G723 -> g723(payload);
            case AMR, AMR_WB -> AmrPayload.frames(format, this == AMR_WB, payload, frameSamples);
            default -> payload.hasRemaining() ? List.of(new Frame(0, bytes(payload, payload.remaining()))) : List.of();
        };
    }

    private static List<Frame> fixed(ByteBuffer payload, int frameBytes, int frameSamples) {
        List<Frame> frames = new ArrayList<>();
        while (payload.remaining() >= frameBytes) {
            frames.add(new Frame(frames.size() * frameSamples, bytes(payload, frameBytes)));
        }
        return frames;
    }

    /** RFC 3551 §4.5.3: the two lowest bits tell a frame's length. */
    private static List<Frame> g723(ByteBuffer payload) {
        List<Frame> frames = new ArrayList<>();
        int[] lengths = {24, 20, 4, 1};
        while (payload.hasRemaining()) {
            int length = lengths[payload.get(payload.position()) & 3];
            if (length > payload.remaining()) {
                return frames;
            }
            frames.add(new Frame(frames.size() * G723.frameSamples, bytes(payload, length)));
        }
        return frames;
    }

    private static byte[] bytes(ByteBuffer payload, int length) {
        byte[] bytes = new byte[length];
        payload.get(bytes);
        return bytes;
    }
}
