package org.holdfast.connector.capture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SourceLatchTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long SRC = 1;
    private static final long STRANGER = 2;
    private static final long ANNOUNCED = 3;

    private final SourceLatch latch = new SourceLatch();

    private boolean media(long from, int port, long seconds) {
        return latch.takesMedia(0, from, port, seconds * SECOND);
    }

    @Test
    void latchesTheFirstSource() {
        assertThat(media(SRC, 4_000, 1)).isTrue();
        assertThat(media(STRANGER, 4_000, 2)).isFalse();
        assertThat(media(SRC, 4_000, 3)).isTrue();
    }

    @Test
    void followsTheSourceToAnotherPort() {
        media(SRC, 4_000, 1);
        assertThat(media(SRC, 5_000, 1)).isTrue();
        assertThat(latch.port()).isEqualTo(5_000);
    }

    @Test
    void takesAnotherAddressOnceTheLatchedOneIsSilent() {
        media(SRC, 4_000, 1);
        assertThat(media(STRANGER, 4_000, 3)).as("2 s of silence").isFalse();
        assertThat(media(STRANGER, 4_000, 4)).as("3 s of silence").isTrue();
        assertThat(media(SRC, 4_000, 4)).isFalse();
    }

    @Test
    void letsTheAddressOfTheSignallingTakeOverAtOnceAndForGood() {
        media(STRANGER, 4_000, 1);
        latch.announce(0, ANNOUNCED);
        assertThat(media(STRANGER, 4_000, 1)).isTrue();
        assertThat(media(ANNOUNCED, 4_000, 1)).isTrue();
        assertThat(media(STRANGER, 4_000, 2)).isFalse();
    }

    @Test
    void takesControlFromTheSourceButNeverLatchesByIt() {
        assertThat(latch.takesControl(0, STRANGER, 0)).isTrue();
        assertThat(latch.latched()).isFalse();
        media(SRC, 4_000, 1);
        assertThat(latch.takesControl(0, SRC, SECOND)).isTrue();
        assertThat(latch.takesControl(0, STRANGER, SECOND)).isFalse();
    }
}
