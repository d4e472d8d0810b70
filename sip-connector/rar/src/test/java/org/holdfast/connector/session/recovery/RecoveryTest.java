package org.holdfast.connector.session.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.holdfast.media.journal.Journal;
import org.holdfast.media.journal.JournalDirectory;
import org.holdfast.media.journal.JournalEntry;
import org.holdfast.media.journal.JournalEntry.AnswerKept;
import org.holdfast.media.journal.JournalEntry.HeadersKept;
import org.holdfast.media.journal.JournalEntry.SessionEnding;
import org.holdfast.media.journal.JournalEntry.SessionOpened;
import org.holdfast.media.journal.JournalForcer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecoveryTest {
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    Path place;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> takenUp = new ArrayList<>();
    private JournalDirectory directory;
    private JournalForcer forcer;

    @BeforeEach
    void open() throws IOException {
        directory = JournalDirectory.open(place);
        forcer = JournalForcer.start(threads, Duration.ofSeconds(5), failed -> {});
    }

    @AfterEach
    void close() {
        forcer.close();
        threads.shutdown();
    }

    @Test
    void onlyWhatWasAnsweredAndNotEndedGoesOn() throws IOException {
        String answered = leave(answer());
        String ending = leave(answer(), new SessionEnding(CLOCK.instant(), "BYE"));
        String unanswered = leave();
        start((kept, where, file) -> takenUp.add(name(file)));
        assertThat(takenUp).containsExactly(answered);
        assertThat(directory.capturing().resolve(answered)).exists();
        assertThat(directory.sealed().resolve(ending)).exists();
        assertThat(directory.find(unanswered)).isEmpty(); // it was promised to nobody
    }

    @Test
    void whatCannotBeTakenUpIsEnded() throws IOException {
        String journal = leave(answer());
        start((kept, where, file) -> {
            throw new IOException("no port");
        });
        assertThat(directory.sealed().resolve(journal)).exists();
    }

    @Test
    void oneWhoseTakingUpBlowsUpIsEndedAndTheOthersGoOn() throws IOException {
        String poisonous = leave(answer());
        String sound = leave(answer());
        start((kept, where, file) -> {
            if (name(file).equals(poisonous)) {
                throw new OutOfMemoryError("so it seems");
            }
            takenUp.add(name(file));
        });
        assertThat(takenUp).containsExactly(sound);
        assertThat(directory.sealed().resolve(poisonous)).exists();
    }

    @Test
    void oneThatKillsTheProcessThreeTimesIsPutAwayWithItsBytes() throws IOException {
        String poisonous = leave(answer());
        byte[] bytes = Files.readAllBytes(directory.capturing().resolve(poisonous));
        for (int start = 1; start <= 3; start++) {
            assertThat(directory.capturing().resolve(poisonous)).exists();
            die(poisonous);
        }
        start((kept, where, file) -> takenUp.add(name(file)));
        assertThat(takenUp).isEmpty();
        assertThat(directory.quarantine().resolve(poisonous)).hasBinaryContent(bytes);
        assertThat(place.resolve("recovering")).isEmptyDirectory();
    }

    @Test
    void oneThatKilledTheProcessTwiceIsEndedWithoutAnotherTryToTakeItUp() throws IOException {
        String poisonous = leave(answer());
        die(poisonous);
        die(poisonous);
        start((kept, where, file) -> takenUp.add(name(file)));
        assertThat(takenUp).isEmpty();
        assertThat(directory.sealed().resolve(poisonous)).exists();
        assertThat(place.resolve("recovering")).isEmptyDirectory();
    }

    @Test
    void aJournalLeftForLaterIsBroughtHomeByATick() throws IOException {
        Recovery recovery = start((kept, where, file) -> takenUp.add(name(file)));
        String lost = leave(answer());
        recovery.later(lost);
        for (int second = 0; second < 10; second++) {
            recovery.tick();
        }
        assertThat(directory.sealed().resolve(lost)).exists();
    }

    @Test
    void theGapBeginsWithTheLastSignOfLifeAlsoWhereNothingWasSaidForLong() throws IOException {
        Instant before = CLOCK.instant();
        leave(answer());
        start((kept, where, file) -> takenUp.add(name(file))).tick();
        List<Instant> last = new ArrayList<>();
        start((kept, where, file) -> last.add(kept.last()));
        assertThat(last)
                .singleElement()
                .satisfies(instant -> assertThat(instant).isAfter(before.minusMillis(1)));
    }

    /** As a process does that is killed in the midst of a recovery. */
    private void die(String journal) {
        try {
            new RecoveryTries(place.resolve("recovering")).begin(journal);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Recovery start(Recovery.TakesUp sessions) throws IOException {
        Recovery recovery = new Recovery(Duration.ofMinutes(5), CLOCK, Runnable::run, sessions, () -> {});
        recovery.begin(directory);
        return recovery;
    }

    private String leave(JournalEntry... more) throws IOException {
        UUID session = UUID.randomUUID();
        Instant at = CLOCK.instant();
        List<JournalEntry> facts = new ArrayList<>();
        facts.add(new SessionOpened(at, session, "a", "call"));
        facts.add(new HeadersKept(at, "INVITE", List.of()));
        facts.addAll(List.of(more));
        try (Journal journal = Journal.create(directory, session, forcer, facts)) {
            return journal.fileName();
        }
    }

    private static AnswerKept answer() {
        return new AnswerKept(CLOCK.instant(), 1, false, new byte[] {1});
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
