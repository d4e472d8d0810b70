package org.holdfast.media.nativecodec;

/**
 * What the codec process can be asked. On its standard input: length of what follows (int), code (byte), body. Its answer
 * on standard output: length (int), {@link #DONE} or {@link #FAILED} (byte), body; a failure's body is a sentence in UTF-8.
 * Numbers are big-endian, strings as {@link java.io.DataOutput#writeUTF} has them.
 */
public enum Request {
    /** decoder names by preference (UTF, blank-separated), sample rate, block align, bits per coded sample (ints) → id (int). */
    OPEN_DECODER,
    /** id, count (ints), then per frame length (int) and bytes → per frame number of samples (int) and these, 16 bit. */
    DECODE,
    /** id (int) → nothing. */
    CLOSE_DECODER,
    /** WAV path, WebM path (UTF), bit rate per channel (int) → frames encoded (long). */
    ENCODE_WEBM;

    /** First byte of a good answer. */
    public static final byte DONE = 0;

    /** First byte of the answer when it did not work; the process can be asked on. */
    public static final byte FAILED = 1;

    /** Longest request or answer. */
    public static final int MAX_BYTES = 16 << 20;

    /** As sent. */
    public byte code() {
        return (byte) ordinal();
    }
}
