package org.holdfast.src.siprec;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.holdfast.src.siprec.Conversation.Member;

/**
 * rs-metadata as RFC 7865 has it, complete and partial; OpenSIPS differs in labels and times only. Labels are 96 and up unless the
 * dialect says otherwise.
 */
public final class Rfc7865Form implements MetadataForm {
    private static final String HEAD = """
            <?xml version="1.0" encoding="UTF-8"?>
            <recording xmlns="urn:ietf:params:xml:ns:recording:1">
            <datamode>%s</datamode>
            """;

    private final LabelPlan labels;
    private final boolean colonlessZone;

    private Rfc7865Form(LabelPlan labels, boolean colonlessZone) {
        this.labels = labels;
        this.colonlessZone = colonlessZone;
    }

    /** The form of the RFC. */
    public static Rfc7865Form strict(LabelPlan labels) {
        return new Rfc7865Form(labels, false);
    }

    /** OpenSIPS: times with {@code +0000}, which no schema allows. */
    public static Rfc7865Form openSips(LabelPlan labels) {
        return new Rfc7865Form(labels, true);
    }

    @Override
    public String complete(Conversation conversation, XmlText text) {
        StringBuilder xml = new StringBuilder(HEAD.formatted("complete"));
        String session = id(conversation.session());
        xml.append("""
                <group group_id="%s"><associate-time>%s</associate-time></group>
                <session session_id="%s">
                <group-ref>%s</group-ref>
                <start-time>%s</start-time>
                </session>
                """.formatted(
                        id(conversation.group()),
                        time(conversation.startedAt()),
                        session,
                        id(conversation.group()),
                        time(conversation.startedAt())));
        List<Member> present = conversation.present();
        present.forEach(member -> xml.append(participant(member, text)));
        present.stream().map(member -> stream(member, session)).distinct().forEach(xml::append);
        xml.append("""
                <sessionrecordingassoc session_id="%s"><associate-time>%s</associate-time></sessionrecordingassoc>
                """.formatted(session, time(conversation.startedAt())));
        present.forEach(member -> xml.append(joined(member, session)));
        present.forEach(member -> xml.append(association(member, present)));
        return xml.append("</recording>\n").toString();
    }

    /** Who left is disassociated, who came is described with its stream (RFC 8068 §3.2). */
    public String transferred(Conversation conversation, Member left, Member joined, XmlText text) {
        String session = id(conversation.session());
        Instant at = joined.from();
        StringBuilder xml = new StringBuilder(HEAD.formatted("partial"));
        xml.append(participant(joined, text)).append(stream(joined, session));
        xml.append("""
                <participantsessionassoc participant_id="%s" session_id="%s">
                <disassociate-time>%s</disassociate-time>
                </participantsessionassoc>
                """.formatted(id(left.id()), session, time(at)));
        xml.append(joined(joined, session));
        xml.append("""
                <participantstreamassoc participant_id="%s"><disassociate-time>%s</disassociate-time></participantstreamassoc>
                """.formatted(id(left.id()), time(at)));
        conversation.present().forEach(member -> xml.append(association(member, conversation.present())));
        return xml.append("</recording>\n").toString();
    }

    /** On hold nobody sends or receives; resumed everybody does again (RFC 8068 §3.1). */
    public String held(Conversation conversation, boolean onHold) {
        StringBuilder xml = new StringBuilder(HEAD.formatted("partial"));
        List<Member> present = conversation.present();
        present.forEach(member -> xml.append(
                onHold
                        ? "<participantstreamassoc participant_id=\"%s\"></participantstreamassoc>\n"
                                .formatted(id(member.id()))
                        : association(member, present)));
        return xml.append("</recording>\n").toString();
    }

    /** One participant's description alone, after a change of its name. */
    public String described(Member member, XmlText text) {
        return HEAD.formatted("partial") + participant(member, text) + "</recording>\n";
    }

    private static String participant(Member member, XmlText text) {
        return """
                <participant participant_id="%s">
                <nameID aor="%s"><name xml:lang="en">%s</name></nameID>
                </participant>
                """.formatted(
                        id(member.id()),
                        text.of(member.party().aor()),
                        text.of(member.party().name()));
    }

    private String stream(Member member, String session) {
        return """
                <stream stream_id="%s" session_id="%s"><label>%s</label></stream>
                """.formatted(id(member.stream()), session, labels.label(member.line()));
    }

    private String joined(Member member, String session) {
        return """
                <participantsessionassoc participant_id="%s" session_id="%s">
                <associate-time>%s</associate-time>
                </participantsessionassoc>
                """.formatted(id(member.id()), session, time(member.from()));
    }

    private static String association(Member member, List<Member> present) {
        String received = present.stream()
                .filter(other -> !other.stream().equals(member.stream()))
                .map(other -> "<recv>" + id(other.stream()) + "</recv>\n")
                .distinct()
                .collect(Collectors.joining());
        return """
                <participantstreamassoc participant_id="%s">
                <send>%s</send>
                %s</participantstreamassoc>
                """.formatted(id(member.id()), id(member.stream()), received);
    }

    private String time(Instant at) {
        String rfc3339 = at.truncatedTo(ChronoUnit.SECONDS).toString();
        return colonlessZone ? rfc3339.replace("Z", "+0000") : rfc3339;
    }

    private static String id(UUID id) {
        return Conversation.base64(id);
    }
}
