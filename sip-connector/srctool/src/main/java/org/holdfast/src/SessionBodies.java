package org.holdfast.src;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdfast.src.rtp.RtpStream;
import org.holdfast.src.siprec.Body;
import org.holdfast.src.siprec.Conversation;
import org.holdfast.src.siprec.Conversation.Member;
import org.holdfast.src.siprec.Dialect;
import org.holdfast.src.siprec.Direction;
import org.holdfast.src.siprec.Party;
import org.holdfast.src.siprec.SdpOffer;

/** Writes the bodies of one call in its dialect, and keeps what they depend on: who is there, which SDP version. One thread. */
final class SessionBodies {
    private final CallSpec spec;
    private final String address;
    private final List<RtpStream> streams;
    private final Conversation conversation;
    private long version;

    SessionBodies(CallSpec spec, String address, List<RtpStream> streams, Instant now) {
        this.spec = spec;
        this.address = address;
        this.streams = streams;
        this.conversation = new Conversation(spec.parties(), spec.isMixed(), spec.group(), now);
    }

    /** The first INVITE's body; empty for an SRC that wants the SRS to offer. */
    Optional<Body> opening() {
        if (spec.dialect() == Dialect.CISCO_BIB) {
            return Optional.empty();
        }
        byte[] sdp = sdp(spec.dialect().sending());
        if (spec.literalMetadata().isPresent()) {
            return Optional.of(
                    Body.both(spec.dialect(), sdp, spec.literalMetadata().get()));
        }
        if (spec.isMetadataLater() || !spec.dialect().speaksMetadata()) {
            return Optional.of(Body.sdp(sdp));
        }
        return Optional.of(Body.both(
                spec.dialect(),
                sdp,
                spec.dialect() == Dialect.AVAYA ? bytes(Dialect.dummy(conversation)) : completeMetadata()));
    }

    /** Our description as an answer, for offerless INVITEs and what the SRS offers later. */
    byte[] sdp(Direction direction) {
        if (version == 0 || spec.dialect() != Dialect.OPENSIPS) {
            version++;
        }
        List<SdpOffer.Line> lines = new ArrayList<>();
        for (int i = 0; i < streams.size(); i++) {
            RtpStream stream = streams.get(i);
            lines.add(new SdpOffer.Line(
                    stream.port(),
                    stream.codec().payloadType(),
                    stream.codec().rtpmap(),
                    spec.dialect().label(i),
                    direction));
        }
        return new SdpOffer(address, version, List.copyOf(lines)).bytes();
    }

    /** SDP with the whole snapshot, or alone where the SRC has no metadata. */
    Body complete(Direction direction) {
        return spec.dialect().speaksMetadata()
                ? Body.both(spec.dialect(), sdp(direction), completeMetadata())
                : Body.sdp(sdp(direction));
    }

    /** The whole snapshot without SDP. */
    Body completeWithoutSdp() {
        return Body.metadata(spec.dialect(), completeMetadata());
    }

    /** Hold or its end: SDP alone where everybody is on one m-line, else with what the dialect says in metadata. */
    Body held(boolean onHold) {
        Direction direction = onHold ? spec.dialect().onHold() : spec.dialect().sending();
        if (spec.isMixed() || !spec.dialect().speaksMetadata()) {
            return Body.sdp(sdp(direction));
        }
        byte[] metadata = spec.dialect().partialUpdates()
                ? bytes(spec.dialect().rfcForm().held(conversation, onHold))
                : completeMetadata();
        return Body.both(spec.dialect(), sdp(direction), metadata);
    }

    /** Somebody else takes over an m-line. */
    Body transferred(int line, Party joining, Instant now) {
        List<Member> before = conversation.present();
        conversation.transfer(line, joining, now);
        if (spec.dialect() == Dialect.WEBEX) {
            conversation.restart(now);
        }
        if (!spec.dialect().partialUpdates()) {
            return complete(spec.dialect().sending());
        }
        Member left = before.stream()
                .filter(member -> !conversation.present().contains(member))
                .findFirst()
                .orElseThrow();
        Member joined = conversation.present().getLast();
        String partial = spec.dialect().rfcForm().transferred(conversation, left, joined, spec.text());
        return Body.both(spec.dialect(), sdp(spec.dialect().sending()), bytes(partial));
    }

    /** Another display name for whoever is on an m-line, as metadata alone. */
    Body renamed(int line, String name) {
        conversation.rename(line, name);
        if (!spec.dialect().partialUpdates()) {
            return completeWithoutSdp();
        }
        Member member = conversation.present().stream()
                .filter(present -> present.line() == line)
                .findFirst()
                .orElseThrow();
        return Body.metadata(spec.dialect(), bytes(spec.dialect().rfcForm().described(member, spec.text())));
    }

    private byte[] completeMetadata() {
        return bytes(spec.dialect().form().complete(conversation, spec.text()));
    }

    private static byte[] bytes(String text) {
        return text.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
