package org.holdfast.access.factor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneTimeCodeTest {
    private static final OneTimeCode RFC =
            new OneTimeCode(HexFormat.of().formatHex("12345678901234567890".getBytes(StandardCharsets.US_ASCII)));

    /** RFC 6238, appendix B, of which six digits are taken. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void saysWhatTheRfcSays(long second, String code) {
        assertThat(RFC.at(second / 30)).isEqualTo(code);
        assertThat(RFC.step(code, Instant.ofEpochSecond(second), 0)).hasValue(second / 30);
    }

    @Test
    void aClockMayBeAStepOffAndNoMore() {
        Instant now = Instant.ofEpochSecond(1_234_567_890);
        long step = 1_234_567_890 / 30;
        assertThat(RFC.step(RFC.at(step - 1), now, 0)).hasValue(step - 1);
        assertThat(RFC.step(RFC.at(step + 1), now, 0)).hasValue(step + 1);
        assertThat(RFC.step(RFC.at(step - 2), now, 0)).isEmpty();
        assertThat(RFC.step(RFC.at(step + 2), now, 0)).isEmpty();
    }

    @Test
    void whatIsUsedUpCountsNoMore() {
        Instant now = Instant.ofEpochSecond(59);
        assertThat(RFC.step("287082", now, 1)).isEmpty();
    }

    /** RFC 4648, section 10. */
    @Test
    void base32IsThatOfTheRfc() {
        assertThat(OneTimeCode.base32("foobar".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("MZXW6YTBOI");
        assertThat(OneTimeCode.base32("fo".getBytes(StandardCharsets.US_ASCII))).isEqualTo("MZXQ");
        assertThat(RFC.address("ada@example.com"))
                .isEqualTo("otpauth://totp/Holdfast:ada%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                        + "&issuer=Holdfast");
    }

    @Test
    void aSecretIsNeverShown() {
        assertThat(OneTimeCode.fresh().toString()).isEqualTo("OneTimeCode");
    }
}
