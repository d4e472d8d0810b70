package org.holdfast.connector.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.holdfast.connector.sdp.Sdp.answer;
import static org.holdfast.connector.sdp.Sdp.parse;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 3264 §6, RFC 7866 §7.2 and what OpenSIPS insists on (D1, D6, D11). */
class SdpAnswerTest {

    @Test
    void answersEveryLineOfAnOpenSipsOffer() throws SdpRejected {
        String answer = answer("""
                v=0
                o=- 1763800000 1763800000 IN IP4 0.0.0.0
                s=-
                m=audio 21000 RTP/AVP 0 101
                c=IN IP4 192.0.2.5
                a=rtpmap:0 PCMU/8000
                a=rtpmap:101 telephone-event/8000
                a=fmtp:101 0-15
                a=label:1
                a=sendonly
                m=video 21002 RTP/AVP 96
                c=IN IP4 192.0.2.5
                a=rtpmap:96 H264/90000
                a=fmtp:96 packetization-mode=1
                a=label:2
                a=sendonly
                m=audio 21004 RTP/AVP 8
                c=IN IP4 192.0.2.5
                a=label:0
                a=sendonly
                """, Map.of(0, 40_000, 2, 40_002));

        assertThat(answer).isEqualTo("""
                v=0
                o=- 77 1 IN IP4 127.0.30.1
                s=-
                c=IN IP4 127.0.30.1
                t=0 0
                m=audio 40000 RTP/AVP 0 101
                a=rtpmap:0 PCMU/8000
                a=rtpmap:101 telephone-event/8000
                a=fmtp:101 0-15
                a=label:1
                a=recvonly
                m=video 0 RTP/AVP 96
                a=rtpmap:96 H264/90000
                a=fmtp:96 packetization-mode=1
                a=label:2
                m=audio 40002 RTP/AVP 8
                a=label:0
                a=recvonly
                """.replace("\n", "\r\n"));
    }

    @ParameterizedTest
    @CsvSource({"sendonly,recvonly", "sendrecv,recvonly", "x-none,recvonly", "inactive,inactive", "recvonly,inactive"})
    void mirrorsTheDirectionOfLineAndSession(String offered, String answered) throws SdpRejected {
        String onLine = answer("v=0\nm=audio 1 RTP/AVP 0\na=" + offered, Map.of(0, 40_000));
        String onSession = answer("v=0\na=" + offered + "\nm=audio 1 RTP/AVP 0", Map.of(0, 40_000));

        assertThat(onLine).contains("a=" + answered + "\r\n");
        assertThat(onSession).isEqualTo(onLine);
    }

    @Test
    void answersAZeroAddressAsAHold() throws SdpRejected {
        assertThat(answer("v=0\nc=IN IP4 0.0.0.0\nm=audio 1 RTP/AVP 0", Map.of(0, 40_000)))
                .contains("a=inactive");
    }

    @Test
    void portZeroStaysZero() throws SdpRejected {
        assertThat(answer("v=0\nm=audio 0 RTP/AVP 0\na=label:4", Map.of(0, 40_000)))
                .contains("m=audio 0 RTP/AVP 0\r\na=label:4\r\n")
                .doesNotContain("40000");
    }

    @Test
    void echoesProfileAndMultiplexing() throws SdpRejected {
        assertThat(answer("v=0\nm=audio 1 RTP/AVPF 0\na=rtcp-mux", Map.of(0, 40_000)))
                .contains("m=audio 40000 RTP/AVPF 0\r\na=rtcp-mux\r\na=recvonly\r\n");
        assertThat(answer("v=0\nm=audio 1 RTP/AVP 0", Map.of(0, 40_000))).doesNotContain("rtcp-mux");
    }

    @Test
    void addsNothingThatWasNotOffered() throws SdpRejected {
        assertThat(answer(
                        "v=0\na=group:BUNDLE 0\na=ice-lite\nm=audio 1 RTP/AVP 0\na=mid:0\na=candidate:1",
                        Map.of(0, 9_000)))
                .doesNotContain("label")
                .doesNotContain("BUNDLE")
                .doesNotContain("candidate")
                .containsOnlyOnce("m=");
    }

    @Test
    void refusesFaxWithItsFormat() throws SdpRejected {
        assertThat(answer("v=0\nm=image 4000 udptl t38\nm=audio 1 RTP/AVP 0", Map.of(1, 40_000)))
                .contains("m=image 0 udptl t38\r\n");
    }

    @Test
    void writesIpv6() throws SdpRejected {
        SdpLocal local = new SdpLocal("5", 3, "::1", Map.of(0, 40_000), false);
        String answer = new String(SdpAnswer.write(parse("v=0\nm=audio 1 RTP/AVP 0"), local), StandardCharsets.UTF_8);

        assertThat(answer).contains("o=- 5 3 IN IP6 ::1\r\n").contains("c=IN IP6 ::1\r\n");
    }

    @Test
    void aPausedRecorderIsInactiveOnEveryLine() throws SdpRejected {
        SdpLocal local = new SdpLocal("5", 4, "127.0.30.1", Map.of(0, 40_000), true);
        String answer = new String(
                SdpAnswer.write(parse("v=0\nm=audio 1 RTP/AVP 0\na=sendonly"), local), StandardCharsets.UTF_8);

        assertThat(answer).contains("a=inactive").doesNotContain("a=recvonly");
    }

    @Test
    void theSameOfferGivesTheSameBytes() throws SdpRejected {
        String offer = "v=0\nm=audio 1 RTP/AVP 0 8\na=label:1";

        assertThat(answer(offer, Map.of(0, 40_000))).isEqualTo(answer(offer, Map.of(0, 40_000)));
    }

    @Test
    void offersWhatAnOfferlessInviteNeeds() throws SdpRejected {
        SdpDescription offer = SdpParser.parse(
                SdpOffer.initial(new SdpLocal("9", 1, "127.0.30.1", Map.of(0, 40_000, 1, 40_002), false)));

        assertThat(offer.warnings()).isEmpty();
        assertThat(offer.media()).extracting(SdpMedia::port).containsExactly(40_000, 40_002);
        assertThat(offer.media()).extracting(SdpMedia::label).containsExactly("1", "2");
        assertThat(offer.media()).extracting(SdpMedia::direction).containsOnly(Direction.RECVONLY);
        assertThat(offer.media().getFirst().formats())
                .extracting(SdpFormat::encoding)
                .contains("PCMU", "PCMA", "G722", "G729", "opus", "telephone-event")
                .doesNotContain("");
    }
}
