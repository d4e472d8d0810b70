package org.holdfast.connector.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.holdfast.connector.sdp.Sdp.parse;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 8866 and its neighbours, and the liberties the field takes with them (D5–D7, D11). */
class SdpParserTest {

    @Test
    void readsAnOfferOfTwoLabelledStreams() throws SdpRejected {
        SdpDescription offer = parse("""
                v=0
                o=src 2890844526 1 IN IP4 192.0.2.10
                s=-
                c=IN IP4 192.0.2.11
                t=0 0
                m=audio 30000 RTP/AVP 0 8 101
                a=rtpmap:0 PCMU/8000
                a=rtpmap:101 telephone-event/8000
                a=fmtp:101 0-16
                a=label:96
                a=sendonly
                m=audio 30002 RTP/AVP 8
                a=label:97
                a=sendonly
                """);

        assertThat(offer.origin()).isEqualTo(new SdpOrigin("src", "2890844526", "1", "192.0.2.10"));
        assertThat(offer.warnings()).isEmpty();
        assertThat(offer.media()).extracting(SdpMedia::label).containsExactly("96", "97");
        SdpMedia first = offer.media().getFirst();
        assertThat(first.port()).isEqualTo(30_000);
        assertThat(first.rtcpPort()).isEqualTo(30_001);
        assertThat(first.connectionAddress()).isEqualTo("192.0.2.11");
        assertThat(first.direction()).isEqualTo(Direction.SENDONLY);
        assertThat(first.formats()).extracting(SdpFormat::encoding).containsExactly("PCMU", "PCMA", "telephone-event");
        assertThat(first.formats().get(2).parameters()).isEqualTo("0-16");
        assertThat(first.preferredFormat()).map(SdpFormat::encoding).contains("PCMU");
    }

    @ParameterizedTest
    @CsvSource({
        "0,PCMU,8000,1",
        "3,GSM,8000,1",
        "8,PCMA,8000,1",
        "9,G722,8000,1",
        "10,L16,44100,2",
        "11,L16,44100,1",
        "13,CN,8000,1",
        "18,G729,8000,1",
        "2,G726-32,8000,1",
        "34,H263,90000,1"
    })
    void knowsStaticPayloadTypesWithoutRtpmap(int payloadType, String encoding, int clockRate, int channels)
            throws SdpRejected {
        SdpFormat format = parse("v=0\nm=audio 4000 RTP/AVP " + payloadType)
                .media()
                .getFirst()
                .formats()
                .getFirst();

        assertThat(format.encoding()).isEqualTo(encoding);
        assertThat(format.clockRate()).isEqualTo(clockRate);
        assertThat(format.channels()).isEqualTo(channels);
    }

    @Test
    void prefersTheRtpmapToTheStaticTable() throws SdpRejected {
        SdpFormat format = only("m=audio 4000 RTP/AVP 18\na=rtpmap:18 G729A/8000")
                .formats()
                .getFirst();

        assertThat(format.encoding()).isEqualTo("G729A");
        assertThat(format.decodable()).isTrue();
    }

    @Test
    void keepsAnUnknownCodecWithItsParameters() throws SdpRejected {
        SdpMedia media = only("m=audio 4000 RTP/AVP 120\na=rtpmap:120 FOO/16000/2\na=fmtp:120 x=1; y=2");

        SdpFormat format = media.formats().getFirst();
        assertThat(format.encoding()).isEqualTo("FOO");
        assertThat(format.clockRate()).isEqualTo(16_000);
        assertThat(format.channels()).isEqualTo(2);
        assertThat(format.parameters()).isEqualTo("x=1; y=2");
        assertThat(media.storable()).isTrue();
        assertThat(media.decodable()).isFalse();
    }

    @Test
    void aFormatsLinesAreNotThoseOfALongerNumber() throws SdpRejected {
        SdpMedia media = only("m=audio 4000 RTP/AVP 9 96\na=rtpmap:96 opus/48000/2");

        assertThat(media.formats().getFirst().encoding()).isEqualTo("G722");
        assertThat(media.formats().getFirst().attributes()).isEmpty();
    }

