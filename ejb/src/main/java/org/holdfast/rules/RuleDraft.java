package org.holdfast.rules;

import java.util.List;
import java.util.UUID;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.rulebook.RuleBook;
import org.holdfast.rulebook.RuleMode;
import org.holdfast.rulebook.RuleSide;

/**
 * A rule as somebody wants it. Immutable; nothing of it has been looked at until {@link #checked}.
 *
 * @param percent what a sample keeps
 */
public record RuleDraft(
        String name,
        boolean enabled,
        RuleMode mode,
        int percent,
        RuleSide side,
        List<String> numbers,
        List<UUID> groups,
        List<String> trunks) {
    private static final int LONGEST_NAME = 100;
    private static final int MOST_NUMBERS = 1000;
    private static final int MOST_OTHERS = 100;
    private static final int LONGEST = 200;

    public RuleDraft {
        name = name.strip();
        numbers = numbers.stream().map(String::strip).filter(n -> !n.isEmpty()).toList();
        groups = groups.stream().distinct().toList();
        trunks = trunks.stream().map(String::strip).filter(t -> !t.isEmpty()).toList();
    }

    /** A rule that is about every call. */
    public static RuleDraft of(String name, RuleMode mode) {
        return new RuleDraft(name, true, mode, 0, RuleSide.ANY, List.of(), List.of(), List.of());
    }

    public RuleDraft withNumbers(RuleSide whose, List<String> patterns) {
        return new RuleDraft(name, enabled, mode, percent, whose, patterns, groups, trunks);
    }

    public RuleDraft withGroups(List<UUID> ids) {
        return new RuleDraft(name, enabled, mode, percent, side, numbers, ids, trunks);
    }

    public RuleDraft withTrunks(List<String> patterns) {
        return new RuleDraft(name, enabled, mode, percent, side, numbers, groups, patterns);
    }

    /**
     * The same, fit to be kept.
     *
     * @throws ChangeRejected that names what is not
     */
    RuleDraft checked() {
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.codePoints().anyMatch(Character::isISOControl)) {
            throw ChangeRejected.invalid("name", "A name has 1 to %s characters, all of them printable.", LONGEST_NAME);
        }
        if (percent < 0 || percent > 100) {
            throw ChangeRejected.invalid("percent", "percent is a whole number from 0 to 100.");
        }
        few("numbers", numbers, MOST_NUMBERS);
        few("groups", groups, MOST_OTHERS);
        few("trunks", trunks, MOST_OTHERS);
        numbers.stream()
                .filter(number -> number.length() > LONGEST || !RuleBook.isNumber(number))
                .findFirst()
                .ifPresent(odd -> {
                    throw ChangeRejected.invalid("numbers", "'%s' is no number or address.", odd);
                });
        trunks.stream()
                .filter(trunk -> trunk.length() > LONGEST || !RuleBook.isTrunk(trunk))
                .findFirst()
                .ifPresent(odd -> {
                    throw ChangeRejected.invalid("trunks", "'%s' is no address, network or host name.", odd);
                });
        return this;
    }

    private static void few(String field, List<?> values, int most) {
        if (values.size() > most) {
            throw ChangeRejected.invalid(field, "At most %s of them go into one rule.", most);
        }
    }
}
