package org.holdfast.connector.sdp;

import java.util.List;

/**
 * One format of an m-line with its rtpmap and fmtp (RFC 8866 §6.6, §6.15). A static payload type without rtpmap has the
 * values of RFC 3551. Immutable.
 *
 * @param token the format as the m-line names it
 * @param payloadType RTP payload type, -1 when the token is none
 * @param encoding encoding name as sent, empty when unknown
 * @param clockRate RTP clock rate in Hz, 0 when unknown
 * @param channels audio channels, 1 when not said
 * @param parameters value of {@code a=fmtp} behind the format, empty when none was sent
 * @param attributes the format's own {@code rtpmap:} and {@code fmtp:} attributes, as sent and without {@code a=}
 */
public record SdpFormat(
        String token,
        int payloadType,
        String encoding,
        int clockRate,
        int channels,
        String parameters,
        List<String> attributes) {

    public SdpFormat {
        attributes = List.copyOf(attributes);
    }

    /** Whether this product has a decoder that makes it audible or visible; others are stored raw (ADR 0008). */
    public boolean decodable() {
        return Codecs.decodable(encoding);
    }

    /** Events, comfort noise, redundancy: rides along with a codec and is no media by itself. */
    public boolean auxiliary() {
        return Codecs.auxiliary(encoding);
    }
}
