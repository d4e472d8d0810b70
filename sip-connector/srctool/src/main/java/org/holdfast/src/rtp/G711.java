package org.holdfast.src.rtp;

/** ITU-T G.711: both laws, encoding by table. */
public final class G711 {
    private static final byte[] MU_LAW = new byte[65_536];
    private static final byte[] A_LAW = new byte[65_536];

    static {
        for (int value = Short.MIN_VALUE; value <= Short.MAX_VALUE; value++) {
            MU_LAW[value & 0xffff] = encodeMuLaw(value);
            A_LAW[value & 0xffff] = encodeALaw(value);
        }
    }

    private G711() {}

    public static byte toMuLaw(short sample) {
        return MU_LAW[sample & 0xffff];
    }

    public static byte toALaw(short sample) {
        return A_LAW[sample & 0xffff];
    }

    /** The linear value of a µ-law code. */
    public static short fromMuLaw(byte code) {
        int bits = ~code;
        int value = ((((bits & 15) << 3) + 0x84) << ((bits >> 4) & 7)) - 0x84;
        return (short) ((bits & 0x80) != 0 ? -value : value);
    }

    private static byte encodeMuLaw(int sample) {
        int magnitude = Math.min(Math.abs(sample), 32_635) + 132;
        int exponent = 24 - Integer.numberOfLeadingZeros(magnitude);
        int sign = sample < 0 ? 0x80 : 0;
        return (byte) ~(sign | (exponent << 4) | ((magnitude >> (exponent + 3)) & 15));
    }

    private static byte encodeALaw(int sample) {
        int sign = sample >= 0 ? 0x80 : 0;
        int magnitude = (sample < 0 ? -sample - 1 : sample) >> 4;
        int exponent = Math.max(0, 27 - Integer.numberOfLeadingZeros(magnitude));
        int code = magnitude < 16 ? magnitude : ((exponent + 1) << 4) | ((magnitude >> exponent) & 15);
        return (byte) ((sign | code) ^ 0x55);
    }
}
