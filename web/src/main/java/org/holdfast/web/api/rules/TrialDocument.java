package org.holdfast.web.api.rules;

import java.util.List;
import java.util.UUID;
import org.holdfast.rulebook.Rule;
import org.holdfast.rulebook.Ruling;
import org.jspecify.annotations.Nullable;

/**
 * What would happen to a call. Immutable.
 *
 * @param outcome {@code keep}, {@code on-demand}, {@code never} or {@code sampled-out}
 * @param rule the rule that decides; absent when none is about the call
 * @param considered the rules looked at, in order, each with why it decides or does not
 */
public record TrialDocument(String outcome, @Nullable RuleName rule, List<Considered> considered) {

    /** Which rule. */
    public record RuleName(UUID id, String name, String mode) {
        static RuleName of(Rule rule) {
            return new RuleName(rule.id(), rule.name(), rule.mode().word());
        }
    }

    /** A rule that was looked at. */
    public record Considered(UUID id, String name, String why) {}

    static TrialDocument of(Ruling ruling) {
        Rule rule = ruling.rule();
        return new TrialDocument(
                ruling.outcome().word(),
                rule == null ? null : RuleName.of(rule),
                ruling.considered().stream()
                        .map(one -> new Considered(
                                one.rule().id(), one.rule().name(), one.why().word()))
                        .toList());
    }
}
