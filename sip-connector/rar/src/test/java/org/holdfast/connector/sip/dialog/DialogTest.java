package org.holdfast.connector.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DialogTest {
    private final Dialog dialog = new Dialog(
            "call",
            new Dialog.Side("<sip:srs@h>", "us"),
            new Dialog.Side("<sip:src@h>", "them"),
            "sip:src@h:5070",
            List.of("<sip:proxy;lr>"),
            "udp",
            0,
            1);

    @Test
    void isReadBackAsItWasKept() throws IOException {
        KeptDialog kept = new KeptDialog(
                dialog,
                new KeptDialog.Opening(1, "z9hG4bK1"),
                Optional.of(new KeptDialog.RunningTimer(
                        new SessionTimer(1800, true), Instant.parse("2026-11-22T10:00:00.123Z"))),
                "SIP/2.0 200 OK");
        assertThat(KeptDialog.of(kept.toBytes())).isEqualTo(kept);
        KeptDialog bare = new KeptDialog(dialog, kept.opening(), Optional.empty(), "");
        assertThat(KeptDialog.of(bare.toBytes())).isEqualTo(bare);
    }

    @Test
    void refusesWhatItDidNotWrite() {
        assertThatThrownBy(() -> KeptDialog.of(new byte[] {9, 9})).isInstanceOf(IOException.class);
    }

    @Test
    void aContactIsTheNewTargetAndNoContactKeepsTheOld() {
        assertThat(dialog.received(2, "sip:new@h").remoteTarget()).isEqualTo("sip:new@h");
        assertThat(dialog.received(2, "").remoteTarget()).isEqualTo("sip:src@h:5070");
        assertThat(dialog.received(5, "").received(3, "").remoteCSeq()).isEqualTo(5);
    }

    @Test
    void theSrcRefreshesUnlessItWantsUsTo() {
        SessionTimer timer = SessionTimer.of("1800").orElseThrow();
        assertThat(timer.answer()).isEqualTo("1800;refresher=uac");
        assertThat(timer.ends()).isEqualTo(Duration.ofSeconds(1768));
        assertThat(SessionTimer.of("90 ; Refresher=UAS").orElseThrow().weRefresh())
                .isTrue();
        assertThat(SessionTimer.of("soon")).isEmpty();
    }
}
