package org.holdfast.src.siprec;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.holdfast.src.siprec.Conversation.Member;
import org.holdfast.src.siprec.MetadataForm.XmlText;

/** The forms of rs-metadata that the installed base sends: drafts of the RFC and vendors' readings of them. */
final class FieldForms {
    private static final String DRAFT_HEAD = """
            <?xml version="1.0" encoding="UTF-8"?>
            <recording xmlns="urn:ietf:params:xml:ns:recording">
            """;

    private FieldForms() {}

    /** Oracle/Acme: an early draft's names, send inside participant, times without zone, an extension of its own. */
    static MetadataForm oracle(LabelPlan labels) {
        return (conversation, text) -> {
            String session = Conversation.base64(conversation.session());
            StringBuilder xml = new StringBuilder("\r\n").append(DRAFT_HEAD).append("<dataMode>complete</dataMode>\n");
            xml.append("""
                    <session id="%s"><associate-time>%s</associate-time>
                    <extensiondata xmlns:apkt="http://acmepacket.com/siprec/extensiondata">
                    <apkt:ucid>%s;encoding=hex</apkt:ucid><apkt:callerOrig>true</apkt:callerOrig>
                    </extensiondata></session>
                    """.formatted(session, zoneless(conversation.startedAt()), hex(conversation.group())));
            for (Member member : conversation.members()) {
                xml.append("""
                        <participant id="%s" session="%s">
                        <nameID aor="%s"><name>%s</name></nameID>
                        <send>%s</send>
                        <associate-time>%s</associate-time>%s
                        </participant>
                        """.formatted(
                                Conversation.base64(member.id()),
                                session,
                                text.of(member.party().aor()),
                                text.of(member.party().name()),
                                Conversation.base64(member.stream()),
                                zoneless(member.from()),
                                left(member)));
            }
            conversation
                    .present()
                    .forEach(member -> xml.append(
                            """
                    <stream id="%s" session="%s"><label>%s</label><mode>separate</mode></stream>
                    """.formatted(Conversation.base64(member.stream()), session, labels.label(member.line()))));
            return xml.append("</recording>\n").toString();
        };
    }

    private static String left(Member member) {
        Instant until = member.until();
        return until == null ? "" : "\n<disassociate-time>" + zoneless(until) + "</disassociate-time>";
    }

    /** BroadWorks and Webex Calling: another root and namespace, URNs for ids, the AOR an element. */
    static MetadataForm broadWorks() {
        return (conversation, text) -> {
            String session = urn(conversation.session());
            StringBuilder xml = new StringBuilder("""
                    <?xml version="1.0" encoding="UTF-8"?>
                    <recording_metadata xmlns="urn:ietf:params:xml:ns:siprec">
                    <dataMode>complete</dataMode>
                    <recording id="%s"/>
                    <group id="%s" recording="%s"/>
                    <session id="%s" group="%s"><start-time>%s</start-time></session>
                    """.formatted(
                            urn(conversation.recording()),
                            urn(conversation.group()),
                            urn(conversation.recording()),
                            session,
                            urn(conversation.group()),
                            seconds(conversation.startedAt())));
            conversation.present().forEach(member -> xml.append(broadWorksParticipant(member, session, text)));
            UUID stream = conversation.present().getFirst().stream();
            return xml.append("""
                    <stream id="%s" session="%s"><mode>mixed</mode></stream>
                    <extensiondata id="%s" parent="%s">
                    <broadWorksRecordingMetadata xmlns="http://schema.broadsoft.com/broadworksCallRecording" schemaVersion="2.0">
                    <extTrackingID>%s</extTrackingID><callType><origCall/></callType><recordingType>on</recordingType>
                    </broadWorksRecordingMetadata></extensiondata>
                    </recording_metadata>
                    """.formatted(urn(stream), session, urn(stream), session, hex(conversation.group())))
                    .toString();
        };
    }

    private static String broadWorksParticipant(Member member, String session, XmlText text) {
        return """
                <participant id="%s" session="%s">
                <nameID><aor>%s</aor><name>%s</name></nameID>
                <send><id>%s</id></send>
                </participant>
                """.formatted(
                        urn(member.id()),
                        session,
                        text.of(member.party().aor()),
                        text.of(member.party().name()),
                        urn(member.stream()));
    }

    /** Metaswitch: ids under other names, the AOR a bare number, everybody sends and receives the one stream. */
    static MetadataForm metaswitch() {
        return (conversation, text) -> {
            String session = Conversation.base64(conversation.session());
            StringBuilder xml = new StringBuilder(DRAFT_HEAD).append("<datamode>complete</datamode>\n");
            xml.append("""
                    <session session_id="%s"><start-time>%s</start-time></session>
                    """.formatted(session, seconds(conversation.startedAt())));
            for (Member member : conversation.present()) {
                String stream = Conversation.base64(member.stream());
                xml.append("""
                        <participant participant_id="%s"><nameID aor="%s"><name>%s</name></nameID></participant>
                        <participantsessionassoc participant_id="%s" session_id="%s"/>
                        <participantstreamassoc participant_id="%s"><send>%s</send><recv>%s</recv></participantstreamassoc>
                        """.formatted(
                                Conversation.base64(member.id()),
                                text.of(member.party().aor().replaceAll("^sip:|@.*$", "")),
                                text.of(member.party().name()),
                                Conversation.base64(member.id()),
                                session,
                                Conversation.base64(member.id()),
                                stream,
                                stream));
            }
            String stream = Conversation.base64(conversation.present().getFirst().stream());
            return xml.append("""
                    <stream id="%s" session_id="%s"><label>1</label></stream>
                    <metaswitchRecordingMetadata><callType>originating</callType></metaswitchRecordingMetadata>
                    </recording>
                    """.formatted(stream, session)).toString();
        };
    }

    /** Avaya SBCE's first document: nobody real takes part yet; the true one follows in an UPDATE. */
    static String avayaDummy(Conversation conversation) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <recording xmlns="urn:ietf:params:xml:ns:recording:1">
                <dataMode>complete</dataMode>
                <session session_id="%s"/>
                <participant participant_id="ASBCE"><nameID aor="ASBCE@asbce.com"><name>ASBCE</name></nameID></participant>
                <stream stream_id="" session_id="%s"><label>20</label></stream>
                </recording>
                """.formatted(Conversation.base64(conversation.session()), Conversation.base64(conversation.session()));
    }

    private static String urn(UUID id) {
        return "urn:uuid:" + id;
    }

    private static String hex(UUID id) {
        return id.toString().replace("-", "");
    }

    private static String seconds(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String zoneless(Instant at) {
        return seconds(at).replace("Z", "");
    }
}
