package org.holdfast.rules;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.type.SqlTypes;
import org.holdfast.recording.row.Row;
import org.holdfast.recording.row.RowId;
import org.holdfast.rulebook.RuleMode;
import org.holdfast.rulebook.RuleSide;

/** A recording rule and its place among the others. */
@Entity
@Table(name = "recording_rule")
@SQLRestriction("not deleted")
public class RecordingRule extends Row {
    @Column(name = "place")
    private int place;

    private String name;
    private boolean enabled;

    @Enumerated(EnumType.STRING)
    private RuleMode mode;

    private int percent;

    @Enumerated(EnumType.STRING)
    private RuleSide side;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> numbers = List.of();

    @JdbcTypeCode(SqlTypes.ARRAY)
    @Column(name = "group_ids")
    private List<UUID> groupIds = List.of();

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> trunks = List.of();

    /** For Hibernate only. */
    @SuppressWarnings("NullAway.Init")
    protected RecordingRule() {}

    @SuppressWarnings("NullAway.Init") // is() sets the rest
    RecordingRule(RuleDraft wanted, int place) {
        super(RowId.next());
        is(wanted);
        this.place = place;
    }

    final void is(RuleDraft wanted) {
        name = wanted.name();
        enabled = wanted.enabled();
        mode = wanted.mode();
        percent = wanted.percent();
        side = wanted.side();
        numbers = wanted.numbers();
        groupIds = wanted.groups();
        trunks = wanted.trunks();
    }

    void standsAt(int newPlace) {
        place = newPlace;
    }

    int place() {
        return place;
    }

    void remove() {
        bury();
    }

    KnownRule known() {
        return new KnownRule(
                id(), version(), new RuleDraft(name, enabled, mode, percent, side, numbers, groupIds, trunks));
    }
}
