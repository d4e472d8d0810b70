package org.holdfast.erasure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.access.SignedIn;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.audit.AuditAction;
import org.holdfast.audit.AuditEvent;
import org.holdfast.audit.AuditTrail;
import org.holdfast.recording.row.CurrentTenant;
import org.holdfast.recording.row.RowId;
import org.holdfast.recording.row.TellsOutage;
import org.holdfast.wording.Wording;
import org.jspecify.annotations.Nullable;

/** Asking for the erasure of a person, and confirming it. Stateless; each call is one short transaction. */
@ApplicationScoped
@TellsOutage
@Transactional
public class Erasures {
    static final String KIND = "erasure";

    /** The most recordings of one erasure; who took part in more is erased in several. */
    static final int MOST = 10_000;

    private static final int LONGEST_REFERENCE = 100;

    private static final String COLUMNS = """
            select e.id, e.reference, e.state, e.recordings, e.requested_by, e.requested_at, e.confirmed_by, e.confirmed_at,
                   e.ended_at, e.digest,
                   (select count(*) from erasure_recording r where r.erasure_id = e.id and r.state = 'GONE') as gone,
                   (select count(*) from erasure_recording r where r.erasure_id = e.id and r.state = 'PREVENTED')
                       as prevented
              from erasure e where e.tenant_id = :tenant\s""";

    private EntityManager entities;
    private PersonSearch search;
    private AuditTrail audit;
    private Clock clock;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected Erasures() {}

    @Inject
    public Erasures(EntityManager entities, PersonSearch search, AuditTrail audit, Clock clock) {
        this.entities = entities;
        this.search = search;
        this.audit = audit;
        this.clock = clock;
    }

    /** Finds what the erasure of that person concerns; nothing goes before somebody confirms it. */
    public KnownErasure request(SignedIn by, String reference, Subject subject) {
        String name = reference.strip();
        if (name.isEmpty()
                || name.length() > LONGEST_REFERENCE
                || name.codePoints().anyMatch(Character::isISOControl)) {
            throw ChangeRejected.invalid(
                    "reference",
                    "Give the reference of the request, 1 to 100 characters: the report names nobody else.");
        }
        List<UUID> found = search.recordings(subject, MOST);
        UUID id = RowId.next();
        query("""
                insert into erasure (id, tenant_id, reference, subject_kind, subject, state, recordings, requested_by,
                       requested_at)
                values (:id, :tenant, :reference, :kind, :subject, 'FOUND', :recordings, :by, :now)""")
                .setParameter("id", id)
                .setParameter("reference", name)
                .setParameter("kind", subject.kind().name())
                .setParameter("subject", subject.text())
                .setParameter("recordings", found.size())
                .setParameter("by", by.login())
                .setParameter("now", now())
                .executeUpdate();
        add(id, found);
        audit.add(AuditEvent.of(by.actor(), AuditAction.CREATE, KIND, id)
                .saying("reference " + name + ", " + found.size() + " recordings"));
        return find(id).orElseThrow();
    }

    private void add(UUID erasure, List<UUID> recordings) {
        for (UUID recording : recordings) {
            query("""
                    insert into erasure_recording (erasure_id, recording_id, tenant_id, state)
                    values (:id, :recording, :tenant, 'WAITING') on conflict do nothing""")
                    .setParameter("id", erasure)
                    .setParameter("recording", recording)
                    .executeUpdate();
        }
    }

    /**
     * Lets it begin.
     *
     * @param recordings how many go, as whoever confirms has read it
     */
    public KnownErasure confirm(SignedIn by, UUID id, int recordings) {
        KnownErasure known = locked(id);
        require(known, ErasureState.FOUND, Wording.of("It was confirmed or cancelled before."));
        if (known.recordings() != recordings) {
            throw ChangeRejected.conflict(
                    "recordings", "It concerns %s recordings, not %s.", known.recordings(), recordings);
        }
        run(id, "confirmed_by = :by, confirmed_at = :now,")
                .setParameter("by", by.login())
                .executeUpdate();
        audit.add(AuditEvent.of(by.actor(), AuditAction.DELETE, KIND, id)
                .saying("confirmed, " + recordings + " recordings"));
        return find(id).orElseThrow();
    }

    /** Tries again what was prevented; what was recorded of the person since goes with it. */
    public KnownErasure runAgain(SignedIn by, UUID id) {
        require(locked(id), ErasureState.PREVENTED, Wording.of("Only what was prevented can be run again."));
        add(id, search.recordings(subject(id), MOST));
        query(
                        "update erasure_recording set state = 'WAITING' where erasure_id = :id and state = 'PREVENTED' and tenant_id = :tenant")
                .setParameter("id", id)
                .executeUpdate();
        run(id, "digest = '', ended_at = null,").executeUpdate();
        audit.add(AuditEvent.of(by.actor(), AuditAction.DELETE, KIND, id).saying("run again"));
        return find(id).orElseThrow();
    }

