package org.holdfast.media.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.holdfast.media.journal.JournalReader.ReadResult;
import org.holdfast.media.journal.cipher.RecordEncryption;
import org.jspecify.annotations.Nullable;

/**
 * The journal of one running Recording Session: append-only, in a memory-mapped file, so that what was appended survives
 * the death of this process at once, and that of the host once forced. Thread-safe; appending never waits for a force.
 *
 * <p>Its bytes are drawn in {@link RecordFormat}; its life is a walk through the {@link JournalDirectory}: created in
 * {@code capturing/}, moved to {@code sealed/} when the session ends in order.
 */
public final class Journal implements AutoCloseable {
    private static final String GAP_VOLUME_FULL = "VOLUME_FULL";

    private final JournalDirectory directory;
    private final Path path;
    private final JournalFile file;
    private final @Nullable JournalForcer forcer;

    /** Guards the file's end; held for the time of one copy. */
    private final ReentrantLock appending = new ReentrantLock();

    /** Held while forcing or finishing; always taken before {@link #appending}. */
    private final ReentrantLock forcing = new ReentrantLock();

    private volatile @Nullable String failure;
    private volatile long durable;
    private volatile long dirtySince;
    private volatile long forcingSince;
    private volatile boolean urgent;
    private volatile boolean open = true;
    private long gapFromNanos;
    private long gapUntilNanos;

    private Journal(JournalDirectory directory, Path path, JournalFile file, @Nullable JournalForcer forcer) {
        this.directory = directory;
        this.path = path;
        this.file = file;
        this.forcer = forcer;
    }

    /**
     * Begins a journal, encrypted where the directory's are; header and first entries are forced to disk when this returns.
     *
     * @throws org.holdfast.media.key.KeyUnavailable when it is to be encrypted and cannot be; there is no file then
     */
    public static Journal create(
            JournalDirectory directory, UUID recordingSessionId, JournalForcer forcer, List<JournalEntry> first)
            throws IOException {
        Instant created = first.getFirst().at();
        Path path = directory.capturing().resolve(JournalDirectory.fileName(recordingSessionId));
        RecordEncryption encryption = directory.keys().begin(recordingSessionId);
        JournalFile file = JournalFile.create(path, recordingSessionId, created, encryption);
        Journal journal = new Journal(directory, path, file, forcer);
        try {
            for (JournalEntry entry : first) {
                journal.append(entry);
            }
            journal.force();
            JournalDirectory.force(directory.capturing());
        } catch (IOException e) {
            journal.close();
            throw e;
        }
        forcer.add(journal);
        return journal;
    }

    /**
     * Takes up a journal that a dead process left in {@code capturing/}: what follows its last whole record is cut off, the
     * next entry goes there. The cut is durable when this returns. One in clear goes on in clear, an encrypted one encrypted,
     * whatever new ones are.
     *
     * @throws IOException when there is no whole record in it, or its session has ended, or the volume does not work; the
     *     file is as it was then
     */
    public static Journal reopen(JournalDirectory directory, Path file, JournalForcer forcer) throws IOException {
        ReadResult read = JournalReader.read(file, directory.keys(), JournalVisitor.NOTHING);
        read.requireShown(file);
        UUID id = JournalDirectory.recordingSessionId(file);
        if (id == null || read.validBytes() == 0) {
            throw new IOException("no whole record in " + file);
        }
        if (read.sealed()) {
            throw new IOException("the session has ended in " + file);
        }
        Journal journal = reopen(directory, file, id, read, forcer);
        try {
            journal.force();
        } catch (IOException e) {
            journal.close();
            throw e;
        }
        forcer.add(journal);
        return journal;
    }

    /** Takes up a journal of a dead process behind its last whole record, to end it. */
    static Journal reopen(JournalDirectory directory, Path path, UUID recordingSessionId, ReadResult read)
            throws IOException {
        return reopen(directory, path, recordingSessionId, read, null);
    }

    private static Journal reopen(
            JournalDirectory directory, Path path, UUID id, ReadResult read, @Nullable JournalForcer forcer)
            throws IOException {
        RecordEncryption encryption = null;
        if (read.generation() > 0) {
            encryption = directory.keys().again(id, read.generation());
        }
        directory.trust(path);
        return new Journal(directory, path, JournalFile.reopen(path, id, read.validBytes(), encryption), forcer);
    }

    /** Name of the file, the same in every directory it passes through: {@code <recording session id>.journal}. */
    public String fileName() {
        return path.getFileName().toString();
    }

    /**
     * Adds a fact. It survives this process at once, the host after the next force, which some facts bring about.
     *
     * @throws IOException when the volume is full, or the journal has failed or is sealed; the fact is not in it then
     */
    public void append(JournalEntry entry) throws IOException {
        int type = EntryCodec.type(entry);
        byte[] payload = EntryCodec.payload(entry);
        appending.lock();
        try {
            requireWritable();
            file.put(type, payload);
            touched();
        } catch (InternalError | IllegalStateException e) {
            throw failed(e);
        } finally {
            appending.unlock();
        }
        if (forcer != null && entry.isForcedAtOnce()) {
            urgent = true;
            forcer.hurry();
        }
    }

