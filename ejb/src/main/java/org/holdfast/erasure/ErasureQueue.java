package org.holdfast.erasure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.recording.row.CurrentTenant;
import org.holdfast.recording.row.StoredText;
import org.holdfast.recording.row.TellsOutage;

/** What is left to be done of confirmed erasures. Stateless; each call is one short transaction. */
@ApplicationScoped
@TellsOutage
@Transactional
public class ErasureQueue {
    /** Longer than a round takes: nobody else takes up the same one. */
    private static final Duration LEASE = Duration.ofMinutes(10);

    private EntityManager entities;
    private Clock clock;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected ErasureQueue() {}

    @Inject
    public ErasureQueue(EntityManager entities, Clock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    /** One that is due, with how often it was taken up. */
    record Due(UUID id, int tries) {}

    /** Takes up what is due, for a while. */
    Optional<Due> claim() {
        List<?> rows = entities.createNativeQuery("""
                        update erasure set due_at = :until, tries = tries + 1
                         where id = (select id from erasure where tenant_id = :tenant and state = 'RUNNING' and due_at <= :now
                                      order by due_at limit 1 for update skip locked)
                        returning id, tries""", Tuple.class)
                .setParameter("until", clock.instant().plus(LEASE))
                .setParameter("now", clock.instant())
                .setParameter("tenant", CurrentTenant.get())
                .getResultList();
        return rows.stream()
                .map(Tuple.class::cast)
                .findFirst()
                .map(row -> new Due(
                        row.get("id", UUID.class),
                        row.get("tries", Number.class).intValue()));
    }

    /** It goes on then; a round that got on does not count as a try. */
    void again(UUID erasure, Duration delay, boolean gotOn) {
        entities.createNativeQuery(
                        "update erasure set due_at = :due, tries = case when :gotOn then 0 else tries end where id = :id")
                .setParameter("due", clock.instant().plus(delay))
                .setParameter("gotOn", gotOn)
                .setParameter("id", erasure)
                .executeUpdate();
    }

    /** Recordings not done yet. */
    List<UUID> waiting(UUID erasure, int most) {
        List<?> rows = entities.createNativeQuery("""
                        select recording_id from erasure_recording where erasure_id = :id and state = 'WAITING'
                         order by recording_id limit :most""", UUID.class)
                .setParameter("id", erasure)
                .setParameter("most", most)
                .getResultList();
        return rows.stream().map(UUID.class::cast).toList();
    }

    /** That recording is done with: it is gone, or stays because of that. */
    void settled(UUID erasure, UUID recording, boolean gone, String because) {
        entities.createNativeQuery("""
                        update erasure_recording set state = :state, because = :because
                         where erasure_id = :id and recording_id = :recording""")
                .setParameter("state", gone ? "GONE" : "PREVENTED")
                .setParameter("because", StoredText.of(because))
                .setParameter("id", erasure)
                .setParameter("recording", recording)
                .executeUpdate();
    }
}
