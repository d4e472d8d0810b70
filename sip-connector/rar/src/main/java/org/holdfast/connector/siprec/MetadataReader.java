package org.holdfast.connector.siprec;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.holdfast.connector.siprec.RecordingMetadata.Group;
import org.holdfast.connector.siprec.RecordingMetadata.Person;
import org.holdfast.connector.siprec.RecordingMetadata.Session;
import org.holdfast.connector.siprec.RecordingMetadata.SessionLink;
import org.holdfast.connector.siprec.RecordingMetadata.StreamLink;
import org.holdfast.connector.siprec.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/** From the element tree to the objects of RFC 7865; both spellings of every id. Confined to one call. */
final class MetadataReader {

    private static final Set<String> SESSION_CHILDREN =
            Set.of("sipsessionid", "groupref", "starttime", "stoptime", "endtime", "reason");
    private static final Set<String> PERSON_CHILDREN =
            Set.of("nameid", "name", "aor", "send", "recv", "associatetime", "disassociatetime");
    private static final Set<String> STREAM_CHILDREN = Set.of("label", "associatetime", "disassociatetime");
    private static final Set<String> GROUP_CHILDREN = Set.of("associatetime", "disassociatetime");

    private static final Instant BELIEVABLE_FROM = Instant.parse("2000-01-01T00:00:00Z");

    /** RFC 3339, and the {@code +0000} that some SRCs write. */
    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT);

    private final List<Group> groups = new ArrayList<>();
    private final List<Session> sessions = new ArrayList<>();
    private final List<Person> people = new ArrayList<>();
    private final List<RecordingMetadata.Stream> streams = new ArrayList<>();
    private final List<SessionLink> sessionLinks = new ArrayList<>();
    private final List<StreamLink> streamLinks = new ArrayList<>();

    private MetadataReader() {}

    static RecordingMetadata read(XmlElement root) {
        MetadataReader reader = new MetadataReader();
        root.children().forEach(reader::take);
        boolean partial = root.childText("datamode").equalsIgnoreCase("partial");
        return new RecordingMetadata(
                !partial,
                List.copyOf(reader.groups),
                List.copyOf(reader.sessions),
                List.copyOf(reader.people),
                List.copyOf(reader.streams),
                List.copyOf(reader.sessionLinks),
                List.copyOf(reader.streamLinks),
                Extensions.of(root, MetadataParser.VOCABULARY));
    }

    private void take(XmlElement object) {
        switch (object.key()) {
            case "group" ->
                groups.add(
                        new Group(object.attribute("groupid", "id", "group"), Extensions.of(object, GROUP_CHILDREN)));
            case "session" -> takeSession(object);
            case "participant" -> takePerson(object);
            case "stream" -> takeStream(object);
            case "participantsessionassoc" ->
                sessionLinks.add(new SessionLink(
                        participantId(object), sessionId(object), joined(object), left(object), ends(object)));
            case "participantstreamassoc" -> streamLinks.add(streamLink(participantId(object), object));
            default -> {
                // datamode and sessionrecordingassoc carry nothing more; the rest are extensions.
            }
        }
    }

    private void takeSession(XmlElement session) {
        String groupRef = session.childText("groupref");
        XmlElement stop =
                session.child("stoptime").or(() -> session.child("endtime")).orElse(null);
        sessions.add(new Session(
                session.attribute("sessionid", "id", "session"),
                groupRef.isEmpty() ? session.attribute("groupref", "groupid", "group") : groupRef,
                session.children("sipsessionid").stream()
                        .map(XmlElement::text)
                        .filter(text -> !text.isEmpty())
                        .toList(),
                instant(session.childText("starttime")),
                stop == null ? null : instant(stop.text()),
                stop != null,
                Extensions.of(session, SESSION_CHILDREN)));
    }

    private void takePerson(XmlElement person) {
        String id = participantId(person);
        people.add(new Person(
                id,
                person.attribute("sessionid", "session"),
                aor(person),
                name(person),
                Extensions.of(person, PERSON_CHILDREN)));
        if (ends(person)) { // Oracle writes the leaving into the participant itself
            sessionLinks.add(new SessionLink(id, sessionId(person), joined(person), left(person), true));
        }
        if (person.child("send").isPresent() || person.child("recv").isPresent()) {
            streamLinks.add(streamLink(id, person));
        }
    }

    private void takeStream(XmlElement stream) {
        String label = stream.childText("label");
        streams.add(new RecordingMetadata.Stream(
                stream.attribute("streamid", "id", "stream"),
                stream.attribute("sessionid", "session"),
                label.isEmpty() ? stream.attribute("label") : label,
                Extensions.of(stream, STREAM_CHILDREN)));
    }

    private static StreamLink streamLink(String participantId, XmlElement object) {
        return new StreamLink(
                participantId,
                references(object, "send"),
                references(object, "recv"),
                joined(object),
                left(object),
                ends(object));
    }

    /** {@code <send>id</send>}, {@code <send><id>id</id></send>} or {@code <send id="id"/>}; may be empty text. */
    private static List<String> references(XmlElement object, String key) {
        return object.children(key).stream()
                .map(reference -> Stream.of(
                                reference.text(),
                                reference.childText("id"),
                                reference.childText("streamid"),
                                reference.attribute("streamid", "id"))
                        .filter(id -> !id.isEmpty())
                        .findFirst()
                        .orElse(""))
                .toList();
    }

    private static String aor(XmlElement person) {
        return Stream.concat(person.children("nameid").stream(), Stream.of(person))
                .flatMap(holder -> Stream.of(holder.attribute("aor"), holder.childText("aor")))
                .filter(aor -> !aor.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String name(XmlElement person) {
        return Stream.concat(person.children("nameid").stream(), Stream.of(person))
                .flatMap(holder -> Stream.of(holder.childText("name"), holder.attribute("name")))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String participantId(XmlElement object) {
        return object.attribute("participantid", "id", "participant");
    }

    private static String sessionId(XmlElement object) {
        return object.attribute("sessionid", "session");
    }

    private static @Nullable Instant joined(XmlElement object) {
        return instant(object.childText("associatetime"));
    }

    private static @Nullable Instant left(XmlElement object) {
        return instant(object.childText("disassociatetime"));
    }

    private static boolean ends(XmlElement object) {
        return object.child("disassociatetime").isPresent();
    }

    /** Null for what is no time, has no zone, or stems from a clock that was never set. */
    private static @Nullable Instant instant(String text) {
        if (text.isEmpty() || text.length() > 40) {
            return null;
        }
        try {
            Instant instant =
                    OffsetDateTime.parse(text.replace(' ', 'T'), FORMAT).toInstant();
            return instant.isBefore(BELIEVABLE_FROM) ? null : instant;
        } catch (DateTimeException notATime) {
            return null;
        }
    }
}
