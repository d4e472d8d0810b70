package org.holdfast.connector.session;

import java.util.List;
import java.util.Optional;
import org.holdfast.connector.sdp.SdpDescription;
import org.holdfast.connector.sdp.SdpParser;
import org.holdfast.connector.sdp.SdpRejected;
import org.holdfast.connector.siprec.BodyPart;
import org.holdfast.connector.siprec.MimeBodies;
import org.holdfast.connector.siprec.MimeRejected;

/** A request's body taken apart: the session description, the metadata, and whatever else it brought. Immutable. */
record SessionBodies(List<BodyPart> parts, Optional<SdpDescription> description) {

    static SessionBodies of(SessionRequest request) throws MimeRejected, SdpRejected {
        if (request.empty()) {
            return new SessionBodies(List.of(), Optional.empty());
        }
        return of(MimeBodies.parse(request.contentType(), request.contentEncoding(), request.body()));
    }

    static SessionBodies of(List<BodyPart> parts) throws SdpRejected {
        Optional<BodyPart> sdp = parts.stream().filter(BodyPart::isSdp).findFirst();
        return new SessionBodies(
                parts, sdp.isPresent() ? Optional.of(SdpParser.parse(sdp.get().bytes())) : Optional.empty());
    }

    List<BodyPart> metadata() {
        return parts.stream().filter(BodyPart::isMetadata).toList();
    }
}
