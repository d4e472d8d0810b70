package org.holdfast.web.session;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.holdfast.access.SignedIn;
import org.jspecify.annotations.Nullable;

/** Who asks: whoever's token the request brings, else whoever sits at the browser. Of one request. */
@RequestScoped
public class Caller {
    @Inject
    private PortalSession session;

    private @Nullable SignedIn bearer;

    @SuppressWarnings("NullAway.Init") // injected
    public Caller() {}

    /** This request brought a token, and it was good. */
    public void brought(SignedIn user) {
        bearer = user;
    }

    /** Whose token the request brought. */
    public Optional<SignedIn> bearer() {
        return Optional.ofNullable(bearer);
    }

    public Optional<SignedIn> user() {
        return bearer == null ? session.user() : Optional.of(bearer);
    }

    /** The user, where a filter has already refused everybody else. */
    public SignedIn required() {
        return user().orElseThrow(() -> new IllegalStateException("nobody is signed in"));
    }
}
