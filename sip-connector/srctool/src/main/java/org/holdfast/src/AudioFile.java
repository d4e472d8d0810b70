package org.holdfast.src;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.holdfast.src.rtp.G711;

/** Reads what parties say: raw µ-law, or WAV with PCM of 16 bits or µ-law; all 8 kHz, mono. */
final class AudioFile {
    private static final int PCM = 1;
    private static final int MU_LAW = 7;
    private static final int SAMPLE_RATE = 8_000;

    private AudioFile() {}

    static short[] read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        boolean wav = bytes.length > 12 && new String(bytes, 0, 4, StandardCharsets.ISO_8859_1).equals("RIFF");
        return wav ? wav(file, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN)) : muLaw(bytes);
    }

    /** Decodes raw µ-law. */
    static short[] muLaw(byte[] codes) {
        short[] samples = new short[codes.length];
        for (int i = 0; i < codes.length; i++) {
            samples[i] = G711.fromMuLaw(codes[i]);
        }
        return samples;
    }

    private static short[] wav(Path file, ByteBuffer riff) throws IOException {
        int format = 0;
        riff.position(12);
        while (riff.remaining() >= 8) {
            int id = riff.getInt();
            int size = Math.min(riff.getInt(), riff.remaining());
            ByteBuffer chunk = riff.slice(riff.position(), size).order(ByteOrder.LITTLE_ENDIAN);
            if (id == fourCharacters("fmt ")) {
                format = checkedFormat(file, chunk);
            } else if (id == fourCharacters("data")) {
                return samples(format, chunk);
            }
            riff.position(Math.min(riff.limit(), riff.position() + size + (size & 1)));
        }
        throw new IOException(file + " has no audio in it");
    }

    private static int checkedFormat(Path file, ByteBuffer chunk) throws IOException {
        int format = chunk.getShort(0);
        int channels = chunk.getShort(2);
        int rate = chunk.getInt(4);
        int bits = chunk.getShort(14);
        boolean fits = (format == PCM && bits == 16) || (format == MU_LAW && bits == 8);
        if (!fits || channels != 1 || rate != SAMPLE_RATE) {
            throw new IOException(
                    "%s is format %d, %d channels, %d Hz, %d bits; wanted: PCM of 16 bits or µ-law, 1 channel, 8000 Hz"
                            .formatted(file, format, channels, rate, bits));
        }
        return format;
    }

    private static short[] samples(int format, ByteBuffer data) {
        if (format == MU_LAW) {
            byte[] codes = new byte[data.remaining()];
            data.get(codes);
            return muLaw(codes);
        }
        short[] samples = new short[data.remaining() / 2];
        data.asShortBuffer().get(samples);
        return samples;
    }

    private static int fourCharacters(String name) {
        return ByteBuffer.wrap(name.getBytes(StandardCharsets.US_ASCII))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt();
    }
}
