package org.holdfast.media.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.holdfast.media.journal.JournalFixture.END;
import static org.holdfast.media.journal.JournalFixture.START;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import org.holdfast.media.journal.JournalEntry.*;
import org.holdfast.media.journal.JournalRecovery.Outcome;
import org.holdfast.media.journal.JournalRecovery.Recovered;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A force that fails is never believed again, and one that hangs holds up nobody. */
@Timeout(60)
class JournalForceTest {
    private static final byte[] PACKET = new byte[172];

    @TempDir
    Path temp;

    private JournalFixture fixture;

    @BeforeEach
    void open() throws IOException {
        fixture = new JournalFixture(temp);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    /** The system refuses to force what is closed: a real error, from the real call. */
    private static void breakForcing(Journal journal) throws ReflectiveOperationException, IOException {
        Object file = field(journal, "file");
        ((RandomAccessFile) field(file, "file")).close();
    }

    private static Object field(Object of, String name) throws ReflectiveOperationException {
        Field field = of.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(of);
    }

    @Test
    void aJournalThatCouldNotBeForcedTakesNothingMoreAndIsWrittenAnewBeforeItIsBelieved() throws Exception {
        Journal journal = fixture.begin();
        journal.append(0, fixture.batch(false, JournalFixture.nanos(START), PACKET));
        long durable = journal.durablePosition();
        breakForcing(journal);

        await().until(journal::failed);
        assertThat(journal.durablePosition()).isEqualTo(durable);
        assertThatThrownBy(() -> journal.append(new Warned(START, "late"))).isInstanceOf(IOException.class);
        assertThatThrownBy(journal::force).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> journal.seal(END)).isInstanceOf(IOException.class);
        journal.close();

        Path file = fixture.directory.capturing().resolve(journal.fileName());
        Path mark = fixture.directory.capturing().resolve(journal.fileName() + ".distrusted");
        Object before = Files.getAttribute(file, "unix:ino");
        assertThat(mark).exists();
        assertThat(fixture.directory.leftOver()).containsExactly(file);

        Recovered recovered =
                JournalRecovery.recover(fixture.directory, Clock.systemUTC()).getFirst();

        assertThat(recovered.outcome()).isEqualTo(Outcome.SEALED);
        assertThat(Files.getAttribute(recovered.file(), "unix:ino")).isNotEqualTo(before);
        assertThat(mark).doesNotExist();
        assertThat(RecordedJournal.of(recovered.file()).datagrams).hasSize(1);
        assertThat(RecordedJournal.of(recovered.file()).result.sealed()).isTrue();
    }

    @Test
    void aForceThatHangsHoldsUpNeitherAppendingNorGrowing() throws Exception {
        try (Journal journal = fixture.begin()) {
            ReentrantLock forcing = (ReentrantLock) field(journal, "forcing");
            forcing.lock(); // as long as this is held, the forcer hangs in its force
            try {
                for (int i = 0; i < 20_000; i++) {
                    journal.append(0, fixture.batch(false, i, PACKET));
                }
                await().until(() -> fixture.forcer.overdue().compareTo(Duration.ofMillis(200)) > 0);
            } finally {
                forcing.unlock();
            }
            journal.force();
            assertThat(fixture.forcer.overdue()).isLessThan(Duration.ofSeconds(5));
            journal.seal(END);
        }
        RecordedJournal read =
                RecordedJournal.of(fixture.directory.sealed().resolve(JournalFixture.SESSION + ".journal"));
        assertThat(read.datagrams).hasSize(20_000);
        assertThat(read.result.damage()).isEmpty();
    }

    @Test
    void pauseEndAndStreamChangeAreDurableAtOnceWhateverTheInterval() throws Exception {
        List<JournalEntry> urgent = List.of(
                new PauseChanged(START, true, "admin"),
                new SessionEnding(START, "BYE"),
                new RecordingStarted(START, JournalFixture.SESSION, "cs", "inbound"),
                new StreamDescribed(START, 0, "1", "audio", List.of()),
                new StreamBound(START, 0, List.of("p1")));
        try (ExecutorService threads = Executors.newCachedThreadPool();
                JournalForcer rare = JournalForcer.start(threads, Duration.ofHours(1), failed -> {});
                Journal journal = Journal.create(
                        fixture.directory,
                        UUID.randomUUID(),
                        rare,
                        List.of(new SessionOpened(START, JournalFixture.SESSION, "a", "call")))) {
            for (JournalEntry fact : urgent) {
                journal.append(new Warned(START, "odd"));
                long before = journal.durablePosition();
                journal.append(fact);
                await(fact.toString()).until(() -> journal.durablePosition() > before);
            }
            long durable = journal.durablePosition();
            journal.append(new Warned(START, "odd"));
            journal.append(0, fixture.batch(false, 1, PACKET));
            await().during(Duration.ofMillis(300)).until(() -> journal.durablePosition() == durable);
        }
    }

    @Test
    void growsBeforeItIsFull() throws Exception {
        try (Journal journal = fixture.begin()) {
            JournalFile file = (JournalFile) field(journal, "file");
            Path path = fixture.directory.capturing().resolve(journal.fileName());
            long before = Files.size(path);
            for (int i = 0; i < 400; i++) { // not more than two thirds of the first window
                journal.append(0, fixture.batch(false, i, PACKET));
            }
            await().until(() -> Files.size(path) > before);
            assertThat(file.position()).isLessThan(before);
            journal.seal(END);
        }
    }
}
