package org.holdfast.recording;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.hibernate.annotations.SQLRestriction;
import org.holdfast.recording.row.Row;
import org.holdfast.recording.row.RowId;
import org.holdfast.recording.row.StoredText;
import org.jspecify.annotations.Nullable;

/** One participant of the recorded Communication Session (RFC 7865 §6.5). */
@Entity
@Table(name = "recording_participant")
@SQLRestriction("not deleted")
public class RecordingParticipant extends Row {
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "recording_id")
    @SuppressWarnings("UnusedVariable") // holds the foreign key
    private Recording recording;

    /** Order of appearance. */
    @Column(name = "ordinal")
    private int ordinal;

    /** The SRC's own id. */
    @Column(name = "source_id")
    private String sourceId;

    private String aor;
    private String name;
    private String role;

    @Column(name = "joined_at")
    private Instant joinedAt;

    @Column(name = "left_at")
    private @Nullable Instant leftAt;

    /** First lane of the media this participant is heard on, alone sooner than mixed with others; null when on none. */
    @Column(name = "channel")
    private @Nullable Integer channel;

    /** Made by the database, for searches. */
    @Column(name = "search_text", insertable = false, updatable = false)
    private String searchText;

    /** For Hibernate only. */
    @SuppressWarnings("NullAway.Init")
    protected RecordingParticipant() {}

    @SuppressWarnings("NullAway.Init") // the database makes the search text
    RecordingParticipant(Recording recording, int ordinal, RecordingFacts.Party party) {
        super(RowId.next());
        this.recording = recording;
        this.ordinal = ordinal;
        sourceId = StoredText.of(party.id());
        aor = StoredText.of(party.aor());
        name = StoredText.of(party.name());
        role = StoredText.of(party.role());
        joinedAt = party.joinedAt();
        leftAt = party.leftAt();
    }

    RecordingFacts.Party party() {
        return new RecordingFacts.Party(sourceId, aor, name, role, joinedAt, leftAt);
    }

    void heardOn(List<FinalisedMedia.Lane> lanes) {
        channel = lanes.stream()
                .filter(lane -> lane.participants().contains(sourceId))
                .min(Comparator.comparingInt(lane -> lane.participants().size()))
                .map(FinalisedMedia.Lane::channel)
                .orElse(null);
    }
}
