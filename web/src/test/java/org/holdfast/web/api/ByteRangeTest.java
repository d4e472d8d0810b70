package org.holdfast.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.holdfast.web.api.ByteRange.Asked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
    private static final long LENGTH = 1000;

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 0",
        "bytes=0-499, 0, 499",
        "bytes=500-, 500, 999",
        "bytes=999-, 999, 999",
        "bytes=990-5000, 990, 999",
        "bytes=-1, 999, 999",
        "bytes=-5000, 0, 999",
    })
    void aRangeIsCutToWhatThereIs(String header, long first, long last) {
        assertThat(ByteRange.asked(header, LENGTH)).isEqualTo(new Asked.Part(new ByteRange(first, last)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=1000-", "bytes=5000-6000", "bytes=-0"})
    void aRangeBeyondTheEndCannotBeSatisfied(String header) {
        assertThat(ByteRange.asked(header, LENGTH)).isEqualTo(new Asked.Unsatisfiable());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "bytes",
                "bytes=",
                "bytes=-",
                "bytes=5-2",
                "bytes=a-b",
                "items=0-5",
                "bytes=0-1,5-6",
                "bytes=99999999999999999999-",
            })
    void whatIsNoSingleRangeOfBytesIsIgnored(@Nullable String header) {
        assertThat(ByteRange.asked(header, LENGTH)).isEqualTo(new Asked.Whole());
    }

    @Test
    void nothingOfAnEmptyBodyCanBeSatisfied() {
        assertThat(ByteRange.asked("bytes=0-", 0)).isEqualTo(new Asked.Unsatisfiable());
        assertThat(ByteRange.asked("bytes=-1", 0)).isEqualTo(new Asked.Unsatisfiable());
    }

    @Test
    void contentRangeNamesBothEndsAndTheWhole() {
        assertThat(new ByteRange(2, 5).of(LENGTH)).isEqualTo("bytes 2-5/1000");
        assertThat(new ByteRange(2, 5).length()).isEqualTo(4);
    }
}
