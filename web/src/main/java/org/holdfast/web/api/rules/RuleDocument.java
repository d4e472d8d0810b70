package org.holdfast.web.api.rules;

import java.util.List;
import java.util.UUID;
import org.holdfast.rulebook.RuleMode;
import org.holdfast.rulebook.RuleSide;
import org.holdfast.rules.KnownRule;
import org.holdfast.rules.RuleDraft;
import org.holdfast.web.api.people.Body;
import org.holdfast.web.api.problem.ParameterRejected;
import org.jspecify.annotations.Nullable;

/** A rule as REST has it. Immutable. */
public record RuleDocument(
        UUID id,
        String name,
        boolean enabled,
        String mode,
        int percent,
        String side,
        List<String> numbers,
        List<UUID> groups,
        List<String> trunks) {
    private static final RuleDraft NEW = RuleDraft.of("", RuleMode.ALWAYS);

    static RuleDocument of(KnownRule known) {
        RuleDraft rule = known.rule();
        return new RuleDocument(
                known.id(),
                rule.name(),
                rule.enabled(),
                rule.mode().word(),
                rule.percent(),
                rule.side().word(),
                rule.numbers(),
                rule.groups(),
                rule.trunks());
    }

    /** What the text names, and the rest as it was; a rule that is new needs a name and a mode. */
    static RuleDraft draft(@Nullable String text, @Nullable RuleDraft before) {
        Body body = Body.of(text, "name", "enabled", "mode", "percent", "side", "numbers", "groups", "trunks");
        RuleDraft was = before == null ? NEW : before;
        if (before == null && (body.text("name") == null || body.text("mode") == null)) {
            throw new ParameterRejected("name", "A rule needs a name and a mode.");
        }
        return new RuleDraft(
                or(body.text("name"), was.name()),
                or(body.flag("enabled"), was.enabled()),
                mode(body, was),
                or(body.number("percent"), was.percent()),
                side(body, was),
                or(body.texts("numbers"), was.numbers()),
                or(body.ids("groups"), was.groups()),
                or(body.texts("trunks"), was.trunks()));
    }

    private static RuleMode mode(Body body, RuleDraft was) {
        String word = body.text("mode");
        return word == null
                ? was.mode()
                : RuleMode.ofWord(word)
                        .orElseThrow(() ->
                                new ParameterRejected("mode", "mode is one of always, on-demand, never and sample."));
    }

    private static RuleSide side(Body body, RuleDraft was) {
        String word = body.text("side");
        return word == null
                ? was.side()
                : RuleSide.ofWord(word)
                        .orElseThrow(() -> new ParameterRejected("side", "side is one of any, caller and callee."));
    }

    private static <T> T or(@Nullable T wanted, T otherwise) {
        return wanted == null ? otherwise : wanted;
    }
}
