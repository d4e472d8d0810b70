package org.holdfast.connector.siprec;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.holdfast.connector.api.Participant;
import org.jspecify.annotations.Nullable;

/**
 * What all metadata documents of a Recording Session add up to (RFC 7866 §9.1). Immutable; a document makes a new state.
 * Nobody is ever deleted: who is gone has a time of leaving.
 */
public final class MetadataState {

    private static final MetadataState EMPTY =
            new MetadataState(Map.of(), Map.of(), Map.of(), new Links(Map.of(), Map.of()), Set.of());

    private final Map<String, SessionFacts> sessions;
    private final Map<String, PersonFacts> people;
    private final Map<String, StreamFacts> streams;
    private final Links links;
    private final Set<Identifier> identifiers;

    /** A key by which the call can be found: group, session, sipSessionID, or a vendor's own. */
    public record Identifier(String name, String value) {}

    record SessionFacts(
            String id,
            String groupId,
            List<String> sipSessionIds,
            Instant startedAt,
            @Nullable Instant stoppedAt) {}

    record PersonFacts(String id, String aor, String name, String role) {

        /** Avaya's SBC names itself as a participant until it knows the real one. */
        boolean standIn() {
            return aor.toLowerCase(Locale.ROOT).replaceFirst("^sips?:", "").startsWith("asbce@");
        }
    }

    record StreamFacts(String id, String sessionId, String label, boolean live) {}

    /** Somebody's part in a session. */
    record Membership(String participantId, String sessionId) {}

    record Span(Instant from, @Nullable Instant until) {}

    /** References to streams somebody sends now, and those sent before a hold took them away. */
    record Sending(Set<String> now, Set<String> last) {}

    record Links(Map<Membership, Span> memberships, Map<String, Sending> sendings) {}

    /** Takes the maps over; they keep the order of appearance. */
    MetadataState(
            Map<String, SessionFacts> sessions,
            Map<String, PersonFacts> people,
            Map<String, StreamFacts> streams,
            Links links,
            Set<Identifier> identifiers) {
        this.sessions = sessions;
        this.people = people;
        this.streams = streams;
        this.links = links;
        this.identifiers = identifiers;
    }

    public static MetadataState empty() {
        return EMPTY;
    }

    /**
     * Partial merges by object id and leaves absent objects alone; complete ends what it does not name.
     *
     * @param at arrival, stands in for times the document lacks or that cannot be right
     */
    public MetadataState apply(RecordingMetadata document, Instant at) {
        return new MetadataMerge(this, document, at).merged();
    }

    /** Every Communication Session seen, oldest first. */
    public List<CommunicationSession> sessions() {
        return sessions.values().stream().map(this::session).toList();
    }

    /** Sessions that run now and did not in {@code earlier}: new recordings within the Recording Session. */
    public List<CommunicationSession> startedSince(MetadataState earlier) {
        return sessions().stream()
                .filter(CommunicationSession::running)
                .filter(session -> !earlier.runs(session.id()))
                .toList();
    }

    /** Sessions that ran in {@code earlier} and run no more. */
    public List<CommunicationSession> stoppedSince(MetadataState earlier) {
        return sessions().stream()
                .filter(session -> !session.running() && earlier.runs(session.id()))
                .toList();
    }

    /** Everybody who ever took part, in the order they appeared; stand-ins of the SRC apart. */
    public List<Participant> participants() {
        return participants(null);
    }

    /** Keys by which the call can be found, in the order they appeared. */
    public List<Identifier> identifiers() {
        return List.copyOf(identifiers);
    }

    private boolean runs(String sessionId) {
        SessionFacts session = sessions.get(sessionId);
        return session != null && session.stoppedAt() == null;
    }

    private CommunicationSession session(SessionFacts facts) {
        return new CommunicationSession(
                facts.id(),
                facts.groupId(),
                facts.sipSessionIds(),
                facts.startedAt(),
                facts.stoppedAt(),
                participants(facts.id()));
    }

    private List<Participant> participants(@Nullable String sessionId) {
        List<Participant> found = new ArrayList<>();
        for (PersonFacts person : people.values()) {
            Span span = span(person.id(), sessionId);
            if (span != null && !person.standIn()) {
                found.add(new Participant(
                        person.id(), person.aor(), person.name(), person.role(), span.from(), span.until()));
            }
        }
        return List.copyOf(found);
    }

    /** From first joining to last leaving, in one session or in all; null when never there. */
    private @Nullable Span span(String participantId, @Nullable String sessionId) {
        Span whole = null;
        for (Map.Entry<Membership, Span> entry : links.memberships().entrySet()) {
            Membership membership = entry.getKey();
            boolean asked = sessionId == null || membership.sessionId().equals(sessionId);
            if (asked && membership.participantId().equals(participantId)) {
                whole = whole == null ? entry.getValue() : union(whole, entry.getValue());
            }
        }
        return whole;
    }

    private static Span union(Span one, Span other) {
        Instant from = one.from().isBefore(other.from()) ? one.from() : other.from();
        Instant a = one.until();
        Instant b = other.until();
        return new Span(from, a == null || b == null ? null : (a.isAfter(b) ? a : b));
    }

    Map<String, SessionFacts> sessionFacts() {
        return sessions;
    }

    Map<String, PersonFacts> personFacts() {
        return people;
    }

    Map<String, StreamFacts> streamFacts() {
        return streams;
    }

    Links links() {
        return links;
    }

    /** Id of the session that began last and still runs, else of the last one, else empty. */
    String currentSessionId() {
        String current = "";
        for (SessionFacts session : sessions.values()) {
            if (session.stoppedAt() == null || !runs(current)) {
                current = session.id();
            }
        }
        return current;
    }

    /** The live stream of that label, else the last that had it: a hold may drop a stream from the document. */
    Optional<StreamFacts> streamLabelled(String label) {
        StreamFacts found = null;
        for (StreamFacts stream : streams.values()) {
            if (stream.label().equals(label) && (found == null || stream.live() || !found.live())) {
                found = stream;
            }
        }
        return Optional.ofNullable(found);
    }

    /** Who sends a stream now, else who sent it before a hold, in order of appearance; only who is still there. */
    List<String> senders(StreamFacts stream) {
        List<String> there = present(stream.sessionId());
        List<String> now =
                there.stream().filter(id -> refers(sending(id).now(), stream)).toList();
        return now.isEmpty()
                ? there.stream()
                        .filter(id -> refers(sending(id).last(), stream))
                        .toList()
                : now;
    }

    private Sending sending(String participantId) {
        return links.sendings().getOrDefault(participantId, new Sending(Set.of(), Set.of()));
    }

    /** Some SRCs refer to a stream by its label instead of its id. */
    private static boolean refers(Set<String> references, StreamFacts stream) {
        return references.contains(stream.id()) || (!stream.label().isEmpty() && references.contains(stream.label()));
    }

    /** Who takes part in that session now, in order of appearance; in any session when nobody is in that one. */
    List<String> present(String sessionId) {
        List<String> there = present(membership -> membership.sessionId().equals(sessionId));
        return there.isEmpty() ? present(membership -> true) : there;
    }

    private List<String> present(Predicate<Membership> wanted) {
        return people.values().stream()
                .filter(person -> !person.standIn())
                .map(PersonFacts::id)
                .filter(id -> links.memberships().entrySet().stream()
                        .anyMatch(entry -> entry.getKey().participantId().equals(id)
                                && entry.getValue().until() == null
                                && wanted.test(entry.getKey())))
                .toList();
    }
}
