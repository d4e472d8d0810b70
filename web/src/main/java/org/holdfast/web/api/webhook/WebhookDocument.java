package org.holdfast.web.api.webhook;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.holdfast.web.api.people.Body;
import org.holdfast.web.api.problem.ParameterRejected;
import org.holdfast.webhook.EventKind;
import org.holdfast.webhook.KnownWebhook;
import org.holdfast.webhook.WebhookDraft;
import org.holdfast.webhook.Webhooks;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as REST has it. Immutable.
 *
 * @param secret only in the answer that made it up
 */
public record WebhookDocument(
        UUID id,
        String name,
        String url,
        List<String> events,
        boolean enabled,
        String disabledBecause,
        @Nullable String secret) {

    /** Never shows the secret: records end up in logs. */
    @Override
    public String toString() {
        return "WebhookDocument[id=" + id + "]";
    }

    static WebhookDocument of(KnownWebhook known) {
        return of(new Webhooks.Made(known, null));
    }

    static WebhookDocument of(Webhooks.Made made) {
        KnownWebhook known = made.webhook();
        return new WebhookDocument(
                known.id(),
                known.name(),
                known.url(),
                known.events().stream().map(EventKind::word).sorted().toList(),
                known.enabled(),
                known.disabledBecause(),
                made.secret());
    }

    /** What the text names, and the rest as it was; one that is new needs a name and a URL, and is for every event if it names none. */
    static WebhookDraft draft(@Nullable String text, @Nullable KnownWebhook before) {
        Body body = Body.of(text, "name", "url", "events", "enabled", "secret", "disabledBecause");
        String name = body.text("name");
        String url = body.text("url");
        if (before == null && (name == null || url == null)) {
            throw new ParameterRejected("url", "A webhook needs a name and a url.");
        }
        Boolean enabled = body.flag("enabled");
        return new WebhookDraft(
                name != null ? name : before == null ? "" : before.name(),
                url != null ? url : before == null ? "" : before.url(),
                events(body, before),
                enabled != null ? enabled : before == null || before.enabled(),
                body.text("secret"));
    }

    private static Set<EventKind> events(Body body, @Nullable KnownWebhook before) {
        List<String> words = body.texts("events");
        if (words == null) {
            return before == null ? Set.copyOf(EventKind.wanted()) : before.events();
        }
        Set<EventKind> kinds = EnumSet.noneOf(EventKind.class);
        words.forEach(word -> kinds.add(EventKind.ofWord(word)
                .orElseThrow(() -> new ParameterRejected(
                        "events", "events are of started, completed, available, verdict and alarm."))));
        return kinds;
    }
}
