package org.holdfast.web.session;

import jakarta.enterprise.context.SessionScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;
import org.holdfast.access.SignedIn;
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

    @Inject
    @SuppressWarnings("serial") // the container gives a proxy, which is serialisable
    private SessionLimits limits;

    private @Nullable SignedIn user;
    private Instant since = Instant.EPOCH;
    private Instant lastAsked = Instant.EPOCH;

    @SuppressWarnings("NullAway.Init") // injected
    public PortalSession() {}

    /** Lets this user in; the caller has given the session a new id. */
    public synchronized void enter(SignedIn newcomer) {
        user = newcomer;
        since = limits.now();
        lastAsked = since;
    }

    /** The user, while the session holds. */
    public synchronized Optional<SignedIn> user() {
        return Optional.ofNullable(user).filter(u -> limits.hold(since, lastAsked));
    }

    /** Someone pressed something: the idle limit starts anew. */
    public synchronized void asked() {
        lastAsked = limits.now();
    }

    public boolean isSignedIn() {
        return user().isPresent();
    }

    public String getName() {
        return user().map(u -> u.name().isBlank() ? u.login() : u.name()).orElse("");
    }
}
