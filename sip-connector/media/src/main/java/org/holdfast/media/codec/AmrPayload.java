package org.holdfast.media.codec;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.holdfast.media.codec.NativeCodec.Frame;
import org.holdfast.media.journal.JournalEntry.PayloadFormat;

/**
 * Takes AMR and AMR-WB payloads apart (RFC 4867 §4.3, §4.4) into frames as they are stored in files (§5.3). No
 * interleaving, no CRC: an SRC that used them would have had to offer them.
 */
final class AmrPayload {

    /** Speech bits by frame type; SID (8 of AMR, 9 of AMR-WB) has bits too. */
    private static final int[] NARROW_BITS = {95, 103, 118, 134, 148, 159, 204, 244, 39};

    private static final int[] WIDE_BITS = {132, 177, 253, 285, 317, 365, 397, 461, 477, 40};

    private final ByteBuffer payload;
    private long bit;

    private AmrPayload(ByteBuffer payload) {
        this.payload = payload;
    }

    static List<Frame> frames(PayloadFormat format, boolean wide, ByteBuffer payload, int frameSamples) {
        boolean aligned = NativeCodec.parameter(format, "octet-align").equals("1");
        return new AmrPayload(payload).read(aligned, wide ? WIDE_BITS : NARROW_BITS, frameSamples);
    }

    private List<Frame> read(boolean aligned, int[] speechBits, int frameSamples) {
        List<Integer> contents = new ArrayList<>();
        skip(aligned ? 8 : 4); // the codec mode request is for senders
        boolean more = true;
        while (more && left() >= (aligned ? 8 : 6)) {
            more = take(1) == 1;
            contents.add(take(5)); // frame type and quality
            skip(aligned ? 2 : 0);
        }
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < contents.size(); i++) {
            int type = contents.get(i) >> 1;
            int bits = type < speechBits.length ? speechBits[type] : 0;
            if (bits > left()) {
                return frames;
            }
            byte[] stored = stored(contents.get(i), bits);
            skip(aligned ? (int) ((8 - bit % 8) % 8) : 0);
            boolean speech = type < speechBits.length - 1;
            if (speech) {
                frames.add(new Frame(i * frameSamples, stored));
            }
        }
        return frames;
    }

    private byte[] stored(int content, int bits) {
        byte[] stored = new byte[1 + (bits + 7) / 8];
        stored[0] = (byte) (content << 2);
        for (int i = 0; i < bits; i++) {
            stored[1 + i / 8] |= (byte) (take(1) << (7 - i % 8));
        }
        return stored;
    }

    private long left() {
        return payload.remaining() * 8L - bit;
    }

    private void skip(int bits) {
        bit += bits;
    }

    private int take(int bits) {
        int value = 0;
        for (int i = 0; i < bits; i++, bit++) {
            int octet = payload.get(payload.position() + (int) (bit / 8));
            value = value << 1 | (octet >> (7 - bit % 8) & 1);
        }
        return value;
    }
}