    /**
     * Adds received datagrams of one stream, allocating nothing. When the volume is full they are lost, and a known gap is
     * written as soon as there is room again.
     *
     * @throws IOException as {@link #append(JournalEntry)}
     */
    public void append(int stream, DatagramBatch batch) throws IOException {
        if (batch.size() == 0) {
            return;
        }
        appending.lock();
        try {
            requireWritable();
            if (gapFromNanos != 0) {
                putGap();
            }
            file.put(stream, batch);
            touched();
        } catch (IOException e) {
            gapFromNanos = gapFromNanos == 0 ? batch.arrivalNanos(0) : gapFromNanos;
            gapUntilNanos = batch.arrivalNanos(batch.size() - 1);
            throw e;
        } catch (InternalError | IllegalStateException e) {
            throw failed(e);
        } finally {
            appending.unlock();
        }
    }

    private void putGap() throws IOException {
        var gap = new JournalEntry.GapKnown(instant(gapFromNanos), instant(gapUntilNanos), GAP_VOLUME_FULL);
        file.put(EntryCodec.type(gap), EntryCodec.payload(gap));
        gapFromNanos = 0;
    }

    private void touched() {
        if (dirtySince == 0) {
            dirtySince = Math.max(1, System.nanoTime());
        }
    }

    private void requireWritable() throws IOException {
        if (failure != null) {
            throw new IOException("journal " + path + " has failed: " + failure);
        }
        if (!open) {
            throw new IOException("journal " + path + " is closed");
        }
    }

    /** Everything appended before is durable on return. A failure is final: a later force that succeeds proves nothing. */
    public void force() throws IOException {
        forcing.lock();
        try {
            forcingSince = Math.max(1, System.nanoTime());
            urgent = false;
            long upTo = flushed();
            try {
                file.force();
            } catch (IOException e) {
                directory.distrust(path);
                throw failed(e);
            }
            durable = upTo;
        } finally {
            forcingSince = 0;
            forcing.unlock();
        }
    }

    /** For the forcer: a failure has been told already, a journal closed meanwhile needs no force. */
    boolean tryForce() {
        try {
            force();
            return true;
        } catch (IOException told) {
            return false;
        }
    }

    /** For the forcer: something in it is not to wait for its turn. */
    boolean isUrgent() {
        return urgent;
    }

    /** For the forcer: has room for what comes next, so that who appends need not wait for the disk. */
    void growAhead() {
        try {
            file.growAhead();
        } catch (IOException full) {
            // who appends meets it too, if it comes to that, and knows what is lost by it
        }
    }

    private long flushed() throws IOException {
        appending.lock();
        try {
            requireWritable();
            dirtySince = 0;
            file.flushWindow();
            return file.position();
        } finally {
            appending.unlock();
        }
    }

    /** Bytes of the file that survive a crash of the host. */
    public long durablePosition() {
        return durable;
    }

    /** When the oldest byte that is not durable and is not being forced was appended, by {@link System#nanoTime()}; or 0. */
    long dirtySince() {
        return dirtySince;
    }

    /** Since when a force has been under way, by {@link System#nanoTime()}; 0 when none is. */
    long forcingSince() {
        return forcingSince;
    }

    /** Appends the end, trims, forces and moves the file to the sealed ones. Nothing can be appended afterwards. */
    public void seal(JournalEntry.SessionEnded end) throws IOException {
        appending.lock();
        try {
            requireWritable();
            if (gapFromNanos != 0) {
                putGap();
            }
            append(end);
        } finally {
            appending.unlock();
        }
        seal();
    }

    /** Trims, forces and moves a journal that holds its end already. */
    void seal() throws IOException {
        forcing.lock();
        appending.lock();
        try {
            requireWritable();
            open = false;
            unlist();
            try {
                file.finish();
            } catch (IOException e) {
                directory.distrust(path);
                throw e;
            }
            durable = file.position();
            directory.seal(path);
        } catch (IOException e) {
            throw failed(e);
        } finally {
            appending.unlock();
            forcing.unlock();
        }
    }

    /** True once writing or forcing failed; a failed journal takes nothing more, ever. */
    public boolean failed() {
        return failure != null;
    }

    /** Why the journal failed, null while it has not. */
    public @Nullable String failure() {
        return failure;
    }

    private IOException failed(Throwable cause) {
        boolean first = failure == null;
        if (first) {
            failure = Objects.requireNonNullElse(cause.getMessage(), cause.toString());
        }
        if (first && forcer != null) {
            forcer.failed(this);
        }
        return cause instanceof IOException io ? io : new IOException("journal " + path + " cannot be written", cause);
    }

    /** Lets go of the file without sealing it; recovery will seal it. Does nothing after {@link #seal}. */
    @Override
    public void close() {
        forcing.lock();
        appending.lock();
        try {
            open = false;
            unlist();
            file.close();
        } catch (IOException e) {
            failed(e);
        } finally {
            appending.unlock();
            forcing.unlock();
        }
    }

    private void unlist() {
        if (forcer != null) {
            forcer.remove(this);
        }
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(nanos / 1_000_000_000L, nanos % 1_000_000_000L);
    }
}
