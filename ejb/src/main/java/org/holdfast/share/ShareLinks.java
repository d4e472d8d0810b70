package org.holdfast.share;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.access.SignedIn;
import org.holdfast.access.gate.Gate;
import org.holdfast.access.gate.Right;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.audit.AuditAction;
import org.holdfast.audit.AuditEvent;
import org.holdfast.audit.AuditTrail;
import org.holdfast.recording.row.Sha256;
import org.holdfast.recording.row.TellsOutage;

/**
 * Makes and opens links to moments of recordings. A link gives no right (docs/adr/0058): whoever makes one and whoever
 * opens one must be allowed to listen, and both are audited. Stateless; each call is one short transaction.
 */
@ApplicationScoped
@TellsOutage
@Transactional
public class ShareLinks {
    /** The longest a link may hold. */
    public static final Duration LONGEST = Duration.ofDays(30);

    private static final String LINK = "share-link";
    private static final int BYTES = 24;
    private static final int MOST = 100;
    private static final SecureRandom RANDOM = new SecureRandom();

    private EntityManager entities;
    private Gate gate;
    private AuditTrail audit;
    private Clock clock;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected ShareLinks() {}

    @Inject
    public ShareLinks(EntityManager entities, Gate gate, AuditTrail audit, Clock clock) {
        this.entities = entities;
        this.gate = gate;
        this.audit = audit;
        this.clock = clock;
    }

    /** A new link to that moment, with its secret, told this once. */
    public MadeLink make(SignedIn by, SharedMoment moment, Duration lifetime) {
        gate.requireRecording(by, Right.LISTEN, moment.recordingId());
        if (!lifetime.isPositive() || lifetime.compareTo(LONGEST) > 0) {
            throw ChangeRejected.invalid("lifetime", "A link holds for 30 days at most.");
        }
        if (of(moment.recordingId()).size() >= MOST) {
            throw ChangeRejected.conflict("", "This recording has %s links that hold: remove some first.", MOST);
        }
        byte[] secret = new byte[BYTES];
        RANDOM.nextBytes(secret);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        ShareLink link = new ShareLink(by, moment, digest(text), now(), lifetime);
        entities.persist(link);
        audit.add(AuditEvent.of(by.actor(), AuditAction.CREATE, LINK, moment.recordingId())
                .changing(null, link.known()));
        return new MadeLink(link.known(), text);
    }

    /**
     * Where the link leads this user; nowhere when it is unknown or over.
     *
     * @throws org.holdfast.access.gate.Refused when they may not listen to it
     * @throws org.holdfast.access.gate.OutOfReach when they may not even know of it
     */
    public Optional<SharedMoment> open(SignedIn user, String secret) {
        Optional<ShareLink> link = entities.createQuery(
                        "select l from ShareLink l where l.digest = :digest", ShareLink.class)
                .setParameter("digest", digest(secret))
                .getResultStream()
                .filter(known -> known.holdsAt(now()))
                .findFirst();
        link.ifPresent(known -> {
            UUID recording = known.moment().recordingId();
            gate.requireRecording(user, Right.LISTEN, recording);
            audit.add(AuditEvent.of(user.actor(), AuditAction.VIEW, LINK, recording)
                    .saying(known.id().toString()));
        });
        return link.map(ShareLink::moment);
    }

    /** The links to this recording that still hold. */
    public List<KnownLink> of(UUID recordingId) {
        return entities.createQuery("""
                        select l from ShareLink l where l.recordingId = :id and l.expiresAt > :now
                         order by l.expiresAt""", ShareLink.class)
                .setParameter("id", recordingId)
                .setParameter("now", now())
                .setMaxResults(MOST)
                .getResultStream()
                .map(ShareLink::known)
                .toList();
    }

    /** Ends a link at once: one's own, or anybody's for who manages users. */
    public void end(SignedIn by, UUID recordingId, UUID linkId) {
        ShareLink link = entities.find(ShareLink.class, linkId);
        if (link == null || !link.isOf(recordingId)) {
            throw ChangeRejected.unknown();
        }
        if (!link.isBy(by.userId())) {
            gate.require(by, Right.MANAGE_USERS);
        }
        link.remove();
        audit.add(
                AuditEvent.of(by.actor(), AuditAction.DELETE, LINK, recordingId).changing(link.known(), null));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String digest(String secret) {
        return HexFormat.of().formatHex(Sha256.digest(secret.getBytes(StandardCharsets.UTF_8)));
    }
}
