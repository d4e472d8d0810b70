package org.holdfast.web.session;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SecurityHeadersTest {
    @Test
    void onlyAnAnswerByHttpsDemandsHttpsFromThenOn() throws Exception {
        assertThat(headers(true, "/users.xhtml")).containsEntry("Strict-Transport-Security", "max-age=31536000");
        assertThat(headers(false, "/users.xhtml")).doesNotContainKey("Strict-Transport-Security");
    }

    @Test
    void whatIsNoPageMayLoadNothingAndNothingMayFrameIt() throws Exception {
        assertThat(headers(false, "/api/v1/users"))
                .containsEntry("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
                .containsEntry("X-Frame-Options", "DENY")
                .containsEntry("X-Content-Type-Options", "nosniff");
    }

    private static Map<String, String> headers(boolean secure, String path) throws Exception {
        Map<String, String> headers = new TreeMap<>();
        HttpServletRequest request = of(HttpServletRequest.class, Map.of("isSecure", secure, "getRequestURI", path));
        HttpServletResponse response = (HttpServletResponse) Proxy.newProxyInstance(
                SecurityHeadersTest.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("setHeader")) {
                        headers.put((String) arguments[0], (String) arguments[1]);
                    }
                    return null;
                });
        new SecurityHeaders().doFilter(request, response, (asked, answered) -> {});
        return headers;
    }

    private static <T> T of(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                SecurityHeadersTest.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.get(method.getName())));
    }
}
