package org.holdfast.media.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.CRC32C;
import org.holdfast.media.journal.cipher.RecordEncryption;
import org.jspecify.annotations.Nullable;

/**
 * The mapped end of a journal's file: a window over its pre-allocated last stretch, into which records are put and
 * committed. The window moves on when a record does not fit; {@link #growAhead} has the next one ready by then, so that who
 * appends waits for no disk. Not thread-safe; {@link Journal} guards it. Only {@link #force} and {@link #growAhead} may run
 * beside the rest.
 */
final class JournalFile {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT.withOrder(RecordFormat.ORDER);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG.withOrder(RecordFormat.ORDER);
    private static final ValueLayout.OfInt FREE_INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(RecordFormat.ORDER);
    private static final ValueLayout.OfLong FREE_LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(RecordFormat.ORDER);
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT.withOrder(RecordFormat.ORDER);
    private static final VarHandle LENGTH = INT.varHandle();
    private static final boolean FILE_FORCE_COVERS_MAPPINGS =
            !System.getProperty("os.name").startsWith("Windows");

    private static final int MAP_ALIGNMENT = 1 << 16;
    private static final int SMALLEST_GROWTH = 1 << 17;
    private static final int LARGEST_GROWTH = 1 << 20;
    private static final long PAGE = 4096;

    /** Always left free by media, so that the end of a session can be written on a full disk. */
    private static final int RESERVE = 4096;

    private final Path path;
    private final RandomAccessFile file;
    private final long salt;
    private final @Nullable RecordEncryption encryption;
    private final CRC32C crc = new CRC32C();

    /** Guards growing: by who appends, when a record does not fit, or ahead of that. */
    private final ReentrantLock growing = new ReentrantLock();

    private Window window = Window.NONE;
    private volatile @Nullable Window next;
    private volatile long end;
    private volatile long position;
    private volatile @Nullable Window left;
    private long allocated;
    private int growth = SMALLEST_GROWTH;
    private boolean closed;

    /** A mapped stretch of the file. */
    private record Window(@Nullable Arena arena, MemorySegment memory, ByteBuffer bytes, long start) {
        static final Window NONE = new Window(null, MemorySegment.NULL, ByteBuffer.allocate(0), 0);

        long end() {
            return start + memory.byteSize();
        }

        void close() {
            if (!FILE_FORCE_COVERS_MAPPINGS && arena != null) {
                memory.force();
            }
            if (arena != null) {
                arena.close();
            }
        }
    }

    private JournalFile(Path path, long salt, @Nullable RecordEncryption encryption) throws IOException {
        this.path = path;
        this.salt = salt;
        this.encryption = encryption;
        file = new RandomAccessFile(path.toFile(), "rw");
    }

