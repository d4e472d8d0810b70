package org.holdfast.connector.session.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.holdfast.connector.api.EndCause;
import org.holdfast.connector.api.Participant;
import org.holdfast.connector.api.SealedRecording;
import org.holdfast.media.journal.JournalEntry;
import org.holdfast.media.journal.JournalEntry.ParticipantLeft;
import org.holdfast.media.journal.JournalEntry.ParticipantSeen;
import org.holdfast.media.journal.JournalEntry.PayloadFormat;
import org.holdfast.media.journal.JournalEntry.RecordingEnded;
import org.holdfast.media.journal.JournalEntry.RecordingStarted;
import org.holdfast.media.journal.JournalEntry.SessionEnded;
import org.holdfast.media.journal.JournalEntry.SessionOpened;
import org.holdfast.media.journal.JournalEntry.StreamBound;
import org.holdfast.media.journal.JournalEntry.StreamDescribed;
import org.junit.jupiter.api.Test;

class SealedRecordingsTest {
    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID SECOND = new UUID(0, 2);

    @Test
    void aTransferMakesTwoRecordingsEachWithItsOwnPeople() {
        List<SealedRecording> recordings = SealedRecordings.of(
                "x.journal",
                List.of(
                        new SessionOpened(at(0), new UUID(0, 9), "a", "call"),
                        new RecordingStarted(at(0), FIRST, "group", ""),
                        new StreamDescribed(
                                at(0),
                                0,
                                "96",
                                "audio",
                                List.of(
                                        new PayloadFormat(101, "telephone-event", 8000, 1, ""),
                                        new PayloadFormat(0, "PCMU", 8000, 1, ""))),
                        new ParticipantSeen(at(0), "bob", "sip:bob@x", "Bob", ""),
                        new StreamBound(at(0), 0, List.of("bob")),
                        new ParticipantLeft(at(10), "bob"),
                        new RecordingEnded(at(10), FIRST, "SESSION_STOPPED"),
                        new RecordingStarted(at(10), SECOND, "group", ""),
                        new ParticipantSeen(at(10), "carol", "sip:carol@x", "Carol", ""),
                        new StreamBound(at(10), 0, List.of("carol")),
                        new SessionEnded(at(20), "BYE")));

        assertThat(recordings).hasSize(2);
        assertThat(recordings.getFirst().endCause()).isEqualTo(EndCause.SESSION_STOPPED);
        assertThat(names(recordings.getFirst())).containsExactly("Bob");
        assertThat(recordings.getFirst().streams().getFirst().codec()).isEqualTo("PCMU");
        assertThat(recordings.getLast().startedAt()).isEqualTo(at(10));
        assertThat(recordings.getLast().endedAt()).isEqualTo(at(20));
        assertThat(names(recordings.getLast())).containsExactly("Carol");
        assertThat(recordings.getLast().streams().getFirst().participants()).containsExactly("carol");
    }

    @Test
    void metadataThatComesLateTakesThePlaceOfTheSipHeaders() {
        List<JournalEntry> facts = List.of(
                new SessionOpened(at(0), new UUID(0, 9), "a", "call"),
                new RecordingStarted(at(0), FIRST, "call", ""),
                new StreamDescribed(at(0), 0, "96", "audio", List.of()),
                new ParticipantSeen(at(0), "from", "sip:src@sbc", "", "caller"),
                new StreamBound(at(0), 0, List.of("from")),
                new ParticipantLeft(at(0), "from"),
                new RecordingStarted(at(0), FIRST, "group", ""),
                new ParticipantSeen(at(0), "alice", "sip:alice@x", "Alice", ""),
                new StreamBound(at(0), 0, List.of("alice")),
                new SessionEnded(at(20), "CRASH"));
        SealedRecording recording = SealedRecordings.of("x.journal", facts).getFirst();
        assertThat(recording.conversationKey()).isEqualTo("group");
        assertThat(recording.endCause()).isEqualTo(EndCause.CRASH);
        assertThat(names(recording)).containsExactly("Alice");
        assertThat(recording.streams().getFirst().participants()).containsExactly("alice");
    }

    private static List<String> names(SealedRecording recording) {
        return recording.participants().stream().map(Participant::name).toList();
    }

    private static Instant at(int second) {
        return Instant.ofEpochSecond(1_700_000_000L + second);
    }
}
