package org.holdfast.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Bearer tokens of the REST API. Stateless; only a digest of a token is ever stored. */
@ApplicationScoped
@Transactional
public class Tokens {

    /** A new token for this user. */
    public IssuedToken issue(SignedIn user) {
        throw new UnsupportedOperationException("issue " + user);
    }

    /** Whose token this is, or none when it is unknown, expired, or its user may no longer come in. */
    public Optional<SignedIn> holder(String token) {
        throw new UnsupportedOperationException("holder " + token.length());
    }
}
