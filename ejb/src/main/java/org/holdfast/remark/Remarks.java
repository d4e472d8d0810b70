package org.holdfast.remark;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.holdfast.access.SignedIn;
import org.holdfast.access.gate.Gate;
import org.holdfast.access.gate.Right;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.audit.AuditAction;
import org.holdfast.audit.AuditEvent;
import org.holdfast.audit.AuditTrail;
import org.holdfast.recording.Recording;
import org.holdfast.recording.row.TellsOutage;
import org.jspecify.annotations.Nullable;

/**
 * Notes and tags of recordings. Whether the caller may is the gate's to say, before. Stateless; each call is one short
 * transaction.
 */
@ApplicationScoped
@TellsOutage
@Transactional
public class Remarks {
    /** The longest note. */
    public static final int LONGEST_NOTE = 4000;

    private static final int LONGEST_TAG = 60;
    private static final int MOST_TAGS = 50;
    private static final int MOST_NOTES = 1000;
    private static final String NOTE = "note";
    private static final String RECORDING = "recording";

    private EntityManager entities;
    private Gate gate;
    private AuditTrail audit;
    private Clock clock;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected Remarks() {}

    @Inject
    public Remarks(EntityManager entities, Gate gate, AuditTrail audit, Clock clock) {
        this.entities = entities;
        this.gate = gate;
        this.audit = audit;
        this.clock = clock;
    }

    /** In order of the recording, those of the whole first. */
    public List<KnownNote> notes(UUID recordingId) {
        return entities.createQuery("""
                        select n from Note n where n.recordingId = :id
                         order by n.offsetMs nulls first, n.writtenAt, n.id""", Note.class)
                .setParameter("id", recordingId)
                .setMaxResults(MOST_NOTES)
                .getResultStream()
                .map(Note::known)
                .toList();
    }

    /**
     * Writes a note.
     *
     * @param at where in the recording; null: of the whole
     */
    public KnownNote write(SignedIn by, UUID recordingId, @Nullable Duration at, String text) {
        requireRecording(recordingId);
        String plain = text.strip();
        if (plain.isEmpty() || plain.length() > LONGEST_NOTE || plain.indexOf('\0') >= 0) {
            throw ChangeRejected.invalid("text", "A note has 1 to %s characters.", LONGEST_NOTE);
        }
        if (at != null && (at.isNegative() || at.compareTo(Duration.ofDays(30)) > 0)) {
            throw ChangeRejected.invalid("offsetMs", "No recording has a moment like that.");
        }
        Note note = new Note(recordingId, by, clock.instant().truncatedTo(ChronoUnit.MICROS), at, plain);
        entities.persist(note);
        audit.add(
                AuditEvent.of(by.actor(), AuditAction.CREATE, NOTE, recordingId).changing(null, note.known()));
        return note.known();
    }

    /** Removes a note: one's own, or anybody's for who manages users. */
    public void removeNote(SignedIn by, UUID recordingId, UUID noteId) {
        Note note = entities.find(Note.class, noteId);
        if (note == null || !note.recordingId().equals(recordingId)) {
            throw ChangeRejected.unknown();
        }
        if (!note.isBy(by.userId())) {
            gate.require(by, Right.MANAGE_USERS);
        }
        note.remove();
        audit.add(
                AuditEvent.of(by.actor(), AuditAction.DELETE, NOTE, recordingId).changing(note.known(), null));
    }

    /** Puts a tag on it; one that is there already stays as it is. */
    public void tag(SignedIn by, UUID recordingId, String tag) {
        requireRecording(recordingId);
        String plain = checked(tag);
        List<RecordingTag> there = tags(recordingId);
        if (there.stream().anyMatch(known -> known.tag().equalsIgnoreCase(plain))) {
            return;
        }
        if (there.size() >= MOST_TAGS) {
            throw ChangeRejected.conflict("tag", "A recording has at most %s tags.", MOST_TAGS);
        }
        entities.persist(new RecordingTag(recordingId, plain, by.login()));
        audit.add(AuditEvent.of(by.actor(), AuditAction.CHANGE, RECORDING, recordingId)
                .saying("tag")
                .changing(null, plain));
    }

    /** Takes a tag off; none of that name is fine, too. */
    public void untag(SignedIn by, UUID recordingId, String tag) {
        requireRecording(recordingId);
        tags(recordingId).stream()
                .filter(known -> known.tag().equalsIgnoreCase(tag.strip()))
                .forEach(known -> {
                    known.remove();
                    audit.add(AuditEvent.of(by.actor(), AuditAction.CHANGE, RECORDING, recordingId)
                            .saying("tag")
                            .changing(known.tag(), null));
                });
    }

    /** Makes these, and no others, the tags of the recording. */
    public void retag(SignedIn by, UUID recordingId, Collection<String> wanted) {
        List<String> plain = wanted.stream().map(Remarks::checked).distinct().toList();
        tags(recordingId).stream()
                .map(RecordingTag::tag)
                .filter(tag -> plain.stream().noneMatch(tag::equalsIgnoreCase))
                .forEach(tag -> untag(by, recordingId, tag));
        entities.flush();
        plain.forEach(tag -> tag(by, recordingId, tag));
    }

    private List<RecordingTag> tags(UUID recordingId) {
        return entities.createQuery("select t from RecordingTag t where t.recordingId = :id", RecordingTag.class)
                .setParameter("id", recordingId)
                .getResultList();
    }

    private void requireRecording(UUID recordingId) {
        if (entities.find(Recording.class, recordingId) == null) {
            throw ChangeRejected.unknown();
        }
    }

    private static String checked(String tag) {
        String plain = tag.strip().replaceAll("\\s+", " ");
        if (plain.isEmpty()
                || plain.length() > LONGEST_TAG
                || plain.codePoints().anyMatch(c -> Character.isISOControl(c) || c == '/')) {
            throw ChangeRejected.invalid("tag", "A tag has 1 to %s characters, none of them a slash.", LONGEST_TAG);
        }
        return plain;
    }
}