    /** A new file with its header, not forced; in clear when there is no encryption. */
    static JournalFile create(
            Path path, UUID recordingSessionId, Instant created, @Nullable RecordEncryption encryption)
            throws IOException {
        Files.createFile(path);
        JournalFile file = new JournalFile(path, RecordFormat.salt(recordingSessionId), encryption);
        try {
            file.ensureRoom(RecordFormat.FILE_HEADER_BYTES, 0);
            file.putHeader(recordingSessionId, created);
            return file;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** An existing file whose valid bytes end at {@code end}; what follows is cut off. */
    static JournalFile reopen(Path path, UUID recordingSessionId, long end, @Nullable RecordEncryption encryption)
            throws IOException {
        JournalFile file = new JournalFile(path, RecordFormat.salt(recordingSessionId), encryption);
        file.file.setLength(end);
        file.position = RecordFormat.aligned(end);
        file.allocated = end;
        return file;
    }

    private void putHeader(UUID id, Instant created) {
        MemorySegment header = window.memory();
        MemorySegment.copy(RecordFormat.MAGIC, 0, header, ValueLayout.JAVA_BYTE, 0, RecordFormat.MAGIC.length);
        int version = encryption == null ? RecordFormat.VERSION_CLEAR : RecordFormat.VERSION_ENCRYPTED;
        header.set(SHORT, 8, (short) version);
        header.set(SHORT, 10, (short) RecordFormat.FILE_HEADER_BYTES);
        header.set(LONG, 16, created.getEpochSecond() * 1_000_000_000L + created.getNano());
        header.set(LONG, 24, id.getMostSignificantBits());
        header.set(LONG, 32, id.getLeastSignificantBits());
        header.set(INT, RecordFormat.FILE_CRC_OFFSET, crcOf(0, RecordFormat.FILE_CRC_OFFSET));
        position = RecordFormat.FILE_HEADER_BYTES;
    }

    /** End of the last record. */
    long position() {
        return position;
    }

    /** Appends a fact; facts may use the reserve. */
    void put(int type, byte[] payload) throws IOException {
        if (encryption == null) {
            putClear(type, payload);
        } else {
            MemorySegment.copy(payload, 0, encryption.plain(payload.length), ValueLayout.JAVA_BYTE, 0, payload.length);
            putEncrypted(encryption, type, 0, payload.length, 0);
        }
    }

    private void putClear(int type, byte[] payload) throws IOException {
        int length = RecordFormat.RECORD_HEADER_BYTES + payload.length;
        ensureRoom(length, 0);
        putPayload(payload, payload.length);
        commit(RecordFormat.description(RecordFormat.mark(salt, position), type, 0), length);
    }

    /** Appends a batch as one media record. */
    void put(int stream, DatagramBatch batch) throws IOException {
        int length = batch.keptBytes();
        if (encryption == null) {
            ensureRoom(RecordFormat.RECORD_HEADER_BYTES + (long) length, RESERVE);
            write(batch, window.memory(), position - window.start() + RecordFormat.RECORD_HEADER_BYTES);
            int mark = RecordFormat.mark(salt, position);
            commit(
                    RecordFormat.description(mark, RecordFormat.MEDIA, stream),
                    RecordFormat.RECORD_HEADER_BYTES + length);
        } else {
            write(batch, encryption.plain(length), 0);
            putEncrypted(encryption, RecordFormat.MEDIA, stream, length, RESERVE);
        }
    }

    private static void write(DatagramBatch batch, MemorySegment memory, long from) {
        long at = from;
        for (int i = 0; i < batch.size(); i++) {
            int bytes = batch.length(i);
            memory.set(FREE_LONG, at, batch.arrivalNanos(i));
            memory.set(FREE_INT, at + 8, batch.control(i) ? bytes | RecordFormat.CONTROL_BIT : bytes);
            MemorySegment.copy(batch.memory(), batch.offset(i), memory, at + RecordFormat.DATAGRAM_HEADER_BYTES, bytes);
            at += RecordFormat.aligned(RecordFormat.DATAGRAM_HEADER_BYTES + (long) bytes);
        }
    }

    /** What is in clear stays in memory of this process: the mapping sees what is encrypted only. */
    private void putEncrypted(RecordEncryption by, int type, int stream, int clearBytes, int reserve)
            throws IOException {
        if (by.keyIsDue(position)) {
            long at = position;
            putClear(RecordFormat.KEY, by.keyRecord());
            by.keyIsAt(at);
        }
        int length = RecordFormat.RECORD_HEADER_BYTES + clearBytes + RecordEncryption.OVERHEAD;
        ensureRoom(length, reserve);
        int mark = RecordFormat.mark(salt, position);
        long description = RecordFormat.description(mark, type | RecordFormat.ENCRYPTED_BIT, stream);
        putPayload(by.seal(position, description, clearBytes), clearBytes + RecordEncryption.OVERHEAD);
        commit(description, length);
    }

    private void putPayload(byte[] payload, int length) {
        long at = position - window.start() + RecordFormat.RECORD_HEADER_BYTES;
        MemorySegment.copy(payload, 0, window.memory(), ValueLayout.JAVA_BYTE, at, length);
    }

    /** Stores the header of the record whose payload stands, its length last of all. */
    private void commit(long description, int length) {
        MemorySegment memory = window.memory();
        long at = position - window.start();
        memory.set(LONG, at + 8, description);
        memory.set(INT, at + 4, crcOf((int) at + RecordFormat.CHECKED_FROM, (int) at + length));
        LENGTH.setRelease(memory, at, length);
        long behind = position + RecordFormat.aligned(length);
        position = behind;
    }

    private int crcOf(int from, int to) {
        crc.reset();
        crc.update(window.bytes().limit(to).position(from));
        return (int) crc.getValue();
    }

    private void ensureRoom(long bytes, int reserve) throws IOException {
        if (bytes > RecordFormat.MAX_RECORD_BYTES) {
            throw new IOException("a record of " + bytes + " bytes is too long for a journal: " + path);
        }
        long needed = position + RecordFormat.aligned(bytes) + reserve;
        if (needed <= window.end()) {
            return;
        }
        growing.lock();
        try {
            Window ready = next;
            if (ready == null || needed > ready.end()) {
                ready = grow(position, needed);
            }
            next = null;
            unmapLeft();
            left = window;
            window = ready;
            end = ready.end();
        } finally {
            growing.unlock();
        }
    }

    /** Has the next window ready before it is needed. For a thread that may wait for the disk. */
    void growAhead() throws IOException {
        if (left == null && !isNearlyFull()) {
            return;
        }
        growing.lock();
        try {
            unmapLeft();
            if (!closed && isNearlyFull()) {
                next = grow(position, end + 1);
            }
        } finally {
            growing.unlock();
        }
    }

    private boolean isNearlyFull() {
        return next == null && end != 0 && end - position < Math.max(growth / 4, MAP_ALIGNMENT);
    }

    /** A window from a place on, as far as is wanted, or only as far as is needed when the volume has no more. */
    private Window grow(long from, long needed) throws IOException {
        boolean interrupted = Thread.interrupted(); // an interrupt would close the channel and fail the journal
        try {
            long wanted = Math.max(allocated, (needed + growth - 1) / growth * growth);
            if (wanted > allocated) {
                try {
                    allocate(wanted);
                } catch (FileSystemException full) {
                    allocate(Math.max(allocated, (needed + PAGE - 1) & -PAGE));
                }
                growth = Math.min(2 * growth, LARGEST_GROWTH);
            }
            return mapped(from & -MAP_ALIGNMENT, allocated);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void allocate(long until) throws IOException {
        Preallocation.allocate(path, file.getChannel(), allocated, until);
        allocated = until;
    }

    private Window mapped(long from, long until) throws IOException {
        Arena arena = Arena.ofShared();
        try {
            MemorySegment memory = file.getChannel().map(MapMode.READ_WRITE, from, until - from, arena);
            return new Window(arena, memory, memory.asByteBuffer(), from);
        } catch (IOException | RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    /** The window before this one; closing a mapping stops all threads for a moment, so it is left to who grows. */
    private void unmapLeft() {
        Window before = left;
        if (before != null) {
            before.close();
        }
        left = null;
    }

    private void unmap() {
        growing.lock();
        try {
            closed = true;
            unmapLeft();
            window.close();
            window = Window.NONE;
            end = 0;
            Window ahead = next;
            if (ahead != null) {
                ahead.close();
            }
            next = null;
        } finally {
            growing.unlock();
        }
    }

    /** Hands the window to the file where forcing the file would pass mappings by. */
    void flushWindow() {
        if (!FILE_FORCE_COVERS_MAPPINGS && window.arena() != null) {
            window.memory().force();
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
