package org.holdfast.recording;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.type.SqlTypes;
import org.holdfast.recording.row.Row;
import org.holdfast.recording.row.RowId;
import org.holdfast.recording.row.StoredText;

/** One recorded m-line of the Recording Session (RFC 7865 §6.6). */
@Entity
@Table(name = "recorded_stream")
@SQLRestriction("not deleted")
public class RecordedStream extends Row {
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "recording_id")
    @SuppressWarnings("UnusedVariable") // holds the foreign key
    private Recording recording;

    private int number;
    private String label;
    private String kind;
    private String codec;

    @Column(name = "clock_rate")
    private int clockRate;

    /** Source ids of the participants that sent it. */
    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> participants;

    /** For Hibernate only. */
    @SuppressWarnings("NullAway.Init")
    protected RecordedStream() {}

    RecordedStream(Recording recording, RecordingFacts.Stream stream) {
        super(RowId.next());
        this.recording = recording;
        number = stream.number();
        label = StoredText.of(stream.label());
        kind = StoredText.of(stream.kind());
        codec = StoredText.of(stream.codec());
        clockRate = stream.clockRate();
        participants = stream.participants().stream().map(StoredText::of).toList();
    }

    RecordingFacts.Stream stream() {
        return new RecordingFacts.Stream(number, label, kind, codec, clockRate, participants);
    }

    /** The SDP names what may come; the media shows what came. */
    void carried(List<FinalisedMedia.Lane> lanes) {
        lanes.stream()
                .filter(lane -> lane.stream() == number && !lane.codec().isEmpty())
                .findFirst()
                .ifPresent(lane -> codec = StoredText.of(lane.codec()));
    }
}
