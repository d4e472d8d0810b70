package org.holdfast.web.api.people;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;
import org.holdfast.access.people.ChangeRejected;
import org.jspecify.annotations.Nullable;

/** Versions of rows as entity tags (RFC 9110 §8.8.3). */
public final class Versions {
    private Versions() {}

    /** An answer with its version. */
    public static Response.ResponseBuilder tagged(Response.ResponseBuilder answer, long version) {
        return answer.tag(new EntityTag(Long.toString(version))).header("Cache-Control", "no-store");
    }

    /** What {@code If-Match} asks for; null when it is absent or any version will do. */
    public static @Nullable Long wanted(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank() || ifMatch.strip().equals("*")) {
            return null;
        }
        String tag = ifMatch.strip();
        if (!tag.matches("\"\\d{1,19}\"")) {
            throw ChangeRejected.stale(); // a tag that is none of ours matches nothing
        }
        return Long.parseUnsignedLong(tag.substring(1, tag.length() - 1));
    }
}
