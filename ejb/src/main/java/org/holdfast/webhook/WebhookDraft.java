package org.holdfast.webhook;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.holdfast.access.people.ChangeRejected;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as somebody wants it. Immutable; nothing of it has been looked at until {@link #checked}.
 *
 * @param secret what requests are signed with; null: as it is, or made up for a new one
 */
public record WebhookDraft(
        String name,
        String url,
        Set<EventKind> events,
        boolean enabled,
        @Nullable String secret) {
    private static final int LONGEST = 1000;
    private static final int SHORTEST_SECRET = 16;

    public WebhookDraft {
        name = name.strip();
        url = url.strip();
        events = Set.copyOf(events);
    }

    /** Never shows the secret: records end up in logs. */
    @Override
    public String toString() {
        return "WebhookDraft[name=" + name + ", url=" + url + ", events=" + events + ", enabled=" + enabled + "]";
    }

    /**
     * The same, fit to be kept.
     *
     * @throws ChangeRejected that names what is not
     */
    WebhookDraft checked(Targets targets) {
        if (name.isEmpty() || name.length() > 100 || name.codePoints().anyMatch(Character::isISOControl)) {
            throw ChangeRejected.invalid("name", "A name has 1 to 100 characters, all of them printable.");
        }
        if (events.isEmpty()) {
            throw ChangeRejected.invalid("events", "A webhook is for one event at least.");
        }
        if (secret != null && (secret.length() < SHORTEST_SECRET || secret.length() > LONGEST)) {
            throw ChangeRejected.invalid("secret", "A secret has 16 characters at least.");
        }
        try {
            if (url.length() > LONGEST) {
                throw ChangeRejected.invalid("url", "The URL is too long.");
            }
            targets.fault(new URI(url)).ifPresent(wrong -> {
                throw ChangeRejected.invalid("url", "%s", wrong);
            });
        } catch (URISyntaxException e) {
            throw ChangeRejected.invalid("url", "This is no URL.");
        }
        return this;
    }
}
