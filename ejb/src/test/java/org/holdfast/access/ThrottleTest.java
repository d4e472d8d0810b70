package org.holdfast.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.holdfast.harness.TestClock;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private final TestClock clock = new TestClock();
    private final Throttle throttle = new Throttle(2, clock);

    @Test
    void theWaitDoublesUpToFiveMinutes() {
        fail(2);
        assertThat(throttle.wait("x")).isEqualTo(Duration.ofSeconds(1));
        fail(1);
        assertThat(throttle.wait("x")).isEqualTo(Duration.ofSeconds(2));
        fail(1);
        assertThat(throttle.wait("x")).isEqualTo(Duration.ofSeconds(4));
        fail(100);
        assertThat(throttle.wait("x")).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void theWaitPasses() {
        fail(3);
        clock.pass(Duration.ofSeconds(2));
        assertThat(throttle.wait("x")).isEqualTo(Duration.ZERO);
    }

    @Test
    void failuresAreForgottenAfterSuccessAndAfterAWhile() {
        fail(3);
        throttle.succeeded("x");
        assertThat(throttle.wait("x")).isEqualTo(Duration.ZERO);
        fail(50);
        clock.pass(Duration.ofMinutes(16));
        fail(1);
        assertThat(throttle.wait("x")).isEqualTo(Duration.ZERO);
    }

    @Test
    void othersAreNotConcerned() {
        fail(50);
        assertThat(throttle.wait("y")).isEqualTo(Duration.ZERO);
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            throttle.failed("x");
        }
    }
}
