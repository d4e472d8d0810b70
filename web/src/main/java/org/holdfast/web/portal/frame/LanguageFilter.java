package org.holdfast.web.portal.frame;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.holdfast.web.portal.Texts;

/** Finds the reader's language: what they chose in this browser, else what the browser asks for, else English. Stateless. */
public class LanguageFilter extends HttpFilter {
    @Serial
    private static final long serialVersionUID = 1;

    private static final String COOKIE = "holdfast-language";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Texts.speak(language(request));
        try {
            chain.doFilter(request, response);
        } finally {
            Texts.speak(Locale.ENGLISH);
        }
    }

    private static Locale language(HttpServletRequest request) {
        Stream<String> asked = Collections.list(request.getLocales()).stream().map(Locale::getLanguage);
        return Stream.concat(chosen(request).stream(), asked)
                .filter(Languages.CODES::contains)
                .findFirst()
                .map(Locale::of)
                .orElse(Locale.ENGLISH);
    }

    private static Optional<String> chosen(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> COOKIE.equals(cookie.getName()))
                        .map(Cookie::getValue)
                        .findFirst();
    }
}
