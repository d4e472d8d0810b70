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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.holdfast.connector.api.DiscardedRecording;
import org.holdfast.connector.api.ListenerUnavailable;
import org.holdfast.connector.api.RecordingListener;
import org.holdfast.connector.api.SealedRecording;
import org.holdfast.media.journal.JournalDirectory;
import org.holdfast.media.journal.JournalEntry;

/**
 * Announces every sealed journal until somebody has taken it, in the order they were sealed: the directory of sealed journals
 * is the list, so that nothing is forgotten by a restart. While the listener is away the first one waits for it and all others
 * behind; a journal that nobody can take delays no other. One thread.
 */
public final class Outbox implements AutoCloseable {
    private static final int REMEMBERED = 200;
    private static final int MOST_REFUSED_IN_A_ROW = 3;
    private static final Duration LOOK_AROUND = Duration.ofSeconds(1);

    private final JournalRoom room;
    private final Supplier<Optional<RecordingListener>> listener;
    private final Semaphore news = new Semaphore(0);
    private final Map<String, List<JournalEntry>> remembered = new ConcurrentHashMap<>();
    private final Map<String, Patience> refused = new HashMap<>(); // the outbox's own thread only
    private final ListenerTurn turn = new ListenerTurn();
    private final NotKept notKept = new NotKept();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile boolean open = true;

    private enum Answer {
        TAKEN,
        /** This one was not. */
        REFUSED,
        /** None would be. */
        AWAY
    }

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
        turn.atOnce();
        news.release();
    }

    /** Journals that nobody has taken yet, as of the last look a second or a few ago. */
    public int waiting() {
        return waiting.get();
    }

    /** The recordings that were not kept so far. */
    public NotKept notKept() {
        return notKept;
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
        Optional<JournalDirectory> directory = room.directory();
        if (directory.isEmpty() || !turn.hasCome()) {
            return;
        }
        List<Path> journals = directory.get().awaitingAcknowledgement();
        waiting.set(journals.size());
        Optional<RecordingListener> hearer = listener.get();
        if (hearer.isPresent()) {
            announce(journals, directory.get(), hearer.get());
        }
    }

    /** Ends early when one after the other is refused: then it is hardly the journals' fault, and the rest can wait a second. */
    private void announce(List<Path> journals, JournalDirectory directory, RecordingListener hearer) {
        int refusedInARow = 0;
        for (Path journal : journals) {
            String name = journal.getFileName().toString();
            if (!open || refusedInARow == MOST_REFUSED_IN_A_ROW) {
                return;
            }
            if (refused.getOrDefault(name, Patience.NONE).over()) {
                switch (announce(name, journal, directory, hearer)) {
                    case TAKEN -> refusedInARow = 0;
                    case REFUSED -> refusedInARow++;
                    case AWAY -> {
                        return;
                    }
                }
            }
        }
    }

    private Answer announce(String name, Path journal, JournalDirectory directory, RecordingListener hearer) {
        try {
            List<JournalEntry> facts = facts(name, journal, directory);
            List<SealedRecording> recordings = SealedRecordings.of(name, facts);
            List<DiscardedRecording> discarded = SealedRecordings.discarded(facts);
            for (SealedRecording recording : recordings) {
                hearer.sealed(recording);
                turn.tookOne();
            }
            if (!recordings.isEmpty()) {
                directory.acknowledge(name);
            } else if (!discarded.isEmpty()) {
                directory.discard(name);
            } else {
                putAside(journal, directory);
            }
            discarded.forEach(notKept::note);
            discarded.forEach(hearer::discarded);
            waiting.decrementAndGet();
            remembered.remove(name);
            refused.remove(name);
            return Answer.TAKEN;
        } catch (ListenerUnavailable away) {
            turn.tookNothing(String.valueOf(away.getMessage()), waiting.get());
            return Answer.AWAY;
        } catch (Exception e) { // whatever the listener threw, the journal stays and is announced again
            Patience patience = refused.getOrDefault(name, Patience.NONE).longer();
            refused.put(name, patience);
            LOG.notAcknowledged(name, patience.seconds(), String.valueOf(e.getMessage()));
            return Answer.REFUSED;
        }
    }

    /** Acknowledged it would look as if it were in the catalogue. */
    private static void putAside(Path journal, JournalDirectory directory) throws IOException {
        LOG.journalTellsNothing(
                journal.getFileName().toString(), directory.quarantine(journal).toString());
    }

    private List<JournalEntry> facts(String name, Path journal, JournalDirectory directory) throws IOException {
        List<JournalEntry> inMemory = remembered.get(name);
        return inMemory != null ? inMemory : new ArrayList<>(JournalFacts.read(journal, directory.keys()));
    }
}
