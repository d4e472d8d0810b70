package org.holdfast.storage.target;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.access.SignedIn;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.audit.AuditAction;
import org.holdfast.audit.AuditEvent;
import org.holdfast.audit.AuditTrail;
import org.holdfast.recording.row.TellsOutage;
import org.holdfast.secret.SecretBox;
import org.holdfast.settings.Settings;
import org.jspecify.annotations.Nullable;

/** Changes the storage targets of a tenant; a secret goes in and never comes out. Stateless; each call is one transaction. */
@ApplicationScoped
@TellsOutage
@Transactional
public class Targets {
    private static final String KIND = "storage-target";

    private EntityManager entities;
    private AuditTrail audit;
    private Event<StorageTargets.Changed> changed;
    private SecretBox secrets;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected Targets() {}

    @Inject
    public Targets(EntityManager entities, AuditTrail audit, Event<StorageTargets.Changed> changed, Settings settings) {
        this.entities = entities;
        this.audit = audit;
        this.changed = changed;
        this.secrets = new SecretBox(settings);
    }

    /** All of them, in the order in which they are tried. */
    public List<KnownTarget> list() {
        return entities.createQuery("select t from TargetRow t order by t.position, t.id", TargetRow.class)
                .getResultStream()
                .map(TargetRow::known)
                .toList();
    }

    public Optional<KnownTarget> find(UUID id) {
        return Optional.ofNullable(entities.find(TargetRow.class, id)).map(TargetRow::known);
    }

    /**
     * Makes a target; its id is the one wanted, so that a rebuilt catalogue knows its copies again.
     *
     * @param secret null or empty for none
     */
    public KnownTarget create(SignedIn by, KnownTarget wanted, @Nullable String secret) {
        UUID id = wanted.id();
        if (id == null) {
            throw ChangeRejected.invalid("id", "A target needs an id.");
        }
        if (entities.find(TargetRow.class, id) != null) {
            throw ChangeRejected.conflict("id", "There is a target of this id.");
        }
        check(wanted);
        TargetRow row = new TargetRow(id, wanted);
        seal(row, secret);
        entities.persist(row);
        return noted(by, AuditAction.CREATE, null, row);
    }

    /** @param secret null leaves it as it is, empty takes it away */
    public KnownTarget change(SignedIn by, KnownTarget wanted, @Nullable Long ifVersion, @Nullable String secret) {
        TargetRow row = existing(wanted.id(), ifVersion);
        KnownTarget before = row.known();
        check(wanted);
        if (isElsewhere(before.address(), wanted.address()) && copies(before) > 0) {
            throw ChangeRejected.conflict(
                    "bucket", "Recordings are there: type, bucket, prefix and directory stay. Make another target.");
        }
        row.is(wanted);
        seal(row, secret);
        return noted(by, AuditAction.CHANGE, before, row);
    }

    /** Removes a target that no recording is in. */
    public void remove(SignedIn by, UUID id, @Nullable Long ifVersion) {
        TargetRow row = existing(id, ifVersion);
        KnownTarget before = row.known();
        long copies = copies(before);
        if (copies > 0) {
            throw ChangeRejected.conflict(
                    "", "%s files are there. Disable it instead: it is read on, not written.", copies);
        }
        row.remove();
        entities.flush();
        audit.add(AuditEvent.of(by.actor(), AuditAction.DELETE, KIND, id).changing(before, null));
        changed.fire(new StorageTargets.Changed());
    }

    private KnownTarget noted(SignedIn by, AuditAction action, @Nullable KnownTarget before, TargetRow row) {
        entities.flush();
        audit.add(AuditEvent.of(by.actor(), action, KIND, row.id()).changing(before, row.known()));
        changed.fire(new StorageTargets.Changed());
        return row.known();
    }

    private void seal(TargetRow row, @Nullable String secret) {
        if (secret != null) {
            try {
                row.sealed(secret.isEmpty() ? "" : secrets.seal(secret, row.id()));
            } catch (IOException unwritable) {
                throw ChangeRejected.conflict("secretKey", "The secret cannot be sealed on this node: %s", unwritable);
            }
        }
    }

    private TargetRow existing(@Nullable UUID id, @Nullable Long ifVersion) {
        TargetRow row = id == null ? null : entities.find(TargetRow.class, id);
        if (row == null) {
            throw ChangeRejected.unknown();
        }
        if (ifVersion != null && ifVersion != row.version()) {
            throw ChangeRejected.stale();
        }
        return row;
    }

    private void check(KnownTarget wanted) {
        TargetRules.check(wanted);
        List<KnownTarget> others = list().stream()
                .filter(other -> !other.place().equals(wanted.place()))
                .toList();
        if (others.stream().anyMatch(other -> other.name().equalsIgnoreCase(wanted.name()))) {
            throw ChangeRejected.conflict("name", "There is a target of this name.");
        }
        String mirror = wanted.use().mirror();
        if (!mirror.isEmpty()
                && !mirror.equals(org.holdfast.recording.MediaCopy.S3)
                && others.stream().noneMatch(other -> other.place().equals(mirror))) {
            throw ChangeRejected.invalid("mirror", "There is no other target %s.", mirror);
        }
    }

    private static boolean isElsewhere(TargetAddress before, TargetAddress after) {
        return before.type() != after.type()
                || !before.bucket().equals(after.bucket())
                || !before.prefix().equals(after.prefix())
                || !before.directory().equals(after.directory());
    }

    private long copies(KnownTarget target) {
        return entities.createQuery("select count(c) from Copy c where c.place = :place", Long.class)
                .setParameter("place", target.place())
                .getSingleResult();
    }
}
