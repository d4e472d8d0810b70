package org.holdfast.media.codec;

/** ITU-T G.711 by table: exact, both laws. */
public final class G711 {

    private static final short[] MU_LAW = new short[256];
    private static final short[] A_LAW = new short[256];

    static {
        for (int code = 0; code < 256; code++) {
            MU_LAW[code] = (short) muLaw(code);
            A_LAW[code] = (short) aLaw(code);
        }
    }

    private G711() {}

    private static int muLaw(int code) {
        int inverted = ~code;
        int magnitude = ((((inverted & 0x0f) << 3) + 0x84) << ((inverted >> 4) & 7)) - 0x84;
        return (inverted & 0x80) == 0 ? magnitude : -magnitude;
    }

    private static int aLaw(int code) {
        int toggled = code ^ 0x55;
        int exponent = (toggled >> 4) & 7;
        int mantissa = toggled & 0x0f;
        int magnitude = exponent == 0 ? (mantissa << 4) + 8 : ((mantissa << 4) + 0x108) << (exponent - 1);
        return (toggled & 0x80) == 0 ? -magnitude : magnitude;
    }

    /** 16-bit PCM of a µ-law code word. */
    public static short fromMuLaw(byte code) {
        return MU_LAW[code & 0xff];
    }

    /** 16-bit PCM of an A-law code word. */
    public static short fromALaw(byte code) {
        return A_LAW[code & 0xff];
    }
}
