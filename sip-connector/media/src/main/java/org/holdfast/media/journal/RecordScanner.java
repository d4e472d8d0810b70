package org.holdfast.media.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/**
 * Finds whole records in a journal's file, at a place or after it. Reads through a buffer of its own rather than a mapping,
 * so that a file cut off meanwhile or a bad sector is an ordinary exception. Not thread-safe.
 */
final class RecordScanner {
    private static final int BUFFER_BYTES = 1 << 18;

    private final FileChannel channel;
    private long size;
    private final CRC32C crc = new CRC32C();
    private long salt;

    private ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(RecordFormat.ORDER);
    private long bufferStart;
    private int bufferBytes;

    RecordScanner(FileChannel channel) throws IOException {
        this.channel = channel;
        size = channel.size();
    }

    /** Sees the file as it is now, for one that is being written. */
    void refresh() throws IOException {
        size = channel.size();
        bufferBytes = 0;
    }

    void salt(long recordingSessionSalt) {
        salt = recordingSessionSalt;
    }

    long size() {
        return size;
    }

    /** The bytes at a place, as far as the file reaches; valid until the next call. */
    ByteBuffer bytes(long from, int wanted) throws IOException {
        int count = (int) Math.max(0, Math.min(wanted, size - from));
        if (from < bufferStart || from + count > bufferStart + bufferBytes) {
            fill(from, count);
        }
        return buffer.slice((int) (from - bufferStart), Math.min(count, (int) (bufferStart + bufferBytes - from)))
                .order(RecordFormat.ORDER);
    }

    private void fill(long from, int count) throws IOException {
        if (buffer.capacity() < count) {
            buffer = ByteBuffer.allocate(count).order(RecordFormat.ORDER);
        }
        buffer.clear();
        bufferStart = from;
        int read = 0;
        while (buffer.hasRemaining() && read >= 0) {
            read = channel.read(buffer, from + buffer.position());
        }
        bufferBytes = buffer.position();
    }

    /** Length of the whole record at a place, 0 when there is none. */
    int recordAt(long position) throws IOException {
        if (position + RecordFormat.RECORD_HEADER_BYTES > size) {
            return 0;
        }
        ByteBuffer header = bytes(position, RecordFormat.RECORD_HEADER_BYTES);
        if (header.remaining() < RecordFormat.RECORD_HEADER_BYTES
                || header.getInt(8) != RecordFormat.mark(salt, position)) {
            return 0;
        }
        int length = header.getInt(0);
        int sum = header.getInt(4);
        if (length < RecordFormat.RECORD_HEADER_BYTES
                || length > RecordFormat.MAX_RECORD_BYTES
                || position + length > size) {
            return 0;
        }
        ByteBuffer record = bytes(position, length);
        if (record.remaining() < length) {
            return 0;
        }
        crc.reset();
        crc.update(record.position(RecordFormat.CHECKED_FROM));
        return (int) crc.getValue() == sum ? length : 0;
    }

    /** Place of the first whole record after a place, or -1. */
    long nextRecordAfter(long position) throws IOException {
        for (long at = RecordFormat.aligned(position + 1); at + RecordFormat.RECORD_HEADER_BYTES <= size; at += 8) {
            if (recordAt(at) > 0) {
                return at;
            }
        }
        return -1;
    }

    /** Whether nothing but zeros follows: the pre-allocated rest of a journal that was not sealed. */
    boolean onlyZerosFrom(long position) throws IOException {
        for (long at = position; at < size; ) {
            ByteBuffer bytes = bytes(at, BUFFER_BYTES);
            if (!bytes.hasRemaining()) {
                return true;
            }
            while (bytes.hasRemaining()) {
                if (bytes.get() != 0) {
                    return false;
                }
            }
            at += bytes.limit();
        }
        return true;
    }
}
