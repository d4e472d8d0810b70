package org.holdfast.retention.policy;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.SQLRestriction;
import org.holdfast.recording.Verdict;
import org.holdfast.recording.row.Row;
import org.holdfast.recording.row.RowId;
import org.jspecify.annotations.Nullable;

/** A policy as it is stored. */
@Entity
@Table(name = "retention_policy")
@SQLRestriction("not deleted")
public class RetentionPolicy extends Row {
    private String name;

    private int position;
    private boolean enabled;

    @Column(name = "changed_at")
    private Instant changedAt;

    @Column(name = "group_id")
    private @Nullable UUID groupId;

    @Column(name = "tag_key")
    private @Nullable String tagKey;

    @Enumerated(EnumType.STRING)
    private @Nullable Verdict verdict;

    @Column(name = "min_duration_ms")
    private @Nullable Long minDurationMs;

    @Column(name = "max_duration_ms")
    private @Nullable Long maxDurationMs;

    @Column(name = "keep_at_least_days")
    private @Nullable Integer keepAtLeastDays;

    @Column(name = "delete_after_days")
    private @Nullable Integer deleteAfterDays;

    @Column(name = "beyond_gigabytes")
    private @Nullable Integer beyondGigabytes;

    /** For Hibernate only. */
    @SuppressWarnings("NullAway.Init")
    protected RetentionPolicy() {}

    @SuppressWarnings("NullAway.Init") // is() sets all of it
    RetentionPolicy(PolicyRules rules, Instant at) {
        super(RowId.next());
        is(rules, at);
    }

    final void is(PolicyRules rules, Instant at) {
        changedAt = at;
        name = rules.name();
        position = rules.position();
        enabled = rules.enabled();
        groupId = rules.conditions().group();
        tagKey = rules.conditions().tag();
        verdict = rules.conditions().verdict();
        minDurationMs = millis(rules.conditions().minDuration());
        maxDurationMs = millis(rules.conditions().maxDuration());
        keepAtLeastDays = rules.terms().keepAtLeastDays();
        deleteAfterDays = rules.terms().deleteAfterDays();
        beyondGigabytes = rules.terms().beyondGigabytes();
    }

    void remove(Instant at) {
        changedAt = at;
        bury();
    }

    KnownPolicy known() {
        return new KnownPolicy(
                id(),
                version(),
                changedAt,
                new PolicyRules(
                        name,
                        position,
                        enabled,
                        new PolicyRules.Conditions(
                                groupId, tagKey, verdict, duration(minDurationMs), duration(maxDurationMs)),
                        new PolicyRules.Terms(keepAtLeastDays, deleteAfterDays, beyondGigabytes)));
    }

    private static @Nullable Long millis(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis();
    }

    private static @Nullable Duration duration(@Nullable Long millis) {
        return millis == null ? null : Duration.ofMillis(millis);
    }
}
