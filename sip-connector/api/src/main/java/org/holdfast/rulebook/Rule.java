package org.holdfast.rulebook;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * One rule. Immutable.
 *
 * @param percent share of the calls that a {@link RuleMode#SAMPLE} keeps, 0 to 100; else without meaning
 */
public record Rule(UUID id, String name, RuleMode mode, int percent, Conditions conditions) {

    /**
     * What calls it is about: those that meet every condition that is there. Immutable.
     *
     * @param numbers numbers or addresses, exact or with {@code *} and {@code ?}; one of them must fit a participant
     * @param groups one participant must be of one of these groups
     * @param groupKeys the addresses of those in the groups and in the groups below, as {@link AddressKeys} has them
     * @param trunks addresses, networks ({@code 10.1.0.0/16}) or host names of SRCs, also with {@code *} and {@code ?}
     */
    public record Conditions(
            RuleSide side, List<String> numbers, Set<UUID> groups, Set<String> groupKeys, List<String> trunks) {
        public Conditions {
            numbers = List.copyOf(numbers);
            groups = Set.copyOf(groups);
            groupKeys = Set.copyOf(groupKeys);
            trunks = List.copyOf(trunks);
        }

        /** Met by every call. */
        public static Conditions none() {
            return new Conditions(RuleSide.ANY, List.of(), Set.of(), Set.of(), List.of());
        }
    }
}
