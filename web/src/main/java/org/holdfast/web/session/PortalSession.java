package org.holdfast.web.session;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.SessionScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.access.SignedIn;
import org.holdfast.access.gate.Gate;
import org.holdfast.access.gate.Right;
import org.holdfast.recording.row.CatalogueUnavailable;
import org.holdfast.recording.row.StoredText;
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

    private static final Duration FOR_THE_CODE = Duration.ofMinutes(5);

    @Inject
    @SuppressWarnings("serial") // the container gives a proxy, which is serialisable
    private SessionLimits limits;

    @Inject
    @SuppressWarnings("serial") // the container gives a proxy, which is serialisable
    private Gate gate;

    @Inject
    @SuppressWarnings("serial") // the container gives a proxy, which is serialisable
    private OpenSessions sessions;

    private @Nullable SignedIn user;
    private @Nullable SignedIn halfway;
    private Instant halfwaySince = Instant.EPOCH;
    private UUID handle = UUID.randomUUID();
    private Instant since = Instant.EPOCH;
    private Instant lastAsked = Instant.EPOCH;

    @SuppressWarnings("NullAway.Init") // injected
    public PortalSession() {}

    /**
     * Lets this user in; the caller has given the session a new id.
     *
     * @param browser what the browser calls itself, for its owner to know it by
     */
    public synchronized void enter(SignedIn newcomer, String browser) {
        sessions.ended(handle);
        user = newcomer;
        halfway = null;
        since = limits.now();
        lastAsked = since;
        handle = UUID.randomUUID();
        sessions.began(new OpenSessions.Open(
                handle, newcomer.userId(), since, since, newcomer.address(), StoredText.of(browser)));
    }

    /** Remembers who has shown the right password, for the few minutes in which they look for their code. */
    public synchronized void halfway(SignedIn proven) {
        halfway = proven;
        halfwaySince = limits.now();
    }

    /** Who has shown the right password and must still show a code. */
    public synchronized Optional<SignedIn> halfway() {
        return Optional.ofNullable(halfway).filter(proven -> limits.now().isBefore(halfwaySince.plus(FOR_THE_CODE)));
    }

    public boolean isHalfway() {
        return halfway().isPresent();
    }

    @PreDestroy
    synchronized void gone() {
        sessions.ended(handle);
    }

    /** Names this session among the open ones. */
    public synchronized UUID handle() {
        return handle;
    }

    /** The user, while the session holds. */
    public synchronized Optional<SignedIn> user() {
        return Optional.ofNullable(user)
                .filter(u -> limits.hold(since, lastAsked) && sessions.holds(handle) && admitted(u));
    }

    /** A user who was disabled is out at once; one who cannot be looked up is not let in on trust. */
    private boolean admitted(SignedIn signedIn) {
        try {
            return gate.admits(signedIn, since);
        } catch (CatalogueUnavailable away) {
            return false;
        }
    }

    /** Whether the user may do that at all, by the word of the right; for what a page offers, not for what it does. */
    public boolean may(String right) {
        return user().filter(u -> gate.may(u, Right.ofWord(right).orElseThrow()))
                .isPresent();
    }

    /** Someone pressed something: the idle limit starts anew. */
    public synchronized void asked() {
        lastAsked = limits.now();
        sessions.asked(handle, lastAsked);
    }

    public boolean isSignedIn() {
        return user().isPresent();
    }

    public String getName() {
        return user().map(u -> u.name().isBlank() ? u.login() : u.name()).orElse("");
    }
}
