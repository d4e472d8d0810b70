package org.holdfast.storage.object;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.holdfast.harness.TestClock;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
    private final TestClock clock = new TestClock();
    private final CircuitBreaker breaker = new CircuitBreaker("s3", "bucket", clock);

    private Duration restAfterAFailure() {
        breaker.failed(new ObjectStoreFailed(StoreFault.SERVER_ERROR, "500", null));
        Instant until = Objects.requireNonNull(breaker.state().pausedUntil());
        return Duration.between(clock.instant(), until);
    }

    @Test
    void restsTwiceAsLongAfterEachFailureUpToFiveMinutes() {
        long most = 1000;
        for (int failures = 1; failures <= 20; failures++) {
            assertThat(restAfterAFailure().toMillis()).isBetween(most / 2, most);
            most = Math.min(2 * most, 300_000);
        }
        assertThat(breaker.isClosed()).isFalse();
        clock.pass(Duration.ofMinutes(5));
        assertThat(breaker.isClosed()).isTrue();
    }

    @Test
    void noTwoRestAlike() {
        Set<Duration> rests = new HashSet<>();
        for (int node = 0; node < 20; node++) {
            CircuitBreaker one = new CircuitBreaker("s3", "bucket", clock);
            for (int failures = 0; failures < 12; failures++) {
                one.failed(new ObjectStoreFailed(StoreFault.TIMEOUT, "", null));
            }
            rests.add(Duration.between(
                    clock.instant(), Objects.requireNonNull(one.state().pausedUntil())));
        }
        assertThat(rests).hasSizeGreaterThan(10);
    }

    @Test
    void oneSuccessEndsIt() {
        restAfterAFailure();
        breaker.succeeded();
        assertThat(breaker.isClosed()).isTrue();
        assertThat(breaker.state().isWell()).isTrue();
        assertThat(breaker.state().explained()).isEmpty();
    }
}
