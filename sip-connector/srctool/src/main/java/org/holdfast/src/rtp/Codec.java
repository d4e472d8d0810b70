package org.holdfast.src.rtp;

/** What the SRC can send. All at 8 kHz, 20 ms a packet, so that a frame is always 160 samples. */
public enum Codec {
    PCMU(0, "PCMU/8000", 1),
    PCMA(8, "PCMA/8000", 1),
    L16(96, "L16/8000", 2);

    /** Samples in a packet of 20 ms. */
    public static final int FRAME_SAMPLES = 160;

    private final int payloadType;
    private final String rtpmap;
    private final int bytesPerSample;

    Codec(int payloadType, String rtpmap, int bytesPerSample) {
        this.payloadType = payloadType;
        this.rtpmap = rtpmap;
        this.bytesPerSample = bytesPerSample;
    }

    public int payloadType() {
        return payloadType;
    }

    /** Encoding name and clock rate as in {@code a=rtpmap}. */
    public String rtpmap() {
        return rtpmap;
    }

    /** Payload bytes of a packet. */
    public int frameBytes() {
        return FRAME_SAMPLES * bytesPerSample;
    }

    /** Encodes one frame of {@value #FRAME_SAMPLES} samples into {@code payload}. */
    public void encode(short[] samples, byte[] payload) {
        for (int i = 0; i < FRAME_SAMPLES; i++) {
            switch (this) {
                case PCMU -> payload[i] = G711.toMuLaw(samples[i]);
                case PCMA -> payload[i] = G711.toALaw(samples[i]);
                case L16 -> {
                    payload[2 * i] = (byte) (samples[i] >> 8);
                    payload[2 * i + 1] = (byte) samples[i];
                }
            }
        }
    }
}
