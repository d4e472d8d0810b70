package org.holdfast.src;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.holdfast.src.rtp.Audio;
import org.holdfast.src.sip.NoAnswer;
import org.holdfast.src.sip.SipMessage;
import org.holdfast.src.siprec.Dialect;
import org.holdfast.src.siprec.Party;
import org.junit.jupiter.api.Test;

class RecordingClientTest {
    private static final Party ALICE = Party.named("Alice Martin");
    private static final Party BOB = Party.named("Bob Jones");

    @Test
    void leadsACallFromInviteToBye() throws Exception {
        try (ScriptedSrs srs = new ScriptedSrs("127.0.80.1", request -> 200);
                RecordingClient client = RecordingClient.open(srs.settings())) {
            Call call = client.call(CallSpec.between(ALICE, BOB));
            assertThat(call.talk(Duration.ofMillis(300))).isTrue();
            call.bye();

            assertThat(srs.requests).extracting(SipMessage::method).containsExactly("INVITE", "ACK", "BYE");
            SipMessage invite = srs.requests("INVITE").getFirst();
            assertThat(invite.value("Contact")).endsWith(";+sip.src");
            assertThat(invite.value("Require")).isEqualTo("siprec");
            assertThat(invite.text()).contains("a=label:96", "a=label:97", "Alice Martin", "sip:bob.jones@example.com");
            assertThat(call.packets()).isBetween(28L, 40L);
        }
    }

    @Test
    void sendsEveryFrameOnceAndInOrder() throws Exception {
        try (ScriptedSrs srs = new ScriptedSrs("127.0.80.2", request -> 200);
                RecordingClient client = RecordingClient.open(srs.settings())) {
            Call call = client.call(CallSpec.between(ALICE, BOB)
                    .speaking(Audio.stamped(7, 0, Audio.tone(300)), Audio.stamped(7, 1, Audio.tone(340))));
            await().until(() -> srs.packets.get(1).size() >= 25);
            call.bye();

            for (int stream = 0; stream < 2; stream++) {
                for (int i = 0; i < 25; i++) {
                    ByteBuffer packet = ByteBuffer.wrap(srs.packets.get(stream).get(i));
                    assertThat(word(packet, 1)).isEqualTo(7);
                    assertThat(word(packet, 2)).isEqualTo(stream);
                    assertThat(word(packet, 3)).isEqualTo(i);
                    assertThat(packet.get(1) & 0xff).isEqualTo(i == 0 ? 0x80 : 0);
                }
            }
        }
    }

    @Test
    void repeatsAnInviteThatUdpLost() throws Exception {
        AtomicInteger seen = new AtomicInteger();
        try (ScriptedSrs srs = new ScriptedSrs(
                        "127.0.80.3",
                        request -> request.method().equals("INVITE") && seen.getAndIncrement() == 0 ? 0 : 200);
                RecordingClient client = RecordingClient.open(srs.settings())) {
            Call call = client.call(CallSpec.between(ALICE, BOB));
            call.bye();

            assertThat(srs.requests("INVITE")).hasSize(2);
            assertThat(srs.requests("INVITE").getFirst().bytes())
                    .isEqualTo(srs.requests("INVITE").getLast().bytes());
            assertThat(client.retransmissions()).isEqualTo(1);
        }
    }

    @Test
    void tellsWhyAndForHowLongItWasRefused() throws Exception {
        try (ScriptedSrs srs = new ScriptedSrs("127.0.80.4", request -> 503);
                RecordingClient client = RecordingClient.open(srs.settings())) {
            assertThatThrownBy(() -> client.call(CallSpec.between(ALICE, BOB)))
                    .isInstanceOfSatisfying(CallRefused.class, refused -> {
                        assertThat(refused.status()).isEqualTo(503);
                        assertThat(refused.retryAfter()).hasValue(7);
                    });
            await().until(() -> !srs.requests("ACK").isEmpty());
        }
    }

    @Test
    void givesUpOnAnSrsThatSaysNothing() throws Exception {
        try (ScriptedSrs srs = new ScriptedSrs("127.0.80.5", request -> 0);
                RecordingClient client = RecordingClient.open(srs.settings().timeout(Duration.ofMillis(700)))) {
            assertThatThrownBy(() -> client.call(CallSpec.between(ALICE, BOB))).isInstanceOf(NoAnswer.class);
        }
    }

    @Test
    void sendsNothingOnHoldAndGoesOnAfter() throws Exception {
        try (ScriptedSrs srs = new ScriptedSrs("127.0.80.6", request -> 200);
                RecordingClient client = RecordingClient.open(srs.settings())) {
            Call call = client.call(CallSpec.between(ALICE, BOB));
            await().until(() -> srs.packets.get(0).size() >= 5);
            call.hold();
            assertThat(srs.requests("INVITE").getLast().text()).contains("a=inactive", "<datamode>partial");
            long atHold = call.packets();
            call.talk(Duration.ofMillis(200));
            assertThat(call.packets()).isLessThanOrEqualTo(atHold + 2);
            call.resume();
            await().until(() -> call.packets() >= atHold + 10);
            call.bye();
        }
    }

    @Test
    void noticesThatTheSrsEndsTheSession() throws Exception {
        try (ScriptedSrs srs = new ScriptedSrs("127.0.80.7", request -> 200);
                RecordingClient client = RecordingClient.open(srs.settings())) {
            Call call = client.call(CallSpec.between(ALICE, BOB));
            srs.send("BYE");
            assertThat(call.talk(Duration.ofSeconds(5))).isFalse();
            assertThat(call.endedBySrs()).isTrue();
            call.bye();
            assertThat(srs.requests("BYE")).isEmpty();
        }
    }

    @Test
    void aBuiltInBridgeOpensADialogForEachEndAndAnswersInAck() throws Exception {
        try (ScriptedSrs srs = new ScriptedSrs("127.0.80.8", request -> 200);
                RecordingClient client = RecordingClient.open(srs.settings())) {
            for (CallSpec leg :
                    CallSpec.between(ALICE, BOB).in(Dialect.CISCO_BIB).legs()) {
                client.call(leg).bye();
            }
            assertThat(srs.requests("INVITE")).extracting(SipMessage::text).containsOnly("");
            assertThat(srs.requests("INVITE").getFirst().value("From")).contains("x-nearend", "x-refci=");
            assertThat(srs.requests("INVITE").getLast().value("From")).contains("x-farend");
            assertThat(srs.requests("ACK"))
                    .allSatisfy(ack -> assertThat(ack.text()).contains("a=sendonly"));
        }
    }

    private static int word(ByteBuffer packet, int index) {
        int word = 0;
        for (int i = 0; i < 8; i++) {
            word = (word << 4) | (packet.get(12 + index * 8 + i) & 15);
        }
        return word;
    }
}
