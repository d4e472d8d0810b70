package org.holdfast.it.e2e;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.holdfast.src.rtp.G711;
import org.holdfast.src.rtp.Stamp;

/** Reads the frame stamps back out of a channel: which call and stream it holds, and whether every frame is there, once, in place. */
public record Stamps(int call, int stream, int frames, int faults) {
    private static final int FRAME = 160;
    private static final byte[] NIBBLES = new byte[65_536];

    static {
        Arrays.fill(NIBBLES, (byte) -1);
        for (int i = 0; i < 16; i++) {
            NIBBLES[G711.fromMuLaw((byte) (0x80 | i)) & 0xffff] = (byte) i;
        }
    }

    /** Looks at a channel from its first stamp on; anything but the next frame 160 samples later is a fault. */
    static Stamps in(short[] samples) {
        int at = next(samples, 0);
        if (at < 0) {
            return new Stamps(-1, -1, 0, 1);
        }
        int call = word(samples, at, 1);
        int stream = word(samples, at, 2);
        int faults = word(samples, at, 3) == 0 ? 0 : 1;
        int frames = 0;
        for (int frame = word(samples, at, 3); at >= 0; frame++) {
            boolean expected =
                    word(samples, at, 1) == call && word(samples, at, 2) == stream && word(samples, at, 3) == frame;
            faults += expected ? 0 : 1;
            frame = word(samples, at, 3);
            frames++;
            int following = next(samples, at + Stamp.LENGTH);
            faults += following >= 0 && following != at + FRAME ? 1 : 0;
            at = following;
        }
        return new Stamps(call, stream, frames, faults);
    }

    /** Numbers of the frames of that call and stream in a channel, in the order they lie there. */
    public static List<Integer> numbers(short[] samples, int call, int stream) {
        List<Integer> numbers = new ArrayList<>();
        for (int at = next(samples, 0); at >= 0; at = next(samples, at + Stamp.LENGTH)) {
            if (word(samples, at, 1) == call && word(samples, at, 2) == stream) {
                numbers.add(word(samples, at, 3));
            }
        }
        return List.copyOf(numbers);
    }

    private static int next(short[] samples, int from) {
        for (int at = from; at + Stamp.LENGTH <= samples.length; at++) {
            if (isStamp(samples, at)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean isStamp(short[] samples, int at) {
        for (int i = 0; i < Stamp.LENGTH; i++) {
            if (NIBBLES[samples[at + i] & 0xffff] < 0) {
                return false;
            }
        }
        int expected = Stamp.checkSum(word(samples, at, 1), word(samples, at, 2), word(samples, at, 3));
        return word(samples, at, 0) == Stamp.MAGIC && word(samples, at, 4) == expected;
    }

    private static int word(short[] samples, int at, int index) {
        int word = 0;
        for (int i = 0; i < 8; i++) {
            word = (word << 4) | NIBBLES[samples[at + index * 8 + i] & 0xffff];
        }
        return word;
    }
}
