package org.holdfast.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BasicCredentialsTest {

    @Test
    void aPasswordMayHaveColonsAndAnyLetter() {
        assertThat(BasicCredentials.parse("Basic " + base64("jörg:p:ä ss")))
                .contains(new BasicCredentials("jörg", "p:ä ss"));
        assertThat(BasicCredentials.parse("bAsIc " + base64("a:"))).contains(new BasicCredentials("a", ""));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "Basic", "Basic ", "Basic %%%", "Basic YWxpY2U=", "Basic OnNlY3JldA==", "Bearer YTpi"})
    void whatIsNoNameAndPasswordIsNone(@Nullable String header) {
        assertThat(BasicCredentials.parse(header)).isEmpty();
    }

    @Test
    void thePasswordIsNeverShown() {
        assertThat(new BasicCredentials("alice", "secret").toString()).doesNotContain("secret");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
