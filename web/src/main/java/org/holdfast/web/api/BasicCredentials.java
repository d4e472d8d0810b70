package org.holdfast.web.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Name and password of an HTTP Basic header (RFC 7617). Immutable. */
record BasicCredentials(String login, String password) {
    private static final String SCHEME = "basic ";

    /** What the header says, or none when it is absent or not well-formed. */
    static Optional<BasicCredentials> parse(@Nullable String header) {
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return Optional.empty();
        }
        try {
            byte[] decoded =
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
            String pair = new String(decoded, StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 1
                    ? Optional.empty()
                    : Optional.of(new BasicCredentials(pair.substring(0, colon), pair.substring(colon + 1)));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** Never shows the password: records end up in logs. */
    @Override
    public String toString() {
        return "BasicCredentials[login=" + login + "]";
    }
}
