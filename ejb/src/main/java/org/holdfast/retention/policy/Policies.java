package org.holdfast.retention.policy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.access.SignedIn;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.access.people.Groups;
import org.holdfast.audit.AuditAction;
import org.holdfast.audit.AuditEvent;
import org.holdfast.audit.AuditTrail;
import org.holdfast.recording.row.CurrentTenant;
import org.holdfast.recording.row.TellsOutage;
import org.jspecify.annotations.Nullable;

/** The retention policies of the tenant. Stateless; each call is one short transaction. */
@ApplicationScoped
@TellsOutage
@Transactional
public class Policies {
    private static final String KIND = "retention-policy";
    private static final int MOST = 200;

    private EntityManager entities;
    private Groups groups;
    private AuditTrail audit;
    private Clock clock;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected Policies() {}

    @Inject
    public Policies(EntityManager entities, Groups groups, AuditTrail audit, Clock clock) {
        this.entities = entities;
        this.groups = groups;
        this.audit = audit;
        this.clock = clock;
    }

    /** All of them, in the order in which they are asked. */
    public List<KnownPolicy> list() {
        return entities.createQuery("select p from RetentionPolicy p order by p.position, p.id", RetentionPolicy.class)
                .getResultStream()
                .map(RetentionPolicy::known)
                .toList();
    }

    public Optional<KnownPolicy> find(UUID id) {
        return Optional.ofNullable(entities.find(RetentionPolicy.class, id)).map(RetentionPolicy::known);
    }

    public KnownPolicy create(SignedIn by, PolicyRules rules) {
        check(rules, null);
        if (list().size() >= MOST) {
            throw ChangeRejected.conflict("", "There are at most %s policies.", MOST);
        }
        RetentionPolicy policy = new RetentionPolicy(rules, now());
        entities.persist(policy);
        entities.flush();
        audit.add(
                AuditEvent.of(by.actor(), AuditAction.CREATE, KIND, policy.id()).changing(null, policy.known()));
        return policy.known();
    }

    public KnownPolicy change(SignedIn by, UUID id, @Nullable Long ifVersion, PolicyRules rules) {
        RetentionPolicy policy = existing(id, ifVersion);
        check(rules, id);
        KnownPolicy before = policy.known();
        policy.is(rules, now());
        entities.flush();
        audit.add(AuditEvent.of(by.actor(), AuditAction.CHANGE, KIND, id).changing(before, policy.known()));
        return policy.known();
    }

    public void remove(SignedIn by, UUID id, @Nullable Long ifVersion) {
        RetentionPolicy policy = existing(id, ifVersion);
        KnownPolicy before = policy.known();
        policy.remove(now());
        audit.add(AuditEvent.of(by.actor(), AuditAction.DELETE, KIND, id).changing(before, null));
    }

    /** What they all make of a recording, as they are now. */
    PolicyBook book() {
        return new PolicyBook(list(), groups.list());
    }

    /** What they would make of it with that one added, or in the place of the one with that id. */
    PolicyBook bookWith(@Nullable UUID id, PolicyRules draft) {
        check(draft, id);
        UUID draftId = id == null ? new UUID(0, 0) : id;
        List<KnownPolicy> all = new ArrayList<>(list());
        all.removeIf(policy -> policy.id().equals(id));
        all.add(new KnownPolicy(draftId, 0, now(), draft));
        return new PolicyBook(all, groups.list());
    }

    /** When a policy was last made, changed or removed; none when there never was one. */
    Optional<Instant> lastChange() {
        return Optional.ofNullable(entities.createNativeQuery(
                                "select max(changed_at) from retention_policy where tenant_id = :tenant", Instant.class)
                        .setParameter("tenant", CurrentTenant.get())
                        .getSingleResult())
                .map(Instant.class::cast);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private RetentionPolicy existing(UUID id, @Nullable Long ifVersion) {
        RetentionPolicy policy = entities.find(RetentionPolicy.class, id);
        if (policy == null) {
            throw ChangeRejected.unknown();
        }
        if (ifVersion != null && ifVersion != policy.version()) {
            throw ChangeRejected.stale();
        }
        return policy;
    }

    private void check(PolicyRules rules, @Nullable UUID self) {
        UUID group = rules.conditions().group();
        if (group != null && groups.find(group).isEmpty()) {
            throw ChangeRejected.invalid("group", "There is no group %s.", group);
        }
        boolean taken = list().stream()
                .anyMatch(policy -> policy.name().equalsIgnoreCase(rules.name())
                        && !policy.id().equals(self));
        if (taken) {
            throw ChangeRejected.conflict("name", "There is a policy of this name.");
        }
    }
}
