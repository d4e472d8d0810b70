package org.holdfast.media.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A WAV file of 16-bit PCM that is written at random: whatever was not placed is silence. Holds a few pages in memory,
 * however long the recording. RF64 (EBU Tech 3306) when it may outgrow RIFF's 4 GiB. One thread.
 */
final class WavFile implements AutoCloseable {

    /** What a header says. */
    record Shape(int channels, int sampleRate, long frames) {
        int frameBytes() {
            return 2 * channels;
        }

        long dataBytes() {
            return frames * frameBytes();
        }
    }

    private static final int RIFF_HEADER = 44;
    private static final int RF64_HEADER = RIFF_HEADER + 36;
    private static final int PAGES = 128;
    private static final int PAGE_BYTES = 1 << 17;

    private final FileChannel file;
    private final int channels;
    private final int sampleRate;
    private final int headerBytes;
    private final int pageFrames;
    private long frames;
    private final Map<Long, ByteBuffer> pages = new LinkedHashMap<>(PAGES, 0.75f, true);
    private long currentNumber = -1;
    private ByteBuffer current = ByteBuffer.allocate(0);

    private WavFile(FileChannel file, int channels, int sampleRate, boolean large) {
        this.file = file;
        this.channels = channels;
        this.sampleRate = sampleRate;
        headerBytes = large ? RF64_HEADER : RIFF_HEADER;
        pageFrames = PAGE_BYTES / (2 * channels);
    }

    /**
     * Begins a file, replacing one that is there.
     *
     * @param expected its shape; the true number of frames may turn out a little different
     */
    static WavFile create(Path path, Shape expected) throws IOException {
        FileChannel file = FileChannel.open(
                path,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        boolean large = expected.dataBytes() > 0xf000_0000L;
        return new WavFile(file, expected.channels(), expected.sampleRate(), large);
    }

    /** What the header of a file of ours says. */
    static Shape shapeOf(Path path) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            ByteBuffer header = ByteBuffer.allocate(RF64_HEADER).order(ByteOrder.LITTLE_ENDIAN);
            while (header.hasRemaining() && file.read(header, header.position()) > 0) {
                // until full or at the end of the file
            }
            boolean large = header.get(1) == 'F';
            int format = large ? RF64_HEADER - RIFF_HEADER : 0;
            int bytes = large ? RF64_HEADER : RIFF_HEADER;
            int channels = header.getShort(format + 22);
            if (header.position() < bytes || channels < 1) {
                throw new IOException(path + " is no WAV file");
            }
            return new Shape(channels, header.getInt(format + 24), (file.size() - bytes) / (2L * channels));
        }
    }

    /** Mixes samples into what is there, or replaces it. What lies before the first frame is left out. */
    void place(int channel, long frame, short[] samples, Piece piece) throws IOException {
        for (int i = piece.from(); i < piece.until(); i++) {
            long at = frame + i;
            if (at >= 0) {
                ByteBuffer page = page(at / pageFrames);
                int index = ((int) (at % pageFrames) * channels + channel) * 2;
                int value = piece.mixed() ? samples[i] + page.getShort(index) : samples[i];
                page.putShort(index, (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value)));
            }
        }
        extendTo(frame + piece.until());
    }

    /** Which of the samples given to {@link #place}. */
    record Piece(int from, int until, boolean mixed) {}

    /** The file lasts at least until here. */
    void extendTo(long frame) {
        frames = Math.max(frames, frame);
    }

    private ByteBuffer page(long number) throws IOException {
        if (number == currentNumber) {
            return current;
        }
        ByteBuffer page = pages.get(number);
        if (page == null) {
            if (pages.size() >= PAGES) {
                Map.Entry<Long, ByteBuffer> oldest = pages.entrySet().iterator().next();
                write(oldest.getKey(), oldest.getValue());
                pages.remove(oldest.getKey());
            }
            page = read(number);
            pages.put(number, page);
        }
        current = page;
        currentNumber = number;
        return page;
    }

    private long position(long page) {
        return headerBytes + page * pageFrames * 2L * channels;
    }

    private ByteBuffer read(long number) throws IOException {
        ByteBuffer page = ByteBuffer.allocate(pageFrames * 2 * channels).order(ByteOrder.LITTLE_ENDIAN);
        long position = position(number);
        while (page.hasRemaining() && file.read(page, position + page.position()) > 0) {
            // until full or at the end of the file
        }
        return page.clear();
    }

    private void write(long number, ByteBuffer page) throws IOException {
        ByteBuffer whole = page.duplicate().clear();
        long position = position(number);
        while (whole.hasRemaining()) {
            file.write(whole, position + whole.position());
        }
    }

    /** Writes what is still in memory and the header, and forces the file to disk. */
    Shape finish() throws IOException {
        for (Map.Entry<Long, ByteBuffer> page : pages.entrySet()) {
            write(page.getKey(), page.getValue());
        }
        pages.clear();
        Shape shape = new Shape(channels, sampleRate, frames);
        if (headerBytes == RIFF_HEADER && shape.dataBytes() + RIFF_HEADER > 0xffff_ffffL) {
            throw new IOException("A WAV file of " + shape.dataBytes() + " bytes was expected to stay below 4 GiB");
        }
        ByteBuffer header = header(shape, headerBytes == RF64_HEADER);
        while (header.hasRemaining()) {
            file.write(header, header.position());
        }
        long length = headerBytes + shape.dataBytes();
        if (file.size() > length) {
            file.truncate(length);
        } else if (file.size() < length) {
            file.write(ByteBuffer.allocate(1), length - 1);
        }
        file.force(true);
        return shape;
    }

    /** The bytes before the samples. */
    static ByteBuffer header(Shape shape, boolean large) {
        ByteBuffer header =
                ByteBuffer.allocate(large ? RF64_HEADER : RIFF_HEADER).order(ByteOrder.LITTLE_ENDIAN);
        long riffBytes = header.capacity() - 8 + shape.dataBytes();
        header.put(ascii(large ? "RF64" : "RIFF")).putInt(large ? -1 : (int) riffBytes);
        header.put(ascii("WAVE"));
        if (large) {
            header.put(ascii("ds64")).putInt(28);
            header.putLong(riffBytes).putLong(shape.dataBytes()).putLong(shape.frames());
            header.putInt(0);
        }
        header.put(ascii("fmt ")).putInt(16);
        header.putShort((short) 1).putShort((short) shape.channels()).putInt(shape.sampleRate());
        header.putInt(shape.sampleRate() * shape.frameBytes()).putShort((short) shape.frameBytes());
        header.putShort((short) 16);
        header.put(ascii("data")).putInt(large ? -1 : (int) shape.dataBytes());
        return header.flip();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
