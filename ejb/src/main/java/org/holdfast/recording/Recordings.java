package org.holdfast.recording;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.recording.row.CurrentTenant;
import org.holdfast.recording.row.TellsOutage;

/** The one way to change the catalogue of recordings. Stateless; each call is one short transaction or joins the caller's. */
@ApplicationScoped
@TellsOutage
@Transactional
public class Recordings {
    private EntityManager entities;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected Recordings() {}

    @Inject
    public Recordings(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * Enters a call that is over.
     *
     * @return false when it was known already; then nothing changed
     */
    public boolean add(RecordingFacts facts, List<RecordingFacts.Body> bodies) {
        UUID conversationId = Conversation.idOf(CurrentTenant.get(), facts.conversationKey());
        awaitTurn(conversationId);
        if (entities.find(Recording.class, facts.id()) != null) {
            return false;
        }
        Conversation conversation = entities.find(Conversation.class, conversationId);
        if (conversation == null) {
            entities.persist(new Conversation(conversationId, facts.conversationKey(), facts.startedAt()));
        } else {
            conversation.began(facts.startedAt());
        }
        Recording recording = new Recording(facts, conversationId);
        entities.persist(recording);
        for (int i = 0; i < bodies.size(); i++) {
            entities.persist(new MetadataSnapshot(recording, i, bodies.get(i)));
        }
        return true;
    }

    /** What the recording node knew of the call when it was over. */
    public Optional<RecordingFacts> facts(UUID recordingId) {
        return Optional.ofNullable(entities.find(Recording.class, recordingId))
                .map(recording -> recording.facts(entities.find(Conversation.class, recording.conversationId())
                        .key()));
    }

    /** Takes in what finalising found; a repeat with the same findings changes nothing. */
    public void finalised(UUID recordingId, FinalisedMedia media) {
        existing(recordingId).finalised(media);
    }

    /** Notes one more verified copy, e.g. the encoded form; a repeat replaces the earlier note of the same place and kind. */
    public void copied(UUID recordingId, MediaCopy copy) {
        existing(recordingId).copied(copy);
    }

    /** Every verified copy of that recording's media, the earliest first. */
    public List<MediaCopy> copies(UUID recordingId) {
        return entities.createQuery("""
                        select new org.holdfast.recording.MediaCopy(
                               c.place, c.kind, c.contentType, c.location, c.bytes, c.sha256, c.verifiedAt,
                               coalesce(c.plainBytes, c.bytes), coalesce(c.plainSha256, c.sha256))
                          from Copy c where c.recording.id = :id order by c.verifiedAt""", MediaCopy.class)
                .setParameter("id", recordingId)
                .getResultList();
    }

    /** Notes that no copy of that kind is at that place any more. A repeat changes nothing. */
    public void copyGone(UUID recordingId, String place, MediaCopy.Kind kind) {
        existing(recordingId).copyGone(place, kind);
    }

    /** Decides that a recording goes; there is no way back. A repeat changes nothing. */
    public void condemned(UUID recordingId) {
        existing(recordingId).condemned();
    }

    /** Takes a recording whose media is gone out of the catalogue; a tombstone stays. A repeat changes nothing. */
    public void purged(UUID recordingId) {
        Recording recording = entities.find(Recording.class, recordingId);
        if (recording != null) {
            recording.purged();
        }
    }

    private Recording existing(UUID recordingId) {
        Recording recording = entities.find(Recording.class, recordingId);
        if (recording == null) {
            throw new IllegalArgumentException("no recording " + recordingId);
        }
        return recording;
    }

    /** Parts of one conversation end at the same moment; one after the other, they do not trip over its row. */
    private void awaitTurn(UUID conversationId) {
        entities.createNativeQuery("select pg_advisory_xact_lock(:turn)::text", String.class)
                .setParameter("turn", conversationId.getMostSignificantBits())
                .getSingleResult();
    }
}
