package org.holdfast.search;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.holdfast.recording.RecordingState;
import org.holdfast.recording.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What to look for; null means any. Immutable: {@code with…} gives a changed copy.
 *
 * @param from started at or after
 * @param to started before
 * @param text words that must all occur in a participant's name or address, in an identifier, or in a note
 * @param participant part of one participant's name or address
 * @param node name of the node that recorded
 * @param limit 1 to {@value #MOST}
 * @param cursor from {@link RecordingPage}, of the same query
 */
public record RecordingQuery(
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String text,
        @Nullable String participant,
        @Nullable Verdict verdict,
        @Nullable RecordingState state,
        @Nullable String node,
        @Nullable Duration minDuration,
        Narrowing narrowing,
        Sort sort,
        int limit,
        @Nullable String cursor) {

    /** The most items a page may have. */
    public static final int MOST = 1000;

    /**
     * More of it; null means any.
     *
     * @param users assigned to one of these
     * @param tag has this tag, whatever its case
     * @param maxDuration lasting at most
     */
    public record Narrowing(
            @Nullable Set<UUID> users,
            @Nullable String tag,
            @Nullable String direction,
            @Nullable Duration maxDuration) {
        public static final Narrowing NONE = new Narrowing(null, null, null, null);

        public Narrowing {
            users = users == null ? null : Set.copyOf(users);
        }

        /** Also only those of these users; null: of anybody. */
        public Narrowing of(@Nullable Set<UUID> those) {
            if (those == null || users == null) {
                return new Narrowing(those == null ? users : those, tag, direction, maxDuration);
            }
            Set<UUID> both = new HashSet<>(users);
            both.retainAll(those);
            return new Narrowing(both, tag, direction, maxDuration);
        }
    }

    /** Order of the answer; ties are broken by id. */
    public enum Sort {
        NEWEST,
        OLDEST,
        LONGEST,
        SHORTEST
    }

    public RecordingQuery {
        if (limit < 1 || limit > MOST) {
            throw new QueryRejected("limit must be 1 to %s", MOST);
        }
    }

    /** Everything, newest first, fifty a page. */
    public static RecordingQuery all() {
        return new RecordingQuery(
                null, null, null, null, null, null, null, null, Narrowing.NONE, Sort.NEWEST, 50, null);
    }

    public RecordingQuery between(@Nullable Instant first, @Nullable Instant before) {
        return new RecordingQuery(
                first, before, text, participant, verdict, state, node, minDuration, narrowing, sort, limit, cursor);
    }

    public RecordingQuery withText(@Nullable String words) {
        return new RecordingQuery(
                from, to, words, participant, verdict, state, node, minDuration, narrowing, sort, limit, cursor);
    }

    public RecordingQuery withParticipant(@Nullable String part) {
        return new RecordingQuery(
                from, to, text, part, verdict, state, node, minDuration, narrowing, sort, limit, cursor);
    }

    public RecordingQuery withVerdict(@Nullable Verdict wanted) {
        return new RecordingQuery(
                from, to, text, participant, wanted, state, node, minDuration, narrowing, sort, limit, cursor);
    }

    public RecordingQuery withState(@Nullable RecordingState wanted) {
        return new RecordingQuery(
                from, to, text, participant, verdict, wanted, node, minDuration, narrowing, sort, limit, cursor);
    }

    public RecordingQuery withNode(@Nullable String name) {
        return new RecordingQuery(
                from, to, text, participant, verdict, state, name, minDuration, narrowing, sort, limit, cursor);
    }

    public RecordingQuery lasting(@Nullable Duration atLeast) {
        return new RecordingQuery(
                from, to, text, participant, verdict, state, node, atLeast, narrowing, sort, limit, cursor);
    }

    public RecordingQuery narrowedTo(Narrowing more) {
        return new RecordingQuery(
                from, to, text, participant, verdict, state, node, minDuration, more, sort, limit, cursor);
    }

    public RecordingQuery sortedBy(Sort order) {
        return new RecordingQuery(
                from, to, text, participant, verdict, state, node, minDuration, narrowing, order, limit, cursor);
    }

    public RecordingQuery limitedTo(int most) {
        return new RecordingQuery(
                from, to, text, participant, verdict, state, node, minDuration, narrowing, sort, most, cursor);
    }

    public RecordingQuery at(@Nullable String place) {
        return new RecordingQuery(
                from, to, text, participant, verdict, state, node, minDuration, narrowing, sort, limit, place);
    }
}
