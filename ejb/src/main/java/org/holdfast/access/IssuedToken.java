package org.holdfast.access;

import java.time.Instant;

/** A token at the one moment its text is known. */
public record IssuedToken(String token, Instant expiresAt) {
    /** Never shows the token: records end up in logs. */
    @Override
    public String toString() {
        return "IssuedToken[expiresAt=" + expiresAt + "]";
    }
}
