package org.holdfast.connector.session.outbox;

import static org.holdfast.connector.health.ConnectorLog.LOG;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.holdfast.connector.api.RecordingListener;
import org.holdfast.connector.api.SealedRecording;
import org.holdfast.media.journal.JournalDirectory;
import org.holdfast.media.journal.JournalEntry;

/**
 * Announces every sealed journal until somebody has taken it: the directory of sealed journals is the list, so that
 * nothing is forgotten by a restart. One thread; a journal that nobody can take delays no other.
 */
public final class Outbox implements AutoCloseable {
    private static final int REMEMBERED = 1000;
    private static final Duration LOOK_AROUND = Duration.ofSeconds(1);

    private final JournalRoom room;
    private final Supplier<Optional<RecordingListener>> listener;
    private final Semaphore news = new Semaphore(0);
    private final Map<String, List<JournalEntry>> remembered = new ConcurrentHashMap<>();
    private final Map<String, Patience> refused = new HashMap<>(); // the outbox's own thread only
    private volatile boolean open = true;

    /** Announces to whoever the listener is at the time; to nobody while there is none. */
    public Outbox(JournalRoom room, Supplier<Optional<RecordingListener>> listener, Executor threads) {
        this.room = room;
        this.listener = listener;
        threads.execute(this::announceUntilClosed);
    }

    /** A journal was just sealed; its facts need not be read again. */
    public void sealed(String journal, List<JournalEntry> facts) {
        if (remembered.size() < REMEMBERED) {
            remembered.put(journal, facts);
        }
        news.release();
    }

    /** Look at once: somebody listens now. */
    public void wake() {
        news.release();
    }

    @Override
    public void close() {
        open = false;
        news.release();
    }

    private void announceUntilClosed() {
        boolean stumbling = false;
        while (open) {
            try {
                announceAll();
                stumbling = false;
            } catch (Throwable e) { // the thread that keeps the promise must not end
                if (!stumbling) { // told once an outage, not once a second
                    LOG.outboxStumbled(e);
                }
                stumbling = true;
            }
            try {
                if (news.tryAcquire(LOOK_AROUND.toMillis(), TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void announceAll() throws IOException {
        Optional<RecordingListener> hearer = listener.get();
        Optional<JournalDirectory> directory = room.directory();
        if (hearer.isEmpty() || directory.isEmpty()) {
            return;
        }
        for (Path journal : directory.get().awaitingAcknowledgement()) {
            if (open
                    && refused.getOrDefault(journal.getFileName().toString(), Patience.NONE)
                            .over()) {
                announce(journal, directory.get(), hearer.get());
            }
        }
    }

    private void announce(Path journal, JournalDirectory directory, RecordingListener hearer) {
        String name = journal.getFileName().toString();
        try {
            List<SealedRecording> recordings = SealedRecordings.of(name, facts(name, journal));
            for (SealedRecording recording : recordings) {
                hearer.sealed(recording);
            }
            if (recordings.isEmpty()) {
                putAside(journal, directory);
            } else {
                directory.acknowledge(name);
            }
            remembered.remove(name);
            refused.remove(name);
        } catch (Exception e) { // whatever the listener threw, the journal stays and is announced again
            Patience patience = refused.getOrDefault(name, Patience.NONE).longer();
            refused.put(name, patience);
            LOG.notAcknowledged(name, patience.seconds(), String.valueOf(e.getMessage()));
        }
    }

    /** Acknowledged it would look as if it were in the catalogue. */
    private static void putAside(Path journal, JournalDirectory directory) throws IOException {
        LOG.journalTellsNothing(
                journal.getFileName().toString(), directory.quarantine(journal).toString());
    }

    private List<JournalEntry> facts(String name, Path journal) throws IOException {
        List<JournalEntry> inMemory = remembered.get(name);
        return inMemory != null ? inMemory : new ArrayList<>(JournalFacts.read(journal));
    }
}
