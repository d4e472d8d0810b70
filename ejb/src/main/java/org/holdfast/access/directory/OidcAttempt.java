package org.holdfast.access.directory;

import java.io.Serializable;

/**
 * What a browser was sent to the OpenID provider with; kept in its session, used once. Immutable.
 *
 * @param state binds the answer to this browser
 * @param nonce binds the token to this attempt
 * @param verifier proves that who redeems the code is who asked for it (RFC 7636)
 * @param next where the user wanted to go
 */
public record OidcAttempt(String state, String nonce, String verifier, String next) implements Serializable {
    /** Never shows its secrets. */
    @Override
    public String toString() {
        return "OidcAttempt[next=" + next + "]";
    }
}
