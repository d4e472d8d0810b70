package org.holdfast.recording;

import static jakarta.persistence.CascadeType.PERSIST;
import static java.util.stream.Collectors.toMap;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.type.SqlTypes;
import org.holdfast.recording.row.Row;
import org.holdfast.recording.row.StoredText;
import org.jspecify.annotations.Nullable;

/** What we keep of one Communication Session. Its facts belong to the node that recorded; its state only moves forward. */
@Entity
@Table(name = "recording")
@SQLRestriction("not deleted")
public class Recording extends Row {
    @Column(name = "conversation_id")
    private UUID conversationId;

    private String node;
    private String journal;

    @Enumerated(EnumType.STRING)
    private RecordingState state;

    @Enumerated(EnumType.STRING)
    @Column(name = "verdict")
    private @Nullable Verdict verdict;

    @JdbcTypeCode(SqlTypes.ARRAY)
    @Column(name = "verdict_reasons")
    private List<String> verdictReasons = List.of();

    private String direction;

    @Column(name = "started_at")
    private Instant startedAt;

    @Column(name = "ended_at")
    private Instant endedAt;

    @Column(name = "duration_ms")
    private long durationMs;

    @Column(name = "end_cause")
    private String endCause;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> warnings;

    @OneToMany(mappedBy = "recording", cascade = PERSIST)
    @OrderBy("ordinal")
    private List<RecordingParticipant> participants = new ArrayList<>();

    @OneToMany(mappedBy = "recording", cascade = PERSIST)
    @OrderBy("number")
    private List<RecordedStream> streams = new ArrayList<>();

    @OneToMany(mappedBy = "recording", cascade = PERSIST)
    private List<RecordingIdentifier> identifiers = new ArrayList<>();

    @OneToMany(mappedBy = "recording", cascade = PERSIST)
    private List<Gap> gaps = new ArrayList<>();

    @OneToMany(mappedBy = "recording", cascade = PERSIST)
    private List<RecordingEvent> events = new ArrayList<>();

    @OneToMany(mappedBy = "recording", cascade = PERSIST)
    private List<Copy> copies = new ArrayList<>();

    /** For Hibernate only. */
    @SuppressWarnings("NullAway.Init")
    protected Recording() {}

    /** A call that is over. */
    Recording(RecordingFacts facts, UUID conversationId) {
        super(facts.id());
        this.conversationId = conversationId;
        node = facts.node();
        journal = facts.journal();
        state = RecordingState.CAPTURED;
        direction = StoredText.of(facts.direction());
        startedAt = facts.startedAt();
        endedAt = facts.endedAt();
        durationMs = Math.max(0, endedAt.toEpochMilli() - startedAt.toEpochMilli());
        endCause = facts.endCause();
        warnings = facts.warnings().stream().map(StoredText::of).toList();
        for (RecordingFacts.Party party : facts.participants()) {
            participants.add(new RecordingParticipant(this, participants.size(), party));
        }
        facts.streams().forEach(stream -> streams.add(new RecordedStream(this, stream)));
        facts.identifiers().forEach((name, value) -> identifiers.add(new RecordingIdentifier(this, name, value)));
    }

    /** The facts it was made of. */
    RecordingFacts facts(String conversationKey) {
        return new RecordingFacts(
                id(),
                node,
                journal,
                conversationKey,
                direction,
                startedAt,
                endedAt,
                endCause,
                participants.stream().map(RecordingParticipant::party).toList(),
                streams.stream().map(RecordedStream::stream).toList(),
                identifiers.stream().collect(toMap(RecordingIdentifier::name, RecordingIdentifier::value)),
                warnings);
    }

    UUID conversationId() {
        return conversationId;
    }

    /** Idempotent: finalising may run twice, and then replaces what it found before. */
    void finalised(FinalisedMedia media) {
        if (state == RecordingState.PURGED) {
            return;
        }
        state = RecordingState.FINALISED;
        verdict = media.verdict();
        verdictReasons = media.reasons().stream().map(StoredText::of).toList();
        durationMs = media.duration().toMillis();
        participants.forEach(participant -> participant.heardOn(media.lanes()));
        streams.forEach(stream -> stream.carried(media.lanes()));
        keepGaps(media.gaps());
        keepEvents(media.events());
        media.files().forEach(this::copied);
    }

    /** Idempotent: a later copy of the same place, node and kind takes the place of the earlier. */
    void copied(MediaCopy found) {
        copies.stream()
                .filter(copy -> copy.standsWhere(found, node))
                .findFirst()
                .ifPresentOrElse(copy -> copy.replaced(found), () -> copies.add(new Copy(this, node, found)));
    }

    /** Idempotent. */
    void copyGone(String place, MediaCopy.Kind kind) {
        List<Copy> gone = copies.stream().filter(copy -> copy.is(place, kind)).toList();
        gone.forEach(Copy::gone);
        copies.removeAll(gone);
    }

    /** It is going to be deleted: whatever is found of it from now on is not kept. */
    void condemned() {
        state = RecordingState.PURGED;
    }

    /** It is deleted: nothing of its media is anywhere any more. Idempotent. */
    void purged() {
        state = RecordingState.PURGED;
        copies.forEach(Copy::gone);
        copies.clear();
        bury();
    }

    private void keepGaps(List<FinalisedMedia.Absence> found) {
        List<FinalisedMedia.Absence> missing = new ArrayList<>(found);
        gaps.stream().filter(gap -> !missing.remove(gap.absence())).toList().forEach(this::bury);
        missing.forEach(absence -> gaps.add(new Gap(this, absence)));
    }

    private void keepEvents(List<FinalisedMedia.Event> found) {
        List<FinalisedMedia.Event> missing = new ArrayList<>(found);
        events.stream().filter(event -> !missing.remove(event.event())).toList().forEach(this::bury);
        missing.forEach(event -> events.add(new RecordingEvent(this, event)));
    }

    private void bury(Gap gap) {
        gap.gone();
        gaps.remove(gap);
    }

    private void bury(RecordingEvent event) {
        event.gone();
        events.remove(event);
    }
}
