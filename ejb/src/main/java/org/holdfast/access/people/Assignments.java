package org.holdfast.access.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.holdfast.recording.row.CurrentTenant;
import org.holdfast.recording.row.TellsOutage;

/**
 * Whose a recording is: everybody's who took part under one of their extensions, numbers or addresses. Worked out in SQL,
 * in the caller's transaction. Stateless.
 */
@ApplicationScoped
@TellsOutage
@Transactional
public class Assignments {
    private EntityManager entities;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected Assignments() {}

    @Inject
    public Assignments(EntityManager entities) {
        this.entities = entities;
    }

    /** A recording is new: finds its users. */
    public void assign(UUID recordingId) {
        entities.flush();
        entities.createNativeQuery("""
                        insert into recording_assignment (tenant_id, user_id, recording_id)
                        select distinct p.tenant_id, u.id, p.recording_id
                          from recording_participant p
                          join app_user u on u.keys && p.keys and u.tenant_id = p.tenant_id and not u.deleted
                         where p.recording_id = :recording and p.tenant_id = :tenant and not p.deleted
                            on conflict do nothing""")
                .setParameter("recording", recordingId)
                .setParameter("tenant", CurrentTenant.get())
                .executeUpdate();
    }

    /** A user's addresses changed, or the user came or went: finds their recordings anew. */
    public void reassign(UUID userId) {
        entities.flush();
        entities.createNativeQuery("""
                        delete from recording_assignment a
                         where a.user_id = :user and not exists (
                               select 1 from recording_participant p
                                 join app_user u on u.id = :user and u.keys && p.keys and not u.deleted
                                where p.recording_id = a.recording_id and not p.deleted)""").setParameter("user", userId).executeUpdate();
        entities.createNativeQuery("""
                        insert into recording_assignment (tenant_id, user_id, recording_id)
                        select distinct p.tenant_id, u.id, p.recording_id
                          from app_user u
                          join recording_participant p on p.keys && u.keys and p.tenant_id = u.tenant_id
                               and not p.deleted
                         where u.id = :user and u.tenant_id = :tenant and not u.deleted
                            on conflict do nothing""")
                .setParameter("user", userId)
                .setParameter("tenant", CurrentTenant.get())
                .executeUpdate();
    }
}