    private Query run(UUID id, String more) {
        return query("update erasure set " + more + """
                 state = 'RUNNING', due_at = :now, tries = 0,
                       recordings = (select count(*) from erasure_recording r where r.erasure_id = :id)
                 where id = :id and tenant_id = :tenant""")
                .setParameter("now", now())
                .setParameter("id", id);
    }

    /** Drops one that nobody confirmed, with what it said of the person. */
    public void cancel(SignedIn by, UUID id) {
        require(locked(id), ErasureState.FOUND, Wording.of("It has begun; what is gone is gone."));
        query(
                        "update erasure set state = 'CANCELLED', subject = '', ended_at = :now where id = :id and tenant_id = :tenant")
                .setParameter("now", now())
                .setParameter("id", id)
                .executeUpdate();
        audit.add(AuditEvent.of(by.actor(), AuditAction.CHANGE, KIND, id).saying("cancelled"));
    }

    /** The latest first, after that one. */
    public List<KnownErasure> list(@Nullable UUID after, int most) {
        Query query = query(
                        COLUMNS + (after == null ? "" : "and e.id < :after ") + "order by e.id desc limit :most",
                        Tuple.class)
                .setParameter("most", most);
        if (after != null) {
            query.setParameter("after", after);
        }
        List<?> rows = query.getResultList();
        return rows.stream().map(Tuple.class::cast).map(Erasures::known).toList();
    }

    public Optional<KnownErasure> find(UUID id) {
        List<?> rows = query(COLUMNS + "and e.id = :id", Tuple.class)
                .setParameter("id", id)
                .getResultList();
        return rows.stream().map(Tuple.class::cast).map(Erasures::known).findFirst();
    }

    /** A recording it concerns. */
    public record Concerned(UUID recordingId, String state, String because) {}

    /** What it concerns, in the order of ids, after that one. */
    public List<Concerned> recordings(UUID id, @Nullable UUID after, int most) {
        List<?> rows = query("""
                        select recording_id, lower(state) as state, because from erasure_recording
                         where erasure_id = :id and tenant_id = :tenant and recording_id > :after
                         order by recording_id limit :most""", Tuple.class)
                .setParameter("id", id)
                .setParameter("after", after == null ? new UUID(0, 0) : after)
                .setParameter("most", most)
                .getResultList();
        return rows.stream()
                .map(Tuple.class::cast)
                .map(row -> new Concerned(
                        row.get("recording_id", UUID.class),
                        row.get("state", String.class),
                        row.get("because", String.class)))
                .toList();
    }

    /** Who it is about, as long as anything is left to be done. */
    Subject subject(UUID id) {
        Tuple row = (Tuple)
                query("select subject_kind, subject from erasure where id = :id and tenant_id = :tenant", Tuple.class)
                        .setParameter("id", id)
                        .getSingleResult();
        return new Subject(
                Subject.Kind.valueOf(row.get("subject_kind", String.class)), row.get("subject", String.class));
    }

    private KnownErasure locked(UUID id) {
        query("select id from erasure where id = :id and tenant_id = :tenant for update", UUID.class)
                .setParameter("id", id)
                .getResultList();
        return find(id).orElseThrow(ChangeRejected::unknown);
    }

    private static void require(KnownErasure erasure, ErasureState state, Wording otherwise) {
        if (!erasure.state().equals(state.word())) {
            throw ChangeRejected.conflict("", "%s", otherwise);
        }
    }

    private static KnownErasure known(Tuple row) {
        return new KnownErasure(
                row.get("id", UUID.class),
                row.get("reference", String.class),
                ErasureState.valueOf(row.get("state", String.class)).word(),
                row.get("recordings", Number.class).intValue(),
                row.get("gone", Number.class).intValue(),
                row.get("prevented", Number.class).intValue(),
                row.get("requested_by", String.class),
                row.get("requested_at", Instant.class),
                row.get("confirmed_by", String.class),
                row.get("confirmed_at", Instant.class),
                row.get("ended_at", Instant.class),
                row.get("digest", String.class));
    }

    private Query query(String sql) {
        return entities.createNativeQuery(sql).setParameter("tenant", CurrentTenant.get());
    }

    private Query query(String sql, Class<?> type) {
        return entities.createNativeQuery(sql, type).setParameter("tenant", CurrentTenant.get());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