    @Test
    void keepsOriginIdsThatNoNumberTypeHolds() throws SdpRejected {
        SdpOrigin origin = parse("v=0\no=- 18446744073709551615 99999999999999999999999 IN IP4 h\nm=audio 9 RTP/AVP 0")
                .origin();

        assertThat(origin.id()).isEqualTo("18446744073709551615");
        assertThat(origin.version()).isEqualTo("99999999999999999999999");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m=audio 4000 RTP/AVP 0",
                "v=0\n\n\nm=audio 4000 RTP/AVP 0\n\n",
                "v=0\no=- 1 1 IN IP4 192.0.2.1\nm=audio 4000 RTP/AVP 0",
                "v=0\no=OpenSIPS 1 1 IN IP4 0.0.0.0\ns=\nm=audio 4000 RTP/AVP 0",
                "v=0\ny=unknown\nx\nm=audio 4000 RTP/AVP 0\nb=TIAS:64000\nb=AS:64\na=ptime:zwanzig",
                "v=0\n--foobar\nm=audio 4000 RTP/AVP 0\n--foobar--",
                "v=0\n= \n=\na=\na=:\na=rtpmap:\na=rtpmap:x\na=fmtp\nm=audio 4000 RTP/AVP 0\na=rtpmap:0\na=label:",
                "v=0\nm=audio   4000  RTP/AVP   0  ",
                "  v=0\n  m=audio 4000 RTP/AVP 0",
                "v=0\nt=\nm=AUDIO 4000/2 RTP/AVP 0",
                "v=0\nm=audio 4000 RTP/AVP 0 0 0",
                "v=0\nk=clear:x\nz=0 0\nr=7d 1h 0 25h\ne=a@b\np=+1\nu=x\ni=y\nm=audio 4000 RTP/AVP 0"
            })
    void takesSloppyDescriptions(String sloppy) throws SdpRejected {
        SdpMedia media = parse(sloppy).media().getFirst();

        assertThat(media.kind()).isEqualTo("audio");
        assertThat(media.port()).isEqualTo(4_000);
        assertThat(media.formats()).extracting(SdpFormat::encoding).containsExactly("PCMU");
        assertThat(media.storable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r", "\n\n", " \r\n"})
    void takesEveryLineEnd(String lineEnd) throws SdpRejected {
        String sdp = String.join(lineEnd, "v=0", "o=- 1 1 IN IP4 192.0.2.1", "m=audio 4000 RTP/AVP 0", "a=label:7", "");

        assertThat(parse(sdp).media()).extracting(SdpMedia::label).containsExactly("7");
    }

    @ParameterizedTest
    @CsvSource({
        "IN IP4 192.0.2.1,192.0.2.1",
        "IN IP4 192.0.2.1/127,192.0.2.1",
        "IN IP6 2001:db8::7,2001:db8::7",
        "IN IP4 media.example.com,media.example.com",
        "192.0.2.9,192.0.2.9"
    })
    void readsConnectionAddresses(String connection, String address) throws SdpRejected {
        assertThat(only("c=" + connection + "\nm=audio 4000 RTP/AVP 0").connectionAddress())
                .isEqualTo(address);
    }

    @Test
    void anMLinesOwnAddressGoesBeforeTheSessions() throws SdpRejected {
        SdpDescription offer = parse("""
                v=0
                c=IN IP4 192.0.2.1
                m=audio 4000 RTP/AVP 0
                c=IN IP4 192.0.2.2
                m=audio 4002 RTP/AVP 0
                """);

        assertThat(offer.media()).extracting(SdpMedia::connectionAddress).containsExactly("192.0.2.2", "192.0.2.1");
    }

    @Test
    void pushesTheSessionsDirectionDown() throws SdpRejected {
        SdpDescription offer =
                parse("v=0\na=sendonly\nm=audio 1 RTP/AVP 0\nm=audio 3 RTP/AVP 0\na=inactive\nm=audio 5 RTP/AVP 0");

        assertThat(offer.media())
                .extracting(SdpMedia::direction)
                .containsExactly(Direction.SENDONLY, Direction.INACTIVE, Direction.SENDONLY);
    }

    @Test
    void aZeroAddressIsAHoldUnlessTheSenderSaysSendonly() throws SdpRejected {
        assertThat(only("c=IN IP4 0.0.0.0\nm=audio 1 RTP/AVP 0").onHold()).isTrue();
        assertThat(only("c=IN IP6 ::\nm=audio 1 RTP/AVP 0\na=sendrecv").onHold())
                .isTrue();
        assertThat(only("c=IN IP4 0.0.0.0\nm=audio 1 RTP/AVP 0\na=sendonly").onHold())
                .isFalse();
        assertThat(only("o=- 1 1 IN IP4 0.0.0.0\nm=audio 1 RTP/AVP 0").onHold()).isFalse();
    }

    @Test
    void honoursRtcpAttributes() throws SdpRejected {
        assertThat(only("m=audio 4000 RTP/AVP 0\na=rtcp:5001 IN IP4 192.0.2.1").rtcpPort())
                .isEqualTo(5_001);
        assertThat(only("m=audio 4000 RTP/AVP 0\na=rtcp-mux").rtcpPort()).isEqualTo(4_000);
        assertThat(only("m=audio 4000 RTP/AVP 0\na=rtcp:junk").rtcpPort()).isEqualTo(4_001);
    }

    @ParameterizedTest
    @ValueSource(strings = {"m=audio", "m=audio x RTP/AVP 0", "m=audio 70000 RTP/AVP 0", "m=", "m=audio -1 RTP/AVP 0"})
    void anUnreadableMLineKeepsItsPlaceAsRefused(String line) throws SdpRejected {
        SdpDescription offer = parse("v=0\n" + line + "\nm=audio 4000 RTP/AVP 0");

        assertThat(offer.media()).hasSize(2);
        assertThat(offer.media().getFirst().removed()).isTrue();
        assertThat(offer.warnings()).isNotEmpty();
        assertThat(offer.acceptable()).isTrue();
    }

    @Test
    void encryptedMediaIsToldApart() throws SdpRejected {
        SdpMedia media = only("m=audio 4000 RTP/SAVP 0\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:abc");

        assertThat(media.encrypted()).isTrue();
        assertThat(media.storable()).isFalse();
        assertThat(media.cryptoAttributes()).containsExactly("1 AES_CM_128_HMAC_SHA1_80 inline:abc");
    }

    @Test
    void nothingButUnknownCodecsIsNotAcceptable() throws SdpRejected {
        assertThat(parse("v=0\nm=audio 1 RTP/AVP 96\na=rtpmap:96 EVS/16000").acceptable())
                .isFalse();
        assertThat(parse("v=0\nm=audio 1 RTP/AVP 96 101\na=rtpmap:96 EVS/16000\na=rtpmap:101 telephone-event/8000")
                        .acceptable())
                .isFalse();
        assertThat(parse("v=0\nm=audio 1 RTP/AVP 96\na=rtpmap:96 EVS/16000\nm=audio 3 RTP/AVP 0")
                        .acceptable())
                .isTrue();
        assertThat(parse("v=0\nm=image 4000 udptl t38").acceptable()).isFalse();
        assertThat(parse("v=0\n").acceptable()).isFalse();
    }

    @Test
    void recordAttributesOfTheCommunicationSessionAreOfNoConcern() throws SdpRejected {
        SdpMedia media = only("m=audio 4000 RTP/AVP 0\na=record:paused\na=recordpref:on\na=label:1");

        assertThat(media.label()).isEqualTo("1");
        assertThat(media.direction()).isEqualTo(Direction.SENDRECV);
    }

    @Test
    void controlCharactersNeverReachAValue() throws SdpRejected {
        SdpMedia media = only("m=audio 4000 RTP/AVP 0\na=label:9\u0000\u000b6");

        assertThat(media.label()).isEqualTo("96");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n\r\n", "hello", "<recording/>", "INVITE sip:a@b SIP/2.0"})
    void refusesWhatIsNoDescription(String body) {
        assertThatThrownBy(() -> parse(body)).isInstanceOf(SdpRejected.class);
    }

    @Test
    void refusesMoreMLinesThanAnybodyNeeds() {
        byte[] flood = "m=audio 1 RTP/AVP 0\n".repeat(300).getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> SdpParser.parse(flood)).isInstanceOf(SdpRejected.class);
    }

    private static SdpMedia only(String lines) throws SdpRejected {
        return parse("v=0\n" + lines).media().getFirst();
    }
}
