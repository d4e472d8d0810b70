package org.holdfast.media.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The mapped end of a journal's file: a window over its pre-allocated last stretch, into which records are put and
 * committed. The window moves on, and the file grows, when a record does not fit. Not thread-safe; {@link Journal} guards
 * it. Only {@link #force} may run beside the rest.
 */
final class JournalFile {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT.withOrder(RecordFormat.ORDER);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG.withOrder(RecordFormat.ORDER);
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT.withOrder(RecordFormat.ORDER);
    private static final VarHandle LENGTH = INT.varHandle();
    private static final boolean FILE_FORCE_COVERS_MAPPINGS =
            !System.getProperty("os.name").startsWith("Windows");

    private static final int MAP_ALIGNMENT = 1 << 16;
    private static final int SMALLEST_GROWTH = 1 << 17;
    private static final int LARGEST_GROWTH = 1 << 20;

    /** Always left free by media, so that the end of a session can be written on a full disk. */
    private static final int RESERVE = 4096;

    private final Path path;
    private final RandomAccessFile file;
    private final long salt;
    private final CRC32C crc = new CRC32C();

    private @Nullable Arena arena;
    private MemorySegment window = MemorySegment.NULL;
    private ByteBuffer checked = ByteBuffer.allocate(0);
    private long windowStart;
    private long allocated;
    private long position;
    private int growth = SMALLEST_GROWTH;

    private JournalFile(Path path, long salt) throws IOException {
        this.path = path;
        this.salt = salt;
        file = new RandomAccessFile(path.toFile(), "rw");
    }

    /** A new file with its header, not forced. */
    static JournalFile create(Path path, UUID recordingSessionId, Instant created) throws IOException {
        Files.createFile(path);
        JournalFile file = new JournalFile(path, RecordFormat.salt(recordingSessionId));
        try {
            file.grow(RecordFormat.FILE_HEADER_BYTES);
            file.putHeader(recordingSessionId, created);
            return file;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** An existing file whose valid bytes end at {@code end}; what follows is cut off. */
    static JournalFile reopen(Path path, UUID recordingSessionId, long end) throws IOException {
        JournalFile file = new JournalFile(path, RecordFormat.salt(recordingSessionId));
        file.file.setLength(end);
        file.position = RecordFormat.aligned(end);
        file.allocated = end;
        return file;
    }

    private void putHeader(UUID id, Instant created) {
        MemorySegment.copy(
                MemorySegment.ofArray(RecordFormat.MAGIC),
                ValueLayout.JAVA_BYTE,
                0,
                window,
                ValueLayout.JAVA_BYTE,
                0,
                RecordFormat.MAGIC.length);
        window.set(SHORT, 8, (short) RecordFormat.VERSION);
        window.set(SHORT, 10, (short) RecordFormat.FILE_HEADER_BYTES);
        window.set(LONG, 16, created.getEpochSecond() * 1_000_000_000L + created.getNano());
        window.set(LONG, 24, id.getMostSignificantBits());
        window.set(LONG, 32, id.getLeastSignificantBits());
        window.set(INT, RecordFormat.FILE_CRC_OFFSET, crcOf(0, RecordFormat.FILE_CRC_OFFSET));
        position = RecordFormat.FILE_HEADER_BYTES;
    }

    /** End of the last record. */
    long position() {
        return position;
    }

    /** Appends a fact; facts may use the reserve. */
    void put(int type, byte[] payload) throws IOException {
        int length = RecordFormat.RECORD_HEADER_BYTES + payload.length;
        ensureRoom(length, 0);
        long at = position - windowStart + RecordFormat.RECORD_HEADER_BYTES;
        MemorySegment.copy(payload, 0, window, ValueLayout.JAVA_BYTE, at, payload.length);
        commit(type, 0, length);
    }

    /** Appends a batch as one media record. */
    void put(int stream, DatagramBatch batch) throws IOException {
        long length = RecordFormat.RECORD_HEADER_BYTES;
        for (int i = 0; i < batch.size(); i++) {
            length += RecordFormat.aligned(RecordFormat.DATAGRAM_HEADER_BYTES + (long) batch.length(i));
        }
        ensureRoom(length, RESERVE);
        long at = position - windowStart + RecordFormat.RECORD_HEADER_BYTES;
        for (int i = 0; i < batch.size(); i++) {
            int bytes = batch.length(i);
            window.set(LONG, at, batch.arrivalNanos(i));
            window.set(INT, at + 8, batch.control(i) ? bytes | RecordFormat.CONTROL_BIT : bytes);
            MemorySegment.copy(batch.memory(), batch.offset(i), window, at + RecordFormat.DATAGRAM_HEADER_BYTES, bytes);
            at += RecordFormat.aligned(RecordFormat.DATAGRAM_HEADER_BYTES + (long) bytes);
        }
        commit(RecordFormat.MEDIA, stream, (int) length);
    }

    /** Stores the header of the record whose payload stands, its length last of all. */
    private void commit(int type, int stream, int length) {
        long at = position - windowStart;
        window.set(INT, at + 8, RecordFormat.mark(salt, position));
        window.set(INT, at + 12, type);
        window.set(SHORT, at + 14, (short) stream);
        window.set(INT, at + 4, crcOf((int) at + RecordFormat.CHECKED_FROM, (int) at + length));
        LENGTH.setRelease(window, at, length);
        position += RecordFormat.aligned(length);
    }

    private int crcOf(int from, int to) {
        crc.reset();
        crc.update(checked.limit(to).position(from));
        return (int) crc.getValue();
    }

    private void ensureRoom(long bytes, int reserve) throws IOException {
        if (bytes > RecordFormat.MAX_RECORD_BYTES) {
            throw new IOException("a record of " + bytes + " bytes is too long for a journal: " + path);
        }
        long needed = position + RecordFormat.aligned(bytes) + reserve;
        if (needed > windowStart + window.byteSize()) {
            grow(needed);
        }
    }

    private void grow(long needed) throws IOException {
        long start = position & -MAP_ALIGNMENT;
        long end = Math.max(allocated, (needed + growth - 1) / growth * growth);
        boolean interrupted = Thread.interrupted(); // an interrupt would close the channel and fail the journal
        try {
            if (end > allocated) {
                Preallocation.allocate(path, file.getChannel(), allocated, end);
                allocated = end;
                growth = Math.min(2 * growth, LARGEST_GROWTH);
            }
            map(start, end);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void map(long start, long end) throws IOException {
        Arena next = Arena.ofShared();
        MemorySegment mapped;
        try {
            mapped = file.getChannel().map(MapMode.READ_WRITE, start, end - start, next);
        } catch (IOException | RuntimeException e) {
            next.close();
            throw e;
        }
        unmap();
        arena = next;
        window = mapped;
        checked = mapped.asByteBuffer();
        windowStart = start;
    }

    private void unmap() {
        flushWindow();
        if (arena != null) {
            arena.close();
        }
        arena = null;
        window = MemorySegment.NULL;
        checked = ByteBuffer.allocate(0);
    }

    /** Hands the window to the file where forcing the file would pass mappings by. */
    void flushWindow() {
        if (!FILE_FORCE_COVERS_MAPPINGS && arena != null) {
            window.force();
        }
    }

    /** Everything put before {@link #flushWindow} was called is on the disk on return. Deaf to interrupts. */
    void force() throws IOException {
        file.getFD().sync();
    }

    /** Cuts the file behind its last record and lets go of it, forced. */
    void finish() throws IOException {
        unmap();
        try (file) {
            file.setLength(position);
            force();
        }
    }

    /** Lets go of the file as it is. Idempotent. */
    void close() throws IOException {
        unmap();
        file.close();
    }
}
