package org.holdfast.web.api.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.holdfast.recording.Verdict;
import org.holdfast.retention.policy.KnownPolicy;
import org.holdfast.retention.policy.PolicyRules;
import org.holdfast.web.api.people.Body;
import org.holdfast.web.api.problem.ParameterRejected;
import org.jspecify.annotations.Nullable;

/** A retention policy as REST has it; durations in seconds. Immutable. */
public record PolicyDocument(
        UUID id,
        String name,
        int position,
        boolean enabled,
        @Nullable UUID group,
        @Nullable String tag,
        @Nullable Verdict verdict,
        @Nullable Integer minDuration,
        @Nullable Integer maxDuration,
        @Nullable Integer keepAtLeastDays,
        @Nullable Integer deleteAfterDays,
        @Nullable Integer beyondGigabytes,
        Instant changedAt) {
    private static final String[] FIELDS = {
        "name",
        "position",
        "enabled",
        "group",
        "tag",
        "verdict",
        "minDuration",
        "maxDuration",
        "keepAtLeastDays",
        "deleteAfterDays",
        "beyondGigabytes",
        "changedAt"
    };

    static PolicyDocument of(KnownPolicy policy) {
        PolicyRules rules = policy.rules();
        PolicyRules.Conditions about = rules.conditions();
        return new PolicyDocument(
                policy.id(),
                rules.name(),
                rules.position(),
                rules.enabled(),
                about.group(),
                about.tag(),
                about.verdict(),
                seconds(about.minDuration()),
                seconds(about.maxDuration()),
                rules.terms().keepAtLeastDays(),
                rules.terms().deleteAfterDays(),
                rules.terms().beyondGigabytes(),
                policy.changedAt());
    }

    /** What the request says; what it does not say is as if the policy said nothing of it. */
    static PolicyRules rules(@Nullable String text) {
        return rules(Body.of(text, FIELDS));
    }

    static PolicyRules rules(Body body) {
        String name = body.text("name");
        Integer position = body.number("position");
        return new PolicyRules(
                name == null ? "" : name,
                position == null ? 100 : position,
                !Boolean.FALSE.equals(body.flag("enabled")),
                new PolicyRules.Conditions(
                        body.id("group"),
                        body.text("tag"),
                        verdict(body.text("verdict")),
                        duration(body.number("minDuration")),
                        duration(body.number("maxDuration"))),
                new PolicyRules.Terms(
                        body.number("keepAtLeastDays"),
                        body.number("deleteAfterDays"),
                        body.number("beyondGigabytes")));
    }

    static Body body(@Nullable String text) {
        return Body.of(text, FIELDS);
    }

    private static @Nullable Verdict verdict(@Nullable String word) {
        return word == null
                ? null
                : Verdict.ofWord(word)
                        .orElseThrow(() -> new ParameterRejected(
                                "verdict", "verdict must be complete, interrupted, one-sided, silent or no-media."));
    }

    private static @Nullable Duration duration(@Nullable Integer seconds) {
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }

    private static @Nullable Integer seconds(@Nullable Duration duration) {
        return duration == null ? null : Math.toIntExact(duration.toSeconds());
    }
}
