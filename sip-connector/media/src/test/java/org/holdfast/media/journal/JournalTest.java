package org.holdfast.media.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.holdfast.media.journal.JournalFixture.END;
import static org.holdfast.media.journal.JournalFixture.RECORDING;
import static org.holdfast.media.journal.JournalFixture.SESSION;
import static org.holdfast.media.journal.JournalFixture.START;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.holdfast.media.journal.JournalEntry.*;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final long ARRIVAL = JournalFixture.nanos(START);

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

    @Test
    void givesBackEveryFactAsItWasAppended() throws IOException {
        List<JournalEntry> facts = List.of(
                new StreamDescribed(
                        START,
                        1,
                        "96",
                        "audio",
                        List.of(
                                new PayloadFormat(0, "PCMU", 8000, 1, ""),
                                new PayloadFormat(101, "telephone-event", 8000, 1, "0-16"))),
                new ParticipantSeen(START, "p1", "sip:ann@example.org", "Ann Ünïcode ☎", "caller"),
                new ParticipantLeft(START, "p1"),
                new StreamBound(START, 1, List.of("p1", "p2")),
                new Identified(START, "UCID", "00FA08"),
                new Warned(START, "metadata without namespace"),
                new HoldChanged(START, 0, true),
                new PauseChanged(START, true, "supervisor"),
                new GapKnown(START, START.plusMillis(1), "RESTART"),
                new HeadersKept(START, "INVITE", List.of(new KeptHeader("From", "<sip:ann@example.org>;tag=1"))),
                new MediaLeased(START, 1, 20_002, 20_003),
                new SourceLatched(START, 1, "2001:db8::7", 40_000),
                new SessionEnding(START, "BYE"),
                new JournalEntry.RuleApplied(START, new java.util.UUID(1, 2), "ON_DEMAND", "rest", "eve"),
                new RecordingEnded(START, RECORDING, "BYE"));
        try (Journal journal = fixture.begin()) {
            for (JournalEntry fact : facts) {
                journal.append(fact);
            }
            journal.seal(END);
        }

        RecordedJournal read = sealed();

        assertThat(read.entries.subList(2, 2 + facts.size())).isEqualTo(facts);
        assertThat(read.entries.getLast()).isEqualTo(END);
        assertThat(read.result.sealed()).isTrue();
        assertThat(read.result.damage()).isEmpty();
    }

    @Test
    void keepsOpaqueBytesToTheLast() throws IOException {
        byte[] body = new byte[200_000];
        new Random(7).nextBytes(body);
        try (Journal journal = fixture.begin()) {
            journal.append(new DialogKept(START, new byte[] {0, 1, 2}));
            journal.append(new BodyKept(START, "INVITE", "multipart/mixed;boundary=x", body));
            journal.seal(END);
        }

        RecordedJournal read = sealed();

        assertThat(((DialogKept) read.entries.get(2)).state()).containsExactly(0, 1, 2);
        assertThat(((BodyKept) read.entries.get(3)).body()).isEqualTo(body);
    }

    @Test
    void keepsDatagramsOfEverySizeInOrderAcrossManyWindows() throws IOException {
        Random random = new Random(42);
        List<String> expected = new ArrayList<>();
        try (Journal journal = fixture.begin()) {
            for (int i = 0; i < 200; i++) {
                byte[] datagram = new byte[i % 40 == 0 ? 65_507 : random.nextInt(400)];
                random.nextBytes(datagram);
                byte[] second = new byte[172];
                long arrival = ARRIVAL + i;
                journal.append(i % 3, fixture.batch(i % 7 == 0, arrival, datagram, second));
                expected.add(RecordedJournal.datagram(i % 3, i % 7 == 0, arrival, datagram));
                expected.add(RecordedJournal.datagram(i % 3, i % 7 == 0, arrival + 20_000_000L, second));
            }
            journal.seal(END);
        }

        assertThat(sealed().datagrams).isEqualTo(expected);
    }

    @Test
    void isDurableFromTheFirstEntriesOn() throws IOException {
        try (Journal journal = fixture.begin()) {
            assertThat(journal.durablePosition()).isGreaterThan(RecordFormat.FILE_HEADER_BYTES);
        }
    }

    @Test
    void isForcedByItselfWithinTheInterval() throws IOException {
        try (Journal journal = fixture.begin()) {
            long before = journal.durablePosition();
            journal.append(new Warned(START, "odd"));
            await().until(() -> journal.durablePosition() > before);
        }
    }

    @Test
    void canBeReadWhileItGrows() throws IOException {
        try (Journal journal = fixture.begin()) {
            journal.append(0, fixture.batch(false, ARRIVAL, new byte[] {1}));

            RecordedJournal read =
                    RecordedJournal.of(fixture.directory.capturing().resolve(journal.fileName()));

            assertThat(read.datagrams).hasSize(1);
            assertThat(read.result.damage()).isEmpty();
            assertThat(read.result.sealed()).isFalse();
        }
    }

    @Test
    void takesNothingMoreOnceSealed() throws IOException {
        try (Journal journal = fixture.begin()) {
            journal.seal(END);
            assertThatThrownBy(() -> journal.append(new Warned(START, "late"))).isInstanceOf(IOException.class);
            assertThat(journal.failed()).isFalse();
        }
        assertThat(Files.size(fixture.directory.sealed().resolve(SESSION + ".journal")) % 8)
                .isZero();
    }

    @Test
    void isNotSealedByMerelyLettingGo() throws IOException {
        fixture.begin().close();

        assertThat(fixture.directory.leftOver()).hasSize(1);
        assertThat(fixture.directory.awaitingAcknowledgement()).isEmpty();
    }

    @Test
    void refusesASecondJournalOfTheSameSession() throws IOException {
        try (Journal first = fixture.begin()) {
            assertThatThrownBy(() -> fixture.begin()).isInstanceOf(IOException.class);
            first.seal(END);
        }
    }

    private RecordedJournal sealed() throws IOException {
        return RecordedJournal.of(fixture.directory.sealed().resolve(SESSION + ".journal"));
    }
}
