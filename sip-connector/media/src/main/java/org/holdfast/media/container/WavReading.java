package org.holdfast.media.container;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Reads a WAV of ours once, front to back: digest, waveform peaks and how long each channel is heard. */
final class WavReading {

    /** Peaks per second. */
    static final int PEAKS_PER_SECOND = 10;

    /** Frames of 20 ms, of which the loudness is taken. */
    private static final int FRAMES_PER_SECOND = 50;

    /** -50 dBFS, as mean square of 16-bit samples: quieter than any line on which somebody speaks. */
    private static final double AUDIBLE = Math.pow(10, -50 / 10.0) * 32768.0 * 32768.0;

    private final WavFile.Shape shape;
    private final byte[][] peaks;
    private final long[] audibleFrames;
    private final double[] squares;
    private String sha256 = "";

    private WavReading(WavFile.Shape shape) {
        this.shape = shape;
        int count = (int) Math.ceilDiv(shape.frames() * PEAKS_PER_SECOND, (long) shape.sampleRate());
        peaks = new byte[shape.channels()][count];
        audibleFrames = new long[shape.channels()];
        squares = new double[shape.channels()];
    }

    static WavReading of(Path path, WavFile.Shape shape) throws IOException {
        WavReading reading = new WavReading(shape);
        MessageDigest digest = sha256();
        try (InputStream file = Files.newInputStream(path);
                InputStream in = new BufferedInputStream(new DigestInputStream(file, digest), 1 << 16)) {
            in.readNBytes((int) (Files.size(path) - shape.dataBytes())); // read, for what is skipped is not digested
            reading.read(in);
            in.transferTo(OutputStream.nullOutputStream());
        }
        reading.sha256 = HexFormat.of().formatHex(digest.digest());
        return reading;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** SHA-256 of any file, lower-case hexadecimal. */
    static String digestOf(Path path) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(path), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private void read(InputStream in) throws IOException {
        int loudnessFrames = shape.sampleRate() / FRAMES_PER_SECOND;
        int blockFrames = loudnessFrames * 8;
        byte[] bytes = new byte[blockFrames * shape.frameBytes()];
        long frame = 0;
        while (frame < shape.frames()) {
            int frames = in.readNBytes(bytes, 0, bytes.length) / shape.frameBytes();
            if (frames == 0) {
                throw new IOException("The file ends after " + frame + " of " + shape.frames() + " frames");
            }
            ByteBuffer samples = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < frames; i++, frame++) {
                for (int channel = 0; channel < shape.channels(); channel++) {
                    sample(channel, frame, samples.getShort());
                }
                if ((frame + 1) % loudnessFrames == 0) {
                    endLoudnessFrame(loudnessFrames);
                }
            }
        }
    }

    private void sample(int channel, long frame, int value) {
        squares[channel] += (double) value * value;
        int slot = (int) (frame * PEAKS_PER_SECOND / shape.sampleRate());
        int level = Math.min(255, (Math.abs(value) + 64) / 128);
        if (level > (peaks[channel][slot] & 0xff)) {
            peaks[channel][slot] = (byte) level;
        }
    }

    private void endLoudnessFrame(int frames) {
        for (int channel = 0; channel < squares.length; channel++) {
            if (squares[channel] / frames > AUDIBLE) {
                audibleFrames[channel]++;
            }
            squares[channel] = 0;
        }
    }

    /** Lower-case hexadecimal, of the whole file. */
    String digest() {
        return sha256;
    }

    /** Milliseconds in which the channel is louder than -50 dBFS. */
    long audibleMillis(int channel) {
        return audibleFrames[channel] * 1000 / FRAMES_PER_SECOND;
    }

    int peakCount() {
        return peaks.length == 0 ? 0 : peaks[0].length;
    }

    /** Loudest sample of that tenth of a second, 0 to 1, in 255ths. */
    double peak(int channel, int slot) {
        return (peaks[channel][slot] & 0xff) / 255.0;
    }
}
