package org.holdfast.connector.capture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DiscardSwitchTest {
    private final DiscardSwitch discard = new DiscardSwitch(false);

    @Test
    void judgesByTheInstantOfArrivalWhileFlipsAreFresh() {
        discard.set(true, 100);
        discard.set(false, 200);
        var flips = discard.now();
        assertThat(flips.discards(99)).isFalse();
        assertThat(flips.discards(100)).isTrue();
        assertThat(flips.discards(199)).isTrue();
        assertThat(flips.discards(200)).isFalse();
    }

    @Test
    void judgesByTheStateAloneOnceSettledWhateverTheClockDoes() {
        discard.set(true, 100);
        discard.settle(discard.now());
        assertThat(discard.now().discards(50)).as("the clock was set back").isTrue();
        discard.set(false, 60);
        assertThat(discard.now().discards(59)).isTrue();
        discard.settle(discard.now());
        assertThat(discard.now().discards(10)).isFalse();
    }

    @Test
    void settlesOnlyWhatHadBeenSeen() {
        discard.set(true, 100);
        var seen = discard.now();
        discard.set(false, 200);
        discard.settle(seen);
        assertThat(discard.now().discards(150)).isTrue();
        assertThat(discard.now().discards(250)).isFalse();
        assertThat(discard.now().pending()).isTrue();
    }

    @Test
    void ignoresARepeatedPause() {
        discard.set(true, 100);
        discard.set(true, 200);
        assertThat(discard.now().discards(150)).isTrue();
        discard.set(false, 300);
        assertThat(discard.now().discards(300)).isFalse();
    }
}
