package org.holdfast.access.gate;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.holdfast.access.SignedIn;
import org.holdfast.access.people.PeopleChanged;
import org.holdfast.access.tenant.TenantOf;
import org.holdfast.audit.AuditAction;
import org.holdfast.audit.AuditEvent;
import org.holdfast.audit.AuditTrail;
import org.holdfast.operations.WorkerLog;
import org.holdfast.recording.row.CatalogueUnavailable;

/**
 * The one place that decides what a user may do to what. Everybody asks here: REST, pages, media, live audio.
 *
 * <p>Reads rights at most {@link #FRESH} old, at once after a change in this process. While the database does not answer
 * nothing can be changed either, so the last known rights hold on, for {@link #KEPT} at most: calls can be paused then.
 * Every refusal is audited. Thread-safe.
 */
@ApplicationScoped
public class Gate {
    static final Duration FRESH = Duration.ofSeconds(2);
    static final Duration KEPT = Duration.ofMinutes(5);
    private static final int MOST_KNOWN = 5000;

    private RightsReader reader;
    private TenantOf tenants;
    private AuditTrail audit;
    private Clock clock;
    private final Map<UUID, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Known> eldest) {
            return size() > MOST_KNOWN;
        }
    };

    private record Known(Rights rights, Instant at) {}

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected Gate() {}

    @Inject
    public Gate(RightsReader reader, TenantOf tenants, AuditTrail audit, Clock clock) {
        this.reader = reader;
        this.tenants = tenants;
        this.audit = audit;
        this.clock = clock;
    }

    /** Whether a session of this user that began then is still good. */
    public boolean admits(SignedIn user, Instant since) {
        return rights(user).admits(since);
    }

    /** Whether the user has this right at all, for whatever; asking is not audited. */
    public boolean may(SignedIn user, Right right) {
        return allowedBySignIn(user, right) && rights(user).scope(right).isPresent();
    }

    /** Whether the user has this right for that recording; asking is not audited. */
    public boolean may(SignedIn user, Right right, UUID recordingId) {
        Reach reach = reachOrNothing(user, right);
        return reach.everything()
                ? !tenants.isForeign(recordingId, user.tenant())
                : !reach.isNothing() && reach.covers(reader.assigned(recordingId));
    }

    /** Whether the user has this right for a running call of these addresses; asking is not audited. */
    public boolean mayLive(SignedIn user, Right right, Collection<String> aors) {
        return reachOrNothing(user, right).coversAddresses(aors)
                && tenants.call(aors).equals(user.tenant());
    }

    /** Whether the user has a permission as wide as that one: nobody gives away more than they have. */
    public boolean holds(SignedIn user, Permission permission) {
        return allowedBySignIn(user, permission.right()) && rights(user).includes(permission);
    }

    /** How far the right of this user goes; {@link Reach#NOTHING} when they do not have it. */
    public Reach reachOrNothing(SignedIn user, Right right) {
        return allowedBySignIn(user, right) ? rights(user).reach(right) : Reach.NOTHING;
    }

    /**
     * Lets pass who has this right, for whatever.
     *
     * @throws Refused otherwise
     */
    public void require(SignedIn user, Right right) {
        require(user, right, "");
    }

    /**
     * Lets pass whose right has no limit within the tenant: for what cannot be cut down to a part.
     *
     * @throws Refused otherwise
     */
    public void requireEverything(SignedIn user, Right right) {
        if (!reachOrNothing(user, right).everything()) {
            throw refusal(user, right, "");
        }
    }

    /**
     * Lets pass who has this right for all tenants.
     *
     * @throws Refused otherwise
     */
    public void requireOfAll(SignedIn user, Right right) {
        if (!holds(user, new Permission(right, Scope.ALL))) {
            throw refusal(user, right, "");
        }
    }

    /**
     * How far the right of this user goes: what a list may show.
     *
     * @throws Refused when they do not have it at all
     */
    public Reach reach(SignedIn user, Right right) {
        require(user, right);
        return rights(user).reach(right);
    }

    /**
     * Lets pass who has this right for that recording, which need not exist where the right goes everywhere.
     *
     * @throws OutOfReach when the user may not even know of it
     * @throws Refused when the user knows it, or has this right for nothing at all
     */
    public void requireRecording(SignedIn user, Right right, UUID recordingId) {
        require(user, right, recordingId.toString());
        if (rights(user).reach(right).everything()) {
            if (tenants.isForeign(recordingId, user.tenant())) {
                throw new OutOfReach();
            }
            return;
        }
        Collection<UUID> assigned = reader.assigned(recordingId);
        judge(user, right, recordingId, reach -> reach.covers(assigned));
    }

    /** As {@link #requireRecording}, for a call still running, by the addresses of record of who takes part. */
    public void requireLive(SignedIn user, Right right, UUID recordingId, Collection<String> aors) {
        require(user, right, recordingId.toString());
        if (!tenants.call(aors).equals(user.tenant())) {
            throw new OutOfReach();
        }
        judge(user, right, recordingId, reach -> reach.coversAddresses(aors));
    }

    private void judge(SignedIn user, Right right, UUID id, java.util.function.Predicate<Reach> covers) {
        if (covers.test(rights(user).reach(right))) {
            return;
        }
        if (covers.test(reachOrNothing(user, Right.LIST))) {
            throw refusal(user, right, id.toString());
        }
        throw new OutOfReach();
    }

    private void require(SignedIn user, Right right, String target) {
        if (!may(user, right)) {
            throw refusal(user, right, target);
        }
    }

    private static boolean allowedBySignIn(SignedIn user, Right right) {
        return user.only().isEmpty() || user.only().contains(right);
    }

    private Refused refusal(SignedIn user, Right right, String target) {
        WorkerLog.LOG.refused(user.login(), right.word(), target.isEmpty() ? "anything" : target, user.address());
        AuditEvent event = AuditEvent.of(
                        user.actor(), AuditAction.REFUSED, target.isEmpty() ? "right" : "recording", target)
                .saying(right.word());
        try {
            audit.add(event);
        } catch (CatalogueUnavailable away) {
            WorkerLog.LOG.auditLost(event.toString());
        }
        return new Refused(right);
    }

    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) PeopleChanged changed) {
        synchronized (known) {
            known.clear();
        }
    }

    private Rights rights(SignedIn user) {
        Instant now = clock.instant();
        Known last;
        synchronized (known) {
            last = known.get(user.userId());
        }
        if (last != null && now.isBefore(last.at().plus(FRESH))) {
            return last.rights();
        }
        try {
            Rights fresh = reader.rights(user.userId());
            synchronized (known) {
                known.put(user.userId(), new Known(fresh, now));
            }
            return fresh;
        } catch (CatalogueUnavailable away) {
            if (last != null && now.isBefore(last.at().plus(KEPT))) {
                return last.rights();
            }
            throw away;
        }
    }
}
