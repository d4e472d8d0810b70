package org.holdfast.web.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({"0, 0:00", "499, 0:00", "22980, 0:23", "3599500, 1:00:00", "3723000, 1:02:03"})
    void aLengthIsToldToTheNearestSecond(long millis, String told) {
        assertThat(Durations.length(millis)).isEqualTo(told);
    }

    @Test
    void aGermanReadsACommaForThePoint() {
        Texts.speak(Locale.GERMAN);
        try {
            assertThat(Durations.exact(Duration.ofMillis(420))).isEqualTo("0,4 s");
            assertThat(Durations.bytes(1_234_567)).isEqualTo("1,2 MB");
        } finally {
            Texts.speak(Locale.ENGLISH);
        }
    }

    @Test
    void readsWhatItWrites() {
        assertThat(Durations.read(" 1:02:03 ")).contains(Duration.ofSeconds(3723));
        assertThat(Durations.read("12:40")).contains(Duration.ofSeconds(760));
        assertThat(Durations.read("90")).contains(Duration.ofSeconds(90));
        assertThat(Durations.read("-1")).isEmpty();
        assertThat(Durations.read("1:xx")).isEmpty();
        assertThat(Durations.read("")).isEmpty();
    }
}
