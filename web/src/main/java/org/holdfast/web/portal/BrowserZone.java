package org.holdfast.web.portal;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;

/** The time zone of the person at the browser, as its cookie says; UTC until it does. Of one request. */
@Named
@RequestScoped
public class BrowserZone {
    private static final String COOKIE = "holdfast-zone";

    @Inject
    private HttpServletRequest request;

    @Inject
    private Clock clock;

    @SuppressWarnings("NullAway.Init") // injected
    public BrowserZone() {}

    public String getName() {
        ZoneId zone = zone();
        return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    ZoneId zone() {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? ZoneOffset.UTC
                : Arrays.stream(cookies)
                        .filter(cookie -> COOKIE.equals(cookie.getName()))
                        .findFirst()
                        .map(cookie -> zone(cookie.getValue()))
                        .orElse(ZoneOffset.UTC);
    }

    private static ZoneId zone(String value) {
        try {
            return ZoneId.of(URLDecoder.decode(value, StandardCharsets.UTF_8));
        } catch (DateTimeException | IllegalArgumentException e) {
            return ZoneOffset.UTC;
        }
    }

    /** The reader's day. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone());
    }

    /** That moment of the reader's wall clock. */
    public Instant instant(LocalDateTime local) {
        return local.atZone(zone()).toInstant();
    }

    /** That moment on the reader's wall clock. */
    public Moment moment(Instant at) {
        return Moment.of(at, clock.instant(), zone());
    }
}
