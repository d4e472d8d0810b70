package org.holdfast.connector.session.volume;

import static org.holdfast.connector.health.ConnectorLog.LOG;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.holdfast.connector.session.volume.VolumeLimits.Marks;
import org.holdfast.media.journal.JournalDirectory;
import org.holdfast.media.journal.JournalDirectory.SafeJournal;
import org.jspecify.annotations.Nullable;

/**
 * Looks after the room on the journal volume, once a second, on one thread: purges kept journals that are safe elsewhere
 * when they are old or room is scarce, and has the running sessions ended in order before nothing can be written any more.
 * Whatever was refused or given up is taken up by itself once there is room.
 */
public final class VolumeWatch implements AutoCloseable {
    private static final long PAUSE_MILLIS = 1000;
    private static final int LOOKS_BETWEEN_PURGES = 60;
    private static final int PURGED_AT_ONCE = 100;
    private static final long MIB = 1L << 20;

    private enum Room {
        PLENTY,
        SCARCE,
        REFUSING,
        ENDING
    }

    private final Supplier<Optional<JournalDirectory>> journals;
    private final VolumeLimits limits;
    private final Runnable endAll;
    private final Clock clock;
    private final Semaphore closing = new Semaphore(0);
    private Room room = Room.PLENTY;
    private long looks;
    private long nothingToPurgeUntil;
    private @Nullable String trouble;

    /**
     * A watch that has not begun.
     *
     * @param journals the directory, empty as long as it cannot be used
     * @param endAll has all running sessions ended in order; must not block
     */
    public VolumeWatch(
            Supplier<Optional<JournalDirectory>> journals, VolumeLimits limits, Runnable endAll, Clock clock) {
        this.journals = journals;
        this.limits = limits;
        this.endAll = endAll;
        this.clock = clock;
    }

    /** Begins to look, on one long-running task. */
    public void start(Executor threads) {
        threads.execute(this::lookUntilClosed);
    }

    @Override
    public void close() {
        closing.release();
    }

    private void lookUntilClosed() {
        try {
            do {
                look();
            } while (!closing.tryAcquire(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks now. A volume that is away is told of by the health of the journals. */
    void look() {
        try {
            Optional<JournalDirectory> directory = journals.get();
            if (directory.isPresent()) {
                look(directory.get(), limits.marks(directory.get().totalBytes()));
            }
            trouble = null;
        } catch (IOException | RuntimeException e) { // the next look may do better
            if (!e.toString().equals(trouble)) {
                LOG.volumeNotLookedAfter(e.toString());
            }
            trouble = e.toString();
        }
    }

    private void look(JournalDirectory directory, Marks marks) throws IOException {
        if (looks++ % LOOKS_BETWEEN_PURGES == 0) {
            purgeAged(directory);
        }
        if (directory.usableBytes() < marks.purge() && looks >= nothingToPurgeUntil) {
            purgeUntil(directory, marks.purge());
        }
        long free = directory.usableBytes();
        Room now = room(free, marks);
        if (now != room) {
            LOG.volumeRoom(room.name(), now.name(), free / MIB, directory.totalBytes() / MIB);
            room = now;
        }
        if (now == Room.ENDING) {
            directory.releaseReserve();
            endAll.run();
        } else if (free >= marks.refuse() + marks.reserve()) {
            directory.holdReserve(marks.reserve());
        }
    }

    private static Room room(long free, Marks marks) {
        if (free < marks.end()) {
            return Room.ENDING;
        }
        if (free < marks.refuse()) {
            return Room.REFUSING;
        }
        return free < marks.purge() ? Room.SCARCE : Room.PLENTY;
    }

    private void purgeAged(JournalDirectory directory) throws IOException {
        Instant before = clock.instant().minus(limits.keep());
        int purged = 0;
        for (SafeJournal journal : directory.safeToPurge(before, Integer.MAX_VALUE)) {
            if (journal.since().isBefore(before)) {
                directory.purge(journal);
                purged++;
            }
        }
        told(purged, "older than journal.keep");
    }

    private void purgeUntil(JournalDirectory directory, long wanted) throws IOException {
        int purged = 0;
        List<SafeJournal> oldest = directory.safeToPurge(clock.instant(), PURGED_AT_ONCE);
        for (SafeJournal journal : oldest) {
            if (directory.usableBytes() >= wanted) {
                break;
            }
            directory.purge(journal);
            purged++;
        }
        if (oldest.isEmpty()) {
            nothingToPurgeUntil = looks + LOOKS_BETWEEN_PURGES;
        }
        told(purged, "room is scarce");
    }

    private static void told(int purged, String why) {
        if (purged > 0) {
            LOG.journalsPurged(purged, why);
        }
    }
}
