package org.holdfast.web.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class MomentTest {
    private static final Instant NOW = Instant.parse("2026-03-31T23:30:00Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void theDayIsTheReaders() {
        assertThat(Moment.of(NOW.minusSeconds(30), NOW, BERLIN).local()).isEqualTo("Today, 01:29:30");
        assertThat(Moment.of(NOW.minusSeconds(7200), NOW, BERLIN).local()).isEqualTo("Yesterday, 23:30:00");
        assertThat(Moment.of(Instant.parse("2025-12-31T10:00:00Z"), NOW, BERLIN).local())
                .isEqualTo("31 Dec 2025, 11:00:00");
    }

    @Test
    void howLongAgoIsSaidInTheLargestUnit() {
        assertThat(Moment.of(NOW.minusSeconds(59), NOW, BERLIN).relative()).isEqualTo("just now");
        assertThat(Moment.of(NOW.minusSeconds(60), NOW, BERLIN).relative()).isEqualTo("1 min ago");
        assertThat(Moment.of(NOW.minus(Duration.ofHours(5)), NOW, BERLIN).relative())
                .isEqualTo("5 h ago");
        assertThat(Moment.of(NOW.minus(Duration.ofDays(1200)), NOW, BERLIN).relative())
                .isEqualTo("1,200 d ago");
    }

    @Test
    void lengthsAreWrittenAsOnATapeDeck() {
        assertThat(Durations.clock(Duration.ofSeconds(7))).isEqualTo("0:07");
        assertThat(Durations.clock(Duration.ofSeconds(3723))).isEqualTo("1:02:03");
        assertThat(Durations.clock(Duration.ofSeconds(-1))).isEqualTo("0:00");
        assertThat(Durations.exact(Duration.ofMillis(420))).isEqualTo("0.4 s");
        assertThat(Durations.exact(Duration.ofSeconds(75))).isEqualTo("1:15");
        assertThat(Durations.bytes(1_234_567)).isEqualTo("1.2 MB");
    }
}
