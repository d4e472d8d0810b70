package org.holdfast.connector.session.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.holdfast.connector.api.EndCause;
import org.holdfast.connector.siprec.CommunicationSession;
import org.holdfast.media.journal.JournalEntry;
import org.holdfast.media.journal.JournalEntry.RecordingEnded;
import org.holdfast.media.journal.JournalEntry.RecordingStarted;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CurrentRecordingTest {
    private static final Instant T0 = Instant.parse("2026-11-22T10:00:00Z");

    private final SessionFacts facts = new SessionFacts();
    private final CurrentRecording recording =
            new CurrentRecording(facts, new RecordingIds(Clock.systemUTC()), "call-id");

    @Test
    void goesOnUnderANewSessionIdWhileNobodyHadBeenNamed() {
        recording.start(T0);
        recording.follow(session("dummy", "", null), false, T0);
        var id = recording.id();
        recording.follow(session("ucid", "group", null), true, T0.plusMillis(30));
        assertThat(recording.id()).isEqualTo(id);
        assertThat(recording.conversationKey()).isEqualTo("group");
        assertThat(of(RecordingEnded.class)).isEmpty();
    }

    @Test
    void aNewSessionIdIsTheNextRecordingOfTheSameConversation() {
        recording.start(T0);
        recording.follow(session("one", "group", null), true, T0);
        UUID first = Objects.requireNonNull(recording.id());
        recording.follow(session("two", "another", null), false, T0.plusSeconds(9));
        assertThat(of(RecordingEnded.class))
                .containsExactly(new RecordingEnded(T0.plusSeconds(9), first, "SESSION_STOPPED"));
        assertThat(recording.id()).isNotNull().isNotEqualTo(first);
        assertThat(recording.conversationKey()).isEqualTo("group");
        assertThat(recording.startedAt()).isEqualTo(T0.plusSeconds(9));
    }

    @Test
    void aStopTimeEndsItAndTheNextSessionStandsForItself() {
        recording.start(T0);
        recording.follow(session("one", "", null), true, T0);
        recording.follow(session("one", "", T0.plusSeconds(5)), false, T0.plusSeconds(5));
        assertThat(recording.id()).isNull();
        recording.follow(session("two", "", null), false, T0.plusSeconds(60));
        assertThat(recording.conversationKey()).isEqualTo("two");
        recording.end(T0.plusSeconds(70), EndCause.BYE);
        assertThat(of(RecordingStarted.class))
                .extracting(RecordingStarted::conversationKey)
                .containsExactly("call-id", "one", "two");
        assertThat(of(RecordingEnded.class))
                .extracting(RecordingEnded::cause)
                .containsExactly("SESSION_STOPPED", "BYE");
    }

    private static CommunicationSession session(String id, String group, @Nullable Instant stopped) {
        return new CommunicationSession(id, group, List.of(), T0, stopped, List.of());
    }

    private <E extends JournalEntry> List<E> of(Class<E> kind) {
        return facts.soFar().stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
