package org.holdfast.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ClockWatchTest {
    private Instant wall = Instant.parse("2026-03-29T00:59:50Z");
    private long nanos = 7;
    private final ClockWatch watch = new ClockWatch(new Wall(), () -> nanos);

    @Test
    void aClockThatGoesIsNoFault() {
        for (int second = 0; second < 1000; second++) {
            pass(Duration.ofSeconds(1), Duration.ofMillis(1000).plusNanos(500_000)); // slewed by 500 ppm
        }
        assertThat(watch.fault()).isEmpty();
        assertThat(watch.steps()).isZero();
        assertThat(watch.offset()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void aStepForwardAndOneBackAreFaultsForSomeMinutes() {
        pass(Duration.ofSeconds(1), Duration.ofHours(2));
        assertThat(watch.fault()).isEqualTo("the wall clock stepped by +7199.0 s, 1 steps since the start");
        pass(Duration.ofSeconds(1), Duration.ofHours(-2));
        assertThat(watch.fault()).startsWith("the wall clock stepped by -7201.0 s, 2 steps");
        pass(Duration.ofMinutes(6), Duration.ofMinutes(6));
        assertThat(watch.fault()).isEmpty();
        assertThat(watch.steps()).isEqualTo(2);
    }

    private void pass(Duration really, Duration shown) {
        nanos += really.toNanos();
        wall = wall.plus(shown);
        watch.look();
    }

    private final class Wall extends Clock {
        @Override
        public Instant instant() {
            return wall;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
