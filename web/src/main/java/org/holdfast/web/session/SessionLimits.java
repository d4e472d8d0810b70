package org.holdfast.web.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;

/** How long a browser's session may last. Immutable; apart from the session because that one travels between nodes. */
@ApplicationScoped
public class SessionLimits {
    private final Clock clock;
    private final Duration idle;
    private final Duration whole;

    /** For the container's proxy. */
    protected SessionLimits() {
        this(Clock.systemUTC(), Duration.ZERO, Duration.ZERO);
    }

    @Inject
    public SessionLimits(Settings settings, Clock clock) {
        this(clock, settings.duration(Setting.PORTAL_IDLE_LIMIT), settings.duration(Setting.PORTAL_SESSION_LIMIT));
    }

    private SessionLimits(Clock clock, Duration idle, Duration whole) {
        this.clock = clock;
        this.idle = idle;
        this.whole = whole;
    }

    public Instant now() {
        return clock.instant();
    }

    /** Whether a session from then, last used then, still holds. */
    public boolean hold(Instant since, Instant lastAsked) {
        Instant now = now();
        return now.isBefore(lastAsked.plus(idle)) && now.isBefore(since.plus(whole));
    }
}
