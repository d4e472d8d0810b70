package org.holdfast.connector.session.recovery;

import static org.holdfast.connector.health.ConnectorLog.LOG;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.holdfast.media.journal.JournalDirectory;
import org.holdfast.media.journal.JournalRecovery;
import org.holdfast.media.journal.JournalRecovery.Recovered;
import org.jspecify.annotations.Nullable;

/**
 * Brings home every journal an earlier process left behind, and those of this process that could not be sealed. Sessions whose
 * SRC may still be there are taken up again, before SIP opens; the others are ended in the background. No journal stops
 * another: one whose recovery came to no end three times is put away. Thread-safe.
 */
public final class Recovery {
    private static final int MOST_TRIES = 3;

    /** From here on a session is not taken up any more, only ended: that asks less of its journal. */
    private static final int TRIES_TO_TAKE_UP = 2;

    private static final int TICKS_BETWEEN_TRIES = 5;

    /** Goes on with a session of an earlier process. */
    public interface TakesUp {

        /**
         * Takes it up again, dialog and media.
         *
         * @throws IOException when it cannot be; its journal is closed then and may be ended
         */
        void takeUp(KeptSession kept, JournalDirectory directory, Path file) throws IOException;
    }

    private final Duration limit;
    private final Clock clock;
    private final Executor threads;
    private final TakesUp sessions;
    private final Runnable sealedSome;
    private final Queue<String> waiting = new ConcurrentLinkedQueue<>();
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean working = new AtomicBoolean();
    private volatile @Nullable JournalDirectory directory;
    private volatile @Nullable LifeSign life;
    private volatile boolean open = true;
    private int ticks;

    /**
     * Recovers nothing yet.
     *
     * @param limit sessions of a recorder that was away for longer are not taken up
     * @param threads runs what is done in the background
     * @param sealedSome told when there is something to announce
     */
    public Recovery(Duration limit, Clock clock, Executor threads, TakesUp sessions, Runnable sealedSome) {
        this.limit = limit;
        this.clock = clock;
        this.threads = threads;
        this.sessions = sessions;
        this.sealedSome = sealedSome;
    }

    /**
     * Looks at all that was left behind, once the directory works and before any journal is made in it. On return every
     * session that goes on does; the rest waits for the background.
     *
     * @throws IOException when the directory cannot be listed
     */
    public void begin(JournalDirectory usable) throws IOException {
        Path place = usable.capturing().resolveSibling("recovering");
        LifeSign sign = new LifeSign(usable.capturing().resolveSibling("recorder.alive"), clock);
        Instant alive = sign.last();
        RecoveryTries tries = new RecoveryTries(place);
        List<Path> found = usable.leftOver();
        int takenUp = 0;
        for (Path file : found) {
            if (open && takenUp(usable, file, tries, alive)) {
                takenUp++;
            } else {
                waiting.add(file.getFileName().toString());
            }
        }
        directory = usable;
        life = sign;
        if (!found.isEmpty()) {
            LOG.leftBehind(found.size(), takenUp, found.size() - takenUp);
        }
        work();
    }

    /** A journal of this process could not be sealed: it is brought home as soon as the directory works. */
    public void later(String journal) {
        waiting.add(journal);
    }

    /** Wanted every second. */
    public void tick() {
        LifeSign sign = life;
        try {
            if (sign != null) {
                sign.give();
            }
        } catch (IOException e) {
            LOG.debug("no sign of life can be given", e);
        }
        ticks++;
        if (ticks % TICKS_BETWEEN_TRIES == 0 && !waiting.isEmpty()) {
            work();
        }
    }

    /** Nothing more is begun. */
    public void close() {
        open = false;
    }

    private boolean takenUp(JournalDirectory usable, Path file, RecoveryTries tries, Instant alive) {
        String name = file.getFileName().toString();
        if (tries.before(name) >= TRIES_TO_TAKE_UP || (alive.isAfter(Instant.EPOCH) && tooOld(alive))) {
            return false;
        }
        try {
            tries.begin(name);
            KeptSession kept = KeptSession.read(file, usable.keys()).orElse(null);
            boolean goesOn = kept != null
                    && kept.goesOn()
                    && !tooOld(kept.knownUntil(alive).last());
            if (kept != null && goesOn) {
                sessions.takeUp(kept.knownUntil(alive), usable, file);
            }
            tries.over(name);
            return goesOn;
        } catch (IOException e) {
            LOG.notTakenUp(name, String.valueOf(e.getMessage()));
            forgive(name, tries);
        } catch (Throwable e) { // whatever is wrong with one journal must not keep the others
            LOG.recoveryFailed(name, tries.before(name), MOST_TRIES, e);
        }
        return false;
    }

    private boolean tooOld(Instant alive) {
        return Duration.between(alive, clock.instant()).compareTo(limit) > 0;
    }

    private void work() {
        JournalDirectory usable = directory;
        if (usable != null && open && working.compareAndSet(false, true)) {
            threads.execute(() -> {
                try {
                    endAll(usable);
                } finally {
                    working.set(false);
                }
            });
        }
    }

    private void endAll(JournalDirectory usable) {
        RecoveryTries tries = new RecoveryTries(usable.capturing().resolveSibling("recovering"));
        List<String> again = new ArrayList<>();
        if (!Files.isDirectory(usable.capturing())) {
            return; // the volume is away, and everything with it
        }
        for (String name = waiting.poll(); name != null && open; name = waiting.poll()) {
            if (!ended(usable, name, tries)) {
                again.add(name);
            }
        }
        waiting.addAll(again);
        sealedSome.run();
    }

    /** False when it is to be tried again. */
    private boolean ended(JournalDirectory usable, String name, RecoveryTries tries) {
        Path file = usable.capturing().resolve(name);
        try {
            if (!Files.exists(file)) {
                tries.over(name);
            } else if (tries.before(name) >= MOST_TRIES) {
                usable.quarantine(file);
                LOG.quarantined(name, MOST_TRIES);
                tries.over(name);
            } else {
                tries.begin(name);
                end(usable, file);
                tries.over(name);
            }
            return true;
        } catch (IOException e) {
            if (told.add(name)) { // once an outage, not once a try
                LOG.recoveryWaits(name, String.valueOf(e.getMessage()));
            }
            forgive(name, tries);
        } catch (Throwable e) { // whatever is wrong with one journal must not keep the others
            LOG.recoveryFailed(name, tries.before(name), MOST_TRIES, e);
        }
        return false;
    }

    private void end(JournalDirectory usable, Path file) throws IOException {
        String name = file.getFileName().toString();
        KeptSession kept = KeptSession.read(file, usable.keys()).orElse(null);
        if (kept != null && !kept.answered() && kept.packets() == 0) {
            Files.delete(file);
            LOG.neverAnswered(name);
            return;
        }
        Recovered recovered = JournalRecovery.recover(usable, file, clock);
        told.remove(name);
        LOG.journalRecovered(name, recovered.outcome().name());
    }

    /** A volume that is full or away, or a journal of a later release, is not the fault of the journal. */
    private static void forgive(String name, RecoveryTries tries) {
        try {
            tries.over(name);
        } catch (IOException e) {
            LOG.debug("tries cannot be forgotten", e);
        }
    }
}
