package org.holdfast.connector.siprec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.holdfast.connector.api.Participant;
import org.junit.jupiter.api.Test;

/** Who talks, when no metadata says so (P16): Cisco's headers, asserted identities, From and To. */
class SipPartiesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void takesFromAndTo() {
        SipParties parties =
                of("\"Ann \\\"A\\\" <x>\" <sip:ann@example.com;transport=tcp>;tag=1", "<sip:bob@example.com>");

        assertThat(parties.participants())
                .containsExactly(
                        new Participant(
                                "sip:ann@example.com", "sip:ann@example.com", "Ann \"A\" <x>", "caller", NOW, null),
                        new Participant("sip:bob@example.com", "sip:bob@example.com", "", "callee", NOW, null));
        assertThat(parties.byStream()).isEmpty();
    }

    @Test
    void believesAnAssertedIdentityBeforeFrom() {
        SipParties parties = SipParties.of(
                new SipParties.Headers(
                        "<sip:src@h>", "<sip:rec@h>", List.of("\"Ann\" <sip:ann@h>", "<tel:+1>"), List.of()),
                NOW);

        assertThat(parties.participants()).extracting(Participant::aor).containsExactly("sip:ann@h", "sip:rec@h");
    }

    @Test
    void oneAddressIsOneParticipant() {
        assertThat(of("<sip:rec@h>", "<sip:rec@h>").participants()).hasSize(1);
    }

    @Test
    void takesCubesParticipantsWithTheirMLines() {
        SipParties parties = SipParties.of(
                new SipParties.Headers(
                        "<sip:cube@h>",
                        "<sip:rec@h>",
                        List.of(),
                        List.of("<sip:1001@192.0.2.1>;media-index=\"0 2\"", "sip:2002@192.0.2.2;media-index=\"1\"")),
                NOW);

        assertThat(parties.participants())
                .extracting(Participant::aor)
                .containsExactly("sip:1001@192.0.2.1", "sip:2002@192.0.2.2");
        assertThat(parties.byStream())
                .isEqualTo(Map.of(
                        0, List.of("sip:1001@192.0.2.1"),
                        1, List.of("sip:2002@192.0.2.2"),
                        2, List.of("sip:1001@192.0.2.1")));
    }

    @Test
    void joinsTheTwoCallsOfAForkingPhone() {
        String ends =
                "x-refci=28463571;x-nearendclusterid=c1;x-nearendaddr=2001;x-farendrefci=28463570;x-farendaddr=2000";
        SipParties near = of("\"SEP1\" <sip:2001@192.0.2.3;x-nearend;" + ends + ">;tag=9", "<sip:rec@h>");
        SipParties far = of("\"SEP1\" <sip:2001@192.0.2.3;x-farend;" + ends + ">;tag=8", "<sip:rec@h>");

        assertThat(near.participants()).extracting(Participant::aor).containsExactly("2001", "2000");
        assertThat(near.byStream()).isEqualTo(Map.of(0, List.of("2001")));
        assertThat(far.byStream()).isEqualTo(Map.of(0, List.of("2000")));
        assertThat(near.conversationKey()).isEqualTo("28463571").isEqualTo(far.conversationKey());
    }

    @Test
    void getsOverHeadersThatAreNone() {
        assertThat(of("", "").participants()).isEmpty();
        assertThat(of("<", ">").participants()).hasSizeLessThan(3);
        assertThat(of("\"unclosed <sip:a@b>", ";;;=").participants()).hasSizeLessThan(3);
    }

    private static SipParties of(String from, String to) {
        return SipParties.of(new SipParties.Headers(from, to, List.of(), List.of()), NOW);
    }
}
