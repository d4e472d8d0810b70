package org.holdfast.connector.sdp;

import java.util.List;
import java.util.Optional;

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

    /** Puts a format of an m-line together from the attributes below that m-line. */
    static SdpFormat of(String token, List<String> attributes) {
        int payloadType = SdpLine.number(token, 127);
        String rtpmap = value("rtpmap", token, attributes)
                .or(() -> Optional.ofNullable(Codecs.staticRtpmap(payloadType)))
                .orElse("");
        String[] fields = rtpmap.split("/", -1);
        return new SdpFormat(
                token,
                payloadType,
                fields[0].strip(),
                fields.length > 1 ? Math.max(0, SdpLine.number(fields[1], 1_000_000)) : 0,
                fields.length > 2 ? Math.max(1, SdpLine.number(fields[2], 255)) : 1,
                value("fmtp", token, attributes).orElse(""),
                own(token, attributes));
    }

    private static Optional<String> value(String name, String token, List<String> attributes) {
        return SdpAttributes.values(attributes, name).stream()
                .filter(value -> concerns(value, token))
                .map(value -> value.substring(token.length()).strip())
                .findFirst();
    }

    private static List<String> own(String token, List<String> attributes) {
        return attributes.stream()
                .filter(attribute -> named(attribute, "rtpmap:") || named(attribute, "fmtp:"))
                .filter(attribute ->
                        concerns(attribute.substring(attribute.indexOf(':') + 1).strip(), token))
                .toList();
    }

    private static boolean named(String attribute, String name) {
        return attribute.regionMatches(true, 0, name, 0, name.length());
    }

    private static boolean concerns(String value, String token) {
        return value.startsWith(token) && value.length() > token.length() && value.charAt(token.length()) == ' ';
    }
}
