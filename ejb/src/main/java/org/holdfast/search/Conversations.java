package org.holdfast.search;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.holdfast.recording.row.TellsOutage;

/** Puts together what belongs together: the recordings of one CS group. Stateless; reads only. */
@ApplicationScoped
@TellsOutage
@Transactional
public class Conversations {
    /** More recordings than this are no conversation to be heard in one go. */
    public static final int MOST = 40;

    private EntityManager entities;
    private RecordingSearch search;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected Conversations() {}

    @Inject
    public Conversations(EntityManager entities, RecordingSearch search) {
        this.entities = entities;
        this.search = search;
    }

    /** What may be seen of the conversation that this recording is part of, in order of time; nothing when it may not be. */
    public List<RecordingDetail> around(UUID recordingId, Sight sight) {
        Optional<RecordingDetail> chosen = search.recording(recordingId, sight);
        return chosen.isEmpty() ? List.of() : together(chosen.get(), sight);
    }

    private List<RecordingDetail> together(RecordingDetail chosen, Sight sight) {
        UUID id = chosen.summary().id();
        return entities.createQuery("""
                        select r.id from Recording r where r.conversationId = :conversation order by r.startedAt, r.id""", UUID.class)
                .setParameter("conversation", chosen.summary().conversationId())
                .setMaxResults(MOST)
                .getResultStream()
                .flatMap(part -> part.equals(id) ? Stream.of(chosen) : search.recording(part, sight).stream())
                .toList();
    }
}
