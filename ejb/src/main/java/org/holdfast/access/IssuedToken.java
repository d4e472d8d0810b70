package org.holdfast.access;

import java.time.Instant;
import java.util.UUID;

/** A token at the one moment its text is known. */
public record IssuedToken(UUID id, String token, Instant expiresAt) {
    /** Never shows the token: records end up in logs. */
    @Override
    public String toString() {
        return "IssuedToken[id=" + id + ", expiresAt=" + expiresAt + "]";
    }
}
