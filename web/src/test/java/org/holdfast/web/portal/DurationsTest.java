package org.holdfast.web.portal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({"0, 0:00", "499, 0:00", "22980, 0:23", "3599500, 1:00:00", "3723000, 1:02:03"})
    void aLengthIsToldToTheNearestSecond(long millis, String told) {
        assertThat(Durations.length(millis)).isEqualTo(told);
    }
}
