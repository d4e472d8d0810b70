package org.holdfast.rulebook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rules say of a call. Immutable.
 *
 * @param rule the first rule that is about the call; null when none is, and then it is kept
 * @param considered the rules looked at, in order, up to that one
 */
public record Ruling(Outcome outcome, @Nullable Rule rule, List<Considered> considered) {

    /** Why a rule is about the call or is not. */
    public enum Why {
        APPLIES,
        OTHER_NUMBERS,
        OTHER_GROUPS,
        OTHER_TRUNKS;

        /** E.g. {@code other-numbers}. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /** A rule that was looked at. */
    public record Considered(Rule rule, Why why) {}

    public Ruling {
        considered = List.copyOf(considered);
    }

    /** Name of the rule, empty when none is about the call. */
    public String ruleName() {
        return rule == null ? "" : rule.name();
    }
}
