package org.holdfast.web.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.holdfast.access.SignedIn;
import org.holdfast.audit.AuditAction;
import org.holdfast.audit.AuditEvent;
import org.holdfast.audit.AuditTrail;
import org.holdfast.operations.WorkerLog;
import org.holdfast.recording.row.CatalogueUnavailable;
import org.jspecify.annotations.Nullable;

/**
 * Tells the audit trail what somebody saw and heard, for pages and REST alike. A player asks for many ranges of one
 * recording: within {@link #ONE_LISTENING} that is one listening. Thread-safe.
 */
@ApplicationScoped
public class Memory {
    private static final Duration ONE_LISTENING = Duration.ofMinutes(10);
    private static final int MOST_KNOWN = 10_000;
    private static final String RECORDING = "recording";

    private AuditTrail audit;
    private Clock clock;
    private final Map<String, Instant> heard = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST_KNOWN;
        }
    };

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected Memory() {}

    @Inject
    public Memory(AuditTrail audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /** The user looked for recordings, with that query. */
    public void searched(SignedIn user, @Nullable String query) {
        audit.add(AuditEvent.of(user.actor(), AuditAction.SEARCH, RECORDING, "").saying(query == null ? "" : query));
    }

    /** The user saw all that may be seen of the recording. */
    public void viewed(SignedIn user, UUID recordingId) {
        audit.add(AuditEvent.of(user.actor(), AuditAction.VIEW, RECORDING, recordingId));
    }

    /** The user had the media of the recording read anew and compared, with that finding. */
    public void proved(SignedIn user, UUID recordingId, String finding) {
        audit.add(AuditEvent.of(user.actor(), AuditAction.VERIFY, RECORDING, recordingId)
                .saying(finding));
    }

    /** The user got media of the recording. Throws when that cannot be remembered: then nothing is to be heard. */
    public void heard(SignedIn user, UUID recordingId, boolean download) {
        AuditAction action = download ? AuditAction.DOWNLOAD : AuditAction.LISTEN;
        String listening = user.userId() + " " + action + " " + recordingId;
        if (isNews(listening)) {
            boolean remembered = false;
            try {
                audit.add(AuditEvent.of(user.actor(), action, RECORDING, recordingId));
                remembered = true;
            } finally {
                if (!remembered) {
                    forget(listening);
                }
            }
        }
    }

    /** The user got an address at which anybody hears the recording for so long. Throws when that cannot be remembered. */
    public void addressed(SignedIn user, UUID recordingId, Duration lifetime) {
        audit.add(AuditEvent.of(user.actor(), AuditAction.DOWNLOAD, RECORDING, recordingId)
                .saying("by an address for " + lifetime.toSeconds() + " s"));
    }

    /** The user did something that must not wait for a database: what cannot be remembered there goes to the log. */
    public void done(SignedIn user, AuditAction action, String recordingId) {
        done(user, action, RECORDING, recordingId);
    }

    /** As {@link #done(SignedIn, AuditAction, String)}, to another kind of thing, e.g. a {@code node}. */
    public void done(SignedIn user, AuditAction action, String object, String objectId) {
        AuditEvent event = AuditEvent.of(user.actor(), action, object, objectId);
        try {
            audit.add(event);
        } catch (CatalogueUnavailable away) {
            WorkerLog.LOG.auditLost(event.toString());
        }
    }

    private void forget(String listening) {
        synchronized (heard) {
            heard.remove(listening);
        }
    }

    private boolean isNews(String listening) {
        Instant now = clock.instant();
        synchronized (heard) {
            Instant last = heard.remove(listening);
            boolean news = last == null || last.plus(ONE_LISTENING).isBefore(now);
            heard.put(listening, news ? now : last);
            return news;
        }
    }
}
