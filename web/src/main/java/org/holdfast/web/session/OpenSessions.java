package org.holdfast.web.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The browsers that are signed in at this node, so that their owner sees them and can end them. A session that is not
 * here (any more) has ended. Lives as long as the sessions do: both end with the server. Thread-safe.
 */
@ApplicationScoped
public class OpenSessions {
    private final Map<UUID, Open> open = new ConcurrentHashMap<>();

    /**
     * A browser that is signed in.
     *
     * @param handle names it to its owner; lets nobody in
     * @param browser as it calls itself
     */
    public record Open(UUID handle, UUID userId, Instant since, Instant lastAsked, String address, String browser) {
        Open asked(Instant now) {
            return new Open(handle, userId, since, now, address, browser);
        }
    }

    void began(Open session) {
        open.put(session.handle(), session);
    }

    void asked(UUID handle, Instant now) {
        open.computeIfPresent(handle, (key, session) -> session.asked(now));
    }

    boolean holds(UUID handle) {
        return open.containsKey(handle);
    }

    void ended(UUID handle) {
        open.remove(handle);
    }

    /** Those of that user, the newest first. */
    public List<Open> of(UUID userId) {
        return open.values().stream()
                .filter(session -> session.userId().equals(userId))
                .sorted(Comparator.comparing(Open::since).reversed())
                .toList();
    }

    /** Ends a session of that user at once. */
    public void end(UUID userId, UUID handle) {
        open.computeIfPresent(handle, (key, session) -> session.userId().equals(userId) ? null : session);
    }
}
