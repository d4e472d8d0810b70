package org.holdfast.web.portal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    @ParameterizedTest
    @ValueSource(strings = {"/live.xhtml", "/recording.xhtml?id=0190f5b0-0000-7000-8000-000000000001"})
    void afterSigningInOneGoesOnToAPageOfThePortal(String path) {
        assertThat(SignInView.local(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://evil.example/",
                "//evil.example/x.xhtml",
                "/\\evil.example/x.xhtml",
                "/live.xhtml\r\nSet-Cookie: a=b",
                "/sign-in.xhtml",
                "javascript:alert(1)",
            })
    void andNowhereElse(String path) {
        assertThat(SignInView.local(path)).isFalse();
    }
}
