package org.holdfast.connector.siprec;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.holdfast.connector.siprec.MetadataState.Identifier;
import org.holdfast.connector.siprec.MetadataState.Links;
import org.holdfast.connector.siprec.MetadataState.Membership;
import org.holdfast.connector.siprec.MetadataState.PersonFacts;
import org.holdfast.connector.siprec.MetadataState.Sending;
import org.holdfast.connector.siprec.MetadataState.SessionFacts;
import org.holdfast.connector.siprec.MetadataState.Span;
import org.holdfast.connector.siprec.MetadataState.StreamFacts;
import org.holdfast.connector.siprec.RecordingMetadata.Person;
import org.holdfast.connector.siprec.RecordingMetadata.Session;
import org.holdfast.connector.siprec.RecordingMetadata.SessionLink;
import org.holdfast.connector.siprec.RecordingMetadata.StreamLink;
import org.jspecify.annotations.Nullable;

/** Adds one document to a state (RFC 7865 §6, RFC 7866 §9.1). Confined to one call. */
final class MetadataMerge {

    /** A Recording Session may have run that long before its first document; older times are of another clock. */
    private static final Duration LONGEST_PAST = Duration.ofHours(12);

    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);
    private static final int MAX_IDENTIFIERS = 256;

    private final MetadataState before;
    private final RecordingMetadata document;
    private final Instant at;
    private final Map<String, SessionFacts> sessions;
    private final Map<String, PersonFacts> people;
    private final Map<String, StreamFacts> streams;
    private final Map<Membership, Span> memberships;
    private final Map<String, Sending> sendings;
    private final Set<Identifier> identifiers;
    private final Set<String> namedPeople = new LinkedHashSet<>();

    MetadataMerge(MetadataState before, RecordingMetadata document, Instant at) {
        this.before = before;
        this.document = document;
        this.at = at;
        sessions = new LinkedHashMap<>(before.sessionFacts());
        people = new LinkedHashMap<>(before.personFacts());
        streams = new LinkedHashMap<>(before.streamFacts());
        memberships = new LinkedHashMap<>(before.links().memberships());
        sendings = new LinkedHashMap<>(before.links().sendings());
        identifiers = new LinkedHashSet<>(before.identifiers());
    }

    MetadataState merged() {
        document.sessions().forEach(this::takeSession);
        document.participants().forEach(this::takePerson);
        document.sessionLinks().forEach(this::takeMembership);
        admitTheUnassigned();
        document.streams().forEach(this::takeStream);
        takeSendings();
        if (document.complete()) {
            endAbsentSessions();
            endAbsentPeople();
            endAbsentStreams();
        } else {
            endSupersededSessions();
        }
        leaveStoppedSessions();
        guessRoles();
        takeIdentifiers();
        return new MetadataState(
                Collections.unmodifiableMap(sessions),
                Collections.unmodifiableMap(people),
                Collections.unmodifiableMap(streams),
                new Links(Collections.unmodifiableMap(memberships), Collections.unmodifiableMap(sendings)),
                Collections.unmodifiableSet(identifiers));
    }

    private void takeSession(Session session) {
        SessionFacts known = sessions.get(session.id());
        Set<String> sipSessionIds = new LinkedHashSet<>(known == null ? List.of() : known.sipSessionIds());
        sipSessionIds.addAll(session.sipSessionIds());
        String groupId = groupOf(session);
        sessions.put(
                session.id(),
                new SessionFacts(
                        session.id(),
                        groupId.isEmpty() && known != null ? known.groupId() : groupId,
                        List.copyOf(sipSessionIds),
                        known == null ? believed(session.startedAt()) : known.startedAt(),
                        session.stopped() ? believed(session.stoppedAt()) : null));
    }

    /** The group it names, else the only one there is. */
    private String groupOf(Session session) {
        boolean only = session.groupId().isEmpty() && document.groups().size() == 1;
        return only ? document.groups().getFirst().id() : session.groupId();
    }

    private void takePerson(Person person) {
        String id = key(person);
        namedPeople.add(id);
        PersonFacts known = people.get(id);
        String role = role(person);
        people.put(
                id,
                new PersonFacts(
                        id,
                        person.aor().isEmpty() && known != null ? known.aor() : person.aor(),
                        name(person, known),
                        role.isEmpty() && known != null ? known.role() : role));
        if (!person.sessionId().isEmpty()) {
            join(new Membership(id, person.sessionId()), at);
        }
    }

    private String name(Person person, @Nullable PersonFacts known) {
        if (!person.name().isEmpty()) {
            return person.name();
        }
        return known == null || known.name().isEmpty() ? nameInGroup(person.aor()) : known.name();
    }

    /** Ribbon leaves names blank and copies the call's From and To into the group. */
    private String nameInGroup(String aor) {
        return document.groups().stream()
                .flatMap(group -> group.extensions().values().stream())
                .filter(value -> value.indexOf('<') > 0)
                .map(SipParties.NameAddress::of)
                .filter(address -> !aor.isEmpty() && address.aor().endsWith(aor))
                .map(SipParties.NameAddress::name)
                .findFirst()
                .orElse("");
    }

    private static String key(Person person) {
        return person.id().isEmpty() ? person.aor() : person.id();
    }

    /** Oracle says who called; nobody else does. */
    private static String role(Person person) {
        String calling = person.extensions().getOrDefault("callingParty", "");
        return calling.equalsIgnoreCase("true") ? "caller" : calling.equalsIgnoreCase("false") ? "callee" : "";
    }

    private void takeMembership(SessionLink link) {
        Membership membership = new Membership(link.participantId(), link.sessionId());
        people.computeIfAbsent(link.participantId(), id -> new PersonFacts(id, "", "", ""));
        if (link.ended() && link.sessionId().isEmpty()) {
            memberships.replaceAll((known, span) ->
                    known.participantId().equals(link.participantId()) ? until(span, believed(link.leftAt())) : span);
        } else if (link.ended()) {
            leave(membership, believed(link.leftAt()));
        } else {
            join(membership, believed(link.joinedAt()));
        }
        namedPeople.add(link.participantId());
    }

    /** Who comes with no word of a session takes part in the newest. */
    private void admitTheUnassigned() {
        for (String id : namedPeople) {
            if (memberships.keySet().stream()
                    .noneMatch(membership -> membership.participantId().equals(id))) {
                join(new Membership(id, newestSession()), at);
            }
        }
    }

    private String newestSession() {
        if (!document.sessions().isEmpty()) {
            return document.sessions().getLast().id();
        }
        return before.currentSessionId();
    }

    private void join(Membership membership, Instant from) {
        sessions.computeIfAbsent(membership.sessionId(), id -> new SessionFacts(id, "", List.of(), at, null));
        Span known = memberships.get(membership);
        memberships.put(membership, known == null ? new Span(from, null) : new Span(known.from(), null));
    }

    private void leave(Membership membership, Instant until) {
        Span known = memberships.get(membership);
        Instant from = known == null ? until : known.from();
        memberships.put(membership, new Span(from, until.isBefore(from) ? from : until));
    }

    /** A label is one m-line: the stream that claims it last has it. */
    private void takeStream(RecordingMetadata.Stream stream) {
        String key = key(stream);
        StreamFacts known = streams.remove(key);
        String label = stream.label().isEmpty() && known != null ? known.label() : stream.label();
        String session = stream.sessionId().isEmpty() ? newestSession() : stream.sessionId();
        if (!label.isEmpty()) {
            streams.replaceAll((id, other) -> other.label().equals(label) ? ended(other) : other);
        }
        streams.put(key, new StreamFacts(stream.id(), session, label, true));
    }

    private static String key(RecordingMetadata.Stream stream) {
        return stream.id().isEmpty() ? "label " + stream.label() : stream.id();
    }

    private static StreamFacts ended(StreamFacts stream) {
        return new StreamFacts(stream.id(), stream.sessionId(), stream.label(), false);
    }

    private void takeSendings() {
        Map<String, List<StreamLink>> byPerson = new LinkedHashMap<>();
        for (StreamLink link : document.streamLinks()) {
            byPerson.computeIfAbsent(link.participantId(), id -> new ArrayList<>())
                    .add(link);
        }
        byPerson.forEach((id, links) -> sendings.put(id, sending(id, links)));
    }

    /** No word of sending is a hold, and what was sent before is remembered; only a disassociation ends it. */
    private Sending sending(String participantId, List<StreamLink> links) {
        Set<String> now = new LinkedHashSet<>();
        links.stream().filter(link -> !link.ended()).forEach(link -> now.addAll(link.sends()));
        boolean anyStream =
                now.stream().anyMatch(reference -> !reference.isEmpty()) || (now.contains("") && emptyStreamId());
        if (anyStream) {
            return new Sending(Set.copyOf(now), Set.copyOf(now));
        }
        Sending known = sendings.get(participantId);
        boolean ended = links.stream().allMatch(StreamLink::ended);
        return new Sending(Set.of(), known == null || ended ? Set.of() : known.last());
    }

    private boolean emptyStreamId() {
        return streams.values().stream().anyMatch(stream -> stream.id().isEmpty());
    }

    private void endAbsentSessions() {
        Set<String> named = new HashSet<>();
        document.sessions().forEach(session -> named.add(session.id()));
        if (!named.isEmpty()) {
            sessions.replaceAll((id, session) -> named.contains(id) ? session : stopped(session, at));
        }
    }

    private static SessionFacts stopped(SessionFacts session, Instant at) {
        return session.stoppedAt() != null
                ? session
                : new SessionFacts(session.id(), session.groupId(), session.sipSessionIds(), session.startedAt(), at);
    }

    private void endAbsentPeople() {
        if (!namedPeople.isEmpty()) {
            memberships.replaceAll(
                    (membership, span) -> namedPeople.contains(membership.participantId()) ? span : until(span, at));
        }
    }

    private static Span until(Span span, @Nullable Instant at) {
        return span.until() != null ? span : new Span(span.from(), at);
    }

    private void endAbsentStreams() {
        Set<String> named = new HashSet<>();
        document.streams().forEach(stream -> named.add(key(stream)));
        if (!named.isEmpty()) {
            streams.replaceAll((key, stream) -> named.contains(key) ? stream : ended(stream));
        }
    }

    /** BroadWorks and Webex go on with new ids on the same m-lines and never stop the old session. */
    private void endSupersededSessions() {
        Set<String> claimed = new HashSet<>();
        document.streams().stream()
                .filter(stream -> !before.sessionFacts().containsKey(stream.sessionId()))
                .forEach(stream -> claimed.add(stream.label()));
        claimed.remove("");
        for (SessionFacts session : before.sessionFacts().values()) {
            Set<String> labels = new HashSet<>();
            before.streamFacts().values().stream()
                    .filter(stream -> stream.live() && stream.sessionId().equals(session.id()))
                    .forEach(stream -> labels.add(stream.label()));
            if (!labels.isEmpty() && claimed.containsAll(labels)) {
                sessions.computeIfPresent(session.id(), (id, facts) -> stopped(facts, at));
            }
        }
    }

    private void leaveStoppedSessions() {
        memberships.replaceAll((membership, span) -> {
            SessionFacts session = sessions.get(membership.sessionId());
            return session == null || session.stoppedAt() == null ? span : until(span, session.stoppedAt());
        });
    }

    /** Of the first two people the caller comes first, as far as anybody has seen; a vendor's word goes before. */
    private void guessRoles() {
        List<PersonFacts> real =
                people.values().stream().filter(person -> !person.standIn()).toList();
        boolean untold = real.stream().allMatch(person -> person.role().isEmpty());
        if (real.size() == 2 && untold) {
            people.replace(real.get(0).id(), withRole(real.get(0), "caller"));
            people.replace(real.get(1).id(), withRole(real.get(1), "callee"));
        }
    }

    private static PersonFacts withRole(PersonFacts person, String role) {
        return new PersonFacts(person.id(), person.aor(), person.name(), role);
    }

    private void takeIdentifiers() {
        document.groups().forEach(group -> identify("group", group.id(), group.extensions()));
        document.sessions().forEach(session -> {
            identify("session", session.id(), session.extensions());
            session.sipSessionIds().forEach(id -> identify("sipSessionID", id, Map.of()));
        });
        identify("", "", document.extensions());
    }

    private void identify(String name, String value, Map<String, String> extensions) {
        if (!value.isEmpty() && identifiers.size() < MAX_IDENTIFIERS) {
            identifiers.add(new Identifier(name, value));
        }
        extensions.forEach((extension, text) -> identify(extension, text, Map.of()));
    }

    /** The SRC's word where its clock can be right, else the time of arrival. */
    private Instant believed(@Nullable Instant stated) {
        if (stated == null || stated.isBefore(at.minus(LONGEST_PAST)) || stated.isAfter(at.plus(CLOCK_SKEW))) {
            return at;
        }
        return stated;
    }
}
