package org.holdfast.retention.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.holdfast.access.people.KnownGroup;

/**
 * All enabled policies of a tenant, in their order, and what they make of a recording (adr/0050): the first that matches
 * and deletes by age says when it goes, a quota takes the oldest, and nothing goes before the longest keep of all that
 * match. Immutable.
 */
final class PolicyBook {
    private static final long GIGABYTE = 1_000_000_000L;
    private static final Fate STAYS = new Fate.Stays();

    private final List<KnownPolicy> policies;
    private final Map<UUID, Set<UUID>> groups;

    PolicyBook(Collection<KnownPolicy> policies, Collection<KnownGroup> groups) {
        this.policies = policies.stream()
                .filter(policy -> policy.rules().enabled())
                .sorted(Comparator.comparingInt(
                                (KnownPolicy policy) -> policy.rules().position())
                        .thenComparing(KnownPolicy::id))
                .toList();
        this.groups = this.policies.stream()
                .map(policy -> policy.rules().conditions().group())
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.toMap(group -> group, group -> KnownGroup.withThoseBelow(Set.of(group), groups)));
    }

    /** Whether any of them wants anything gone. */
    boolean deletes() {
        return shortestDays().isPresent() || quota().isPresent();
    }

    /** The least age at which any policy deletes; none when none deletes by age. */
    OptionalInt shortestDays() {
        return policies.stream()
                .map(policy -> policy.rules().terms().deleteAfterDays())
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .min();
    }

    /** What the tenant's copies may take, in bytes; none when there is no quota. */
    OptionalLong quota() {
        return policies.stream()
                .map(policy -> policy.rules().terms().beyondGigabytes())
                .filter(Objects::nonNull)
                .mapToLong(gigabytes -> gigabytes * GIGABYTE)
                .min();
    }

    /** @param excess bytes beyond the quota, were everything before this recording gone that is to go */
    Fate fate(Candidate recording, Instant now, long excess) {
        Fate wanted = deletion(recording, now, excess);
        return wanted instanceof Fate.Due
                ? kept(recording)
                        .filter(keep -> keep.until().isAfter(now))
                        .max(Comparator.comparing(Fate.Kept::until))
                        .map(Fate.class::cast)
                        .orElse(wanted)
                : wanted;
    }

    private Fate deletion(Candidate recording, Instant now, long excess) {
        for (KnownPolicy policy : matching(recording).toList()) {
            Integer days = policy.rules().terms().deleteAfterDays();
            if (days != null) {
                Instant due = recording.endedAt().plus(Duration.ofDays(days));
                if (!due.isAfter(now)) {
                    return new Fate.Due(policy, "older than %d days since %s".formatted(days, due), now);
                }
                break; // it has been answered: later ones are not asked
            }
        }
        return excess > 0 && recording.bytes() > 0 ? beyondQuota(now) : STAYS;
    }

    private Fate beyondQuota(Instant now) {
        return policies.stream()
                .filter(policy -> policy.rules().terms().beyondGigabytes() != null)
                .min(Comparator.comparing(
                        policy -> Objects.requireNonNull(policy.rules().terms().beyondGigabytes())))
                .<Fate>map(policy -> new Fate.Due(
                        policy,
                        "the oldest beyond %d GB"
                                .formatted(policy.rules().terms().beyondGigabytes()),
                        now))
                .orElse(STAYS);
    }

    private Stream<Fate.Kept> kept(Candidate recording) {
        return matching(recording)
                .filter(policy -> policy.rules().terms().keepAtLeastDays() != null)
                .map(policy -> new Fate.Kept(
                        policy,
                        recording
                                .endedAt()
                                .plus(Duration.ofDays(Objects.requireNonNull(
                                        policy.rules().terms().keepAtLeastDays())))));
    }

    private Stream<KnownPolicy> matching(Candidate recording) {
        return policies.stream().filter(policy -> {
            PolicyRules.Conditions conditions = policy.rules().conditions();
            return conditions.meet(recording, groups.getOrDefault(orNobody(conditions.group()), Set.of()));
        });
    }

    private static UUID orNobody(@org.jspecify.annotations.Nullable UUID group) {
        return group == null ? new UUID(0, 0) : group;
    }
}
