package org.holdfast.src.rtp;

/**
 * Writes into each frame which call, stream and frame it is, so that a recording proves what it kept: "RBST", call, stream,
 * frame, check sum, 32 bits each, one nibble a sample as the G.711 codes 0x80–0x8f, which are distinct and survive a decode
 * to PCM and back. The same layout as the bench's rtpblast, so its stampcheck reads our recordings.
 */
public final class Stamp implements Audio {
    /** Samples a stamp covers. */
    public static final int LENGTH = 40;

    /** The first word, "RBST". */
    public static final int MAGIC = 0x52425354;

    private static final int HASH = (int) 2_654_435_761L;

    private final int call;
    private final int stream;
    private final Audio under;

    Stamp(int call, int stream, Audio under) {
        this.call = call;
        this.stream = stream;
        this.under = under;
    }

    /** The check sum of a stamp. */
    public static int checkSum(int call, int stream, int frame) {
        return MAGIC ^ (call * HASH) ^ (stream << 16) ^ frame;
    }

    @Override
    public boolean frame(long number, Codec codec, byte[] payload) {
        if (codec == Codec.L16) {
            throw new IllegalArgumentException("stamps are G.711 codes: use pcmu or pcma");
        }
        boolean sent = under.frame(number, codec, payload);
        int frame = (int) number;
        for (int i = 0; i < LENGTH; i++) {
            int word = switch (i / 8) {
                case 0 -> MAGIC;
                case 1 -> call;
                case 2 -> stream;
                case 3 -> frame;
                default -> checkSum(call, stream, frame);
            };
            payload[i] = (byte) (0x80 | ((word >>> (28 - i % 8 * 4)) & 15));
        }
        return sent;
    }
}
