package org.holdfast.retention.policy;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.recording.Verdict;
import org.holdfast.wording.Wording;
import org.jspecify.annotations.Nullable;

/**
 * What a policy says. Immutable, and sound once made.
 *
 * @param position the smaller, the sooner it is asked
 * @param enabled whether it counts
 */
public record PolicyRules(String name, int position, boolean enabled, Conditions conditions, Terms terms) {
    private static final int LONGEST_NAME = 100;
    private static final int MOST_DAYS = 36_500;
    private static final int MOST_POSITION = 1_000_000;

    /**
     * Which recordings it is about; null means any.
     *
     * @param group of the users whose recordings they are; groups below it count, too
     * @param tag in lower case
     */
    public record Conditions(
            @Nullable UUID group,
            @Nullable String tag,
            @Nullable Verdict verdict,
            @Nullable Duration minDuration,
            @Nullable Duration maxDuration) {
        /** About every recording. */
        public static final Conditions NONE = new Conditions(null, null, null, null, null);

        public Conditions {
            tag = tag == null || tag.isBlank() ? null : tag.strip().toLowerCase(Locale.ROOT);
        }

        /** Whether it is about that recording. */
        boolean meet(Candidate recording, Set<UUID> groups) {
            return (group == null || recording.groups().stream().anyMatch(groups::contains))
                    && (tag == null || recording.tags().contains(tag))
                    && (verdict == null || verdict == recording.verdict())
                    && (minDuration == null || recording.duration().compareTo(minDuration) >= 0)
                    && (maxDuration == null || recording.duration().compareTo(maxDuration) <= 0);
        }
    }

    /**
     * What happens to them, counted from the end of the call; null means the policy says nothing of it.
     *
     * @param keepAtLeastDays not deleted before, whatever other policies say
     * @param deleteAfterDays deleted then
     * @param beyondGigabytes the oldest are deleted while the tenant's copies take more than that
     */
    public record Terms(
            @Nullable Integer keepAtLeastDays,
            @Nullable Integer deleteAfterDays,
            @Nullable Integer beyondGigabytes) {}

    public PolicyRules {
        name = name.strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.codePoints().anyMatch(Character::isISOControl)) {
            throw ChangeRejected.invalid("name", "A policy needs a name of 1 to 100 printable characters.");
        }
        if (position < 0 || position > MOST_POSITION) {
            throw ChangeRejected.invalid("position", "position must be 0 to 1000000.");
        }
        requireSound(conditions);
        requireSound(terms);
        if (terms.beyondGigabytes() != null && !conditions.equals(Conditions.NONE)) {
            throw ChangeRejected.invalid("beyondGigabytes", "A quota is the whole tenant's: it has no conditions.");
        }
    }

    private static void requireSound(Conditions conditions) {
        Duration least = conditions.minDuration();
        Duration most = conditions.maxDuration();
        if ((least != null && least.isNegative()) || (most != null && most.isNegative())) {
            throw ChangeRejected.invalid("minDuration", "A duration is not negative.");
        }
        if (least != null && most != null && least.compareTo(most) > 0) {
            throw ChangeRejected.invalid("minDuration", "No recording lasts longer than its longest duration.");
        }
        if (conditions.tag() != null && conditions.tag().length() > LONGEST_NAME) {
            throw ChangeRejected.invalid("tag", "A tag is not that long.");
        }
    }

    private static void requireSound(Terms terms) {
        requireDays("keepAtLeastDays", terms.keepAtLeastDays(), Wording.of("keepAtLeastDays must be 1 to 36500 days."));
        requireDays("deleteAfterDays", terms.deleteAfterDays(), Wording.of("deleteAfterDays must be 1 to 36500 days."));
        Integer keep = terms.keepAtLeastDays();
        Integer delete = terms.deleteAfterDays();
        Integer quota = terms.beyondGigabytes();
        if (keep == null && delete == null && quota == null) {
            throw ChangeRejected.invalid(
                    "deleteAfterDays",
                    "A policy keeps at least so long, deletes after so long, or deletes beyond a quota.");
        }
        if (quota != null && (quota < 1 || quota > MOST_POSITION || delete != null)) {
            throw ChangeRejected.invalid(
                    "beyondGigabytes", "A quota is 1 to 1000000 gigabytes, in a policy that does not delete by age.");
        }
        if (keep != null && delete != null && keep > delete) {
            throw ChangeRejected.invalid("keepAtLeastDays", "It cannot be kept longer than it is deleted after.");
        }
    }

    private static void requireDays(String field, @Nullable Integer days, Wording otherwise) {
        if (days != null && (days < 1 || days > MOST_DAYS)) {
            throw ChangeRejected.invalid(field, "%s", otherwise);
        }
    }
}
