package org.holdfast.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordHashTest {
    @Test
    void fitsItsOwnPasswordAlone() {
        PasswordHash hash = PasswordHash.of("correct horse");
        assertThat(hash.fits("correct horse")).isTrue();
        assertThat(hash.fits("correct horse ")).isFalse();
        assertThat(hash.fits("")).isFalse();
    }

    @Test
    void hasASaltOfItsOwnAndTellsItsCost() {
        assertThat(PasswordHash.of("same").text())
                .startsWith("pbkdf2-sha256$600000$")
                .isNotEqualTo(PasswordHash.of("same").text());
    }

    @Test
    void readsTheFormOthersWriteToo() { // made with Python: hashlib.pbkdf2_hmac('sha256', b'password', b'salt',
        // 1000, 32)
        assertThat(new PasswordHash("pbkdf2-sha256$1000$c2FsdA==$YywoEuRtRgQQK6dhjp1tfS+BKPYma0oDJk0qBGC33LM=")
                        .fits("password"))
                .isTrue();
    }

    @Test
    void fitsNothingWhenItIsNoHash() {
        assertThat(new PasswordHash("").fits("")).isFalse();
        assertThat(new PasswordHash("plain").fits("plain")).isFalse();
        assertThat(PasswordHash.OF_NOBODY.fits("")).isFalse();
    }

    @Test
    void neverShowsItself() {
        assertThat(PasswordHash.of("x").toString()).isEqualTo("PasswordHash");
    }
}
