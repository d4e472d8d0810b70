package org.holdfast.connector.siprec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Objects;
import org.holdfast.connector.api.Participant;
import org.junit.jupiter.api.Test;

/** What documents add up to (RFC 7866 §9.1; P17, P25, P26), where the flows do not show it. */
class MetadataStateTest {

    private static final Instant T0 = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void aDocumentMakesANewStateAndLeavesTheOld() {
        MetadataState empty = MetadataState.empty();
        MetadataState one = apply(empty, "<session id='S'/><participant id='A' session='S'/>");

        assertThat(empty.sessions()).isEmpty();
        assertThat(one.participants()).hasSize(1);
        assertThat(one.startedSince(empty)).extracting(CommunicationSession::id).containsExactly("S");
        assertThat(one.startedSince(one)).isEmpty();
    }

    @Test
    void aPartialChangesWhatItNames() {
        MetadataState before = apply(
                MetadataState.empty(),
                "<session id='S'/><participant id='A' session='S'><nameID aor='sip:a@h'><name>Old</name></nameID></participant>"
                        + "<participant id='B' session='S'/>");
        MetadataState after = apply(
                before,
                "<datamode>partial</datamode><participant id='A'><nameID><name>New</name></nameID></participant>");

        assertThat(after.participants()).extracting(Participant::name).containsExactly("New", "");
        assertThat(after.participants()).extracting(Participant::aor).containsExactly("sip:a@h", "");
        assertThat(after.participants()).extracting(Participant::leftAt).containsOnlyNulls();
        assertThat(after.startedSince(before)).isEmpty();
    }

    @Test
    void anEmptyCompleteDocumentEndsNobody() {
        MetadataState before = apply(MetadataState.empty(), "<session id='S'/><participant id='A' session='S'/>");

        assertThat(apply(before, "<datamode>complete</datamode>").sessions()).isEqualTo(before.sessions());
    }

    @Test
    void whoComesBackIsHereAgain() {
        MetadataState here = apply(MetadataState.empty(), "<session id='S'/><participant id='A' session='S'/>");
        MetadataState gone = apply(
                here,
                "<datamode>partial</datamode><participantsessionassoc participant_id='A' session_id='S'><disassociate-time/></participantsessionassoc>");
        MetadataState back = apply(
                gone,
                "<datamode>partial</datamode><participantsessionassoc participant_id='A' session_id='S'><associate-time/></participantsessionassoc>");

        assertThat(gone.participants().getFirst().leftAt()).isNotNull();
        assertThat(back.participants().getFirst().leftAt()).isNull();
        assertThat(back.participants().getFirst().joinedAt()).isEqualTo(T0);
    }

    @Test
    void timesOfAClockThatIsFarOffAreTheRecordersOwn() {
        MetadataState state = apply(
                MetadataState.empty(),
                "<session id='S'><start-time>2021-01-01T00:00:00Z</start-time></session><session id='R'>"
                        + "<start-time>2026-11-22T09:59:58Z</start-time></session>");

        assertThat(state.sessions())
                .extracting(CommunicationSession::startedAt)
                .containsExactly(T0, T0.minusSeconds(2));
    }

    @Test
    void sessionsAtOnceKeepTheirOwnPeople() {
        MetadataState state = apply(
                MetadataState.empty(),
                "<session id='S'/><session id='R'/><participant id='A' session='S'/><participant id='B' session='R'/>");

        assertThat(state.sessions()).hasSize(2).allMatch(CommunicationSession::running);
        assertThat(state.sessions().get(1).participants())
                .extracting(Participant::id)
                .containsExactly("B");
    }

    @Test
    void participantsWithoutSessionMakeOne() {
        MetadataState state = apply(MetadataState.empty(), "<participant id='A'/>");

        assertThat(state.sessions()).hasSize(1);
        assertThat(state.sessions().getFirst().id()).isEmpty();
    }

    @Test
    void aNewSessionBesidesOnOtherLabelsStopsNobody() {
        MetadataState before =
                apply(MetadataState.empty(), "<session id='S'/><stream id='T' session='S'><label>1</label></stream>");
        MetadataState after = apply(
                before,
                "<datamode>partial</datamode><session id='R'/><stream id='U' session='R'><label>2</label></stream>");

        assertThat(after.sessions()).hasSize(2).allMatch(CommunicationSession::running);
        assertThat(after.startedSince(before))
                .extracting(CommunicationSession::id)
                .containsExactly("R");
        assertThat(after.stoppedSince(before)).isEmpty();
    }

    @Test
    void aConversationIsKnownByItsGroupElseByItsSipSession() {
        assertThat(apply(
                                MetadataState.empty(),
                                "<group id='G'/><session id='S'><sipSessionID>x</sipSessionID></session>")
                        .sessions()
                        .getFirst()
                        .conversationKey())
                .isEqualTo("G");
        assertThat(apply(MetadataState.empty(), "<session id='S'><sipSessionID>x</sipSessionID></session>")
                        .sessions()
                        .getFirst()
                        .conversationKey())
                .isEqualTo("x");
    }

    private static MetadataState apply(MetadataState state, String objects) {
        byte[] document = ("<recording>" + objects + "</recording>").getBytes(UTF_8);
        return state.apply(Objects.requireNonNull(MetadataParser.parse(document).metadata()), T0);
    }
}
