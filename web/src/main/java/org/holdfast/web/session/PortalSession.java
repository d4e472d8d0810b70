package org.holdfast.web.session;

import jakarta.enterprise.context.SessionScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.holdfast.access.SignedIn;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;
import org.jspecify.annotations.Nullable;

/**
 * One browser's signed-in user. It ends when nothing was asked for the idle limit, and at the latest after the session
 * limit; a page that refreshes itself does not count as asking. Guarded by its own lock: a browser asks in parallel.
 */
@Named
@SessionScoped
public class PortalSession implements Serializable {
    @Serial
    private static final long serialVersionUID = 1;

    private transient @Nullable Limits limits;
    private @Nullable SignedIn user;
    private Instant since = Instant.EPOCH;
    private Instant lastAsked = Instant.EPOCH;

    private record Limits(Clock clock, Duration idle, Duration whole) {}

    protected PortalSession() {}

    /** Called by the container, also when the session comes from another node. */
    @Inject
    void configure(Settings settings, Clock clock) {
        limits = new Limits(
                clock, settings.duration(Setting.PORTAL_IDLE_LIMIT), settings.duration(Setting.PORTAL_SESSION_LIMIT));
    }

    /** Lets this user in; the caller has given the session a new id. */
    public synchronized void enter(SignedIn newcomer) {
        user = newcomer;
        since = now();
        lastAsked = since;
    }

    /** The user, while the session holds. */
    public synchronized Optional<SignedIn> user() {
        return Optional.ofNullable(user).filter(u -> holds());
    }

    /** Someone pressed something: the idle limit starts anew. */
    public synchronized void asked() {
        lastAsked = now();
    }

    public boolean isSignedIn() {
        return user().isPresent();
    }

    public String getName() {
        return user().map(u -> u.name().isBlank() ? u.login() : u.name()).orElse("");
    }

    private boolean holds() {
        Limits bound = limits();
        Instant now = now();
        return now.isBefore(lastAsked.plus(bound.idle())) && now.isBefore(since.plus(bound.whole()));
    }

    private Instant now() {
        return limits().clock().instant();
    }

    private Limits limits() {
        if (limits == null) {
            configure(Settings.ofProcess(), Clock.systemUTC());
        }
        Limits known = limits;
        if (known == null) {
            throw new IllegalStateException("unconfigured session");
        }
        return known;
    }
}
