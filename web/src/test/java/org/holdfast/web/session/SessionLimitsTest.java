package org.holdfast.web.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Properties;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;
import org.junit.jupiter.api.Test;

class SessionLimitsTest {
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
    private final SessionLimits limits = new SessionLimits(settings(), Clock.fixed(NOON, ZoneOffset.UTC));

    private static Settings settings() {
        Properties set = new Properties();
        set.setProperty(Setting.PORTAL_IDLE_LIMIT.property(), "15m");
        set.setProperty(Setting.PORTAL_SESSION_LIMIT.property(), "12h");
        return Settings.of(Map.of(), set);
    }

    @Test
    void aSessionEndsWhenNothingWasAskedForTheIdleLimit() {
        assertThat(limits.hold(NOON.minusSeconds(3600), NOON.minusSeconds(899))).isTrue();
        assertThat(limits.hold(NOON.minusSeconds(3600), NOON.minusSeconds(900))).isFalse();
    }

    @Test
    void aSessionEndsAfterTheWholeLimitHoweverBusy() {
        assertThat(limits.hold(NOON.minusSeconds(12 * 3600 - 1), NOON)).isTrue();
        assertThat(limits.hold(NOON.minusSeconds(12 * 3600), NOON)).isFalse();
    }
}
