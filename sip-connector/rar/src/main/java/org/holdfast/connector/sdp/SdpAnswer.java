package org.holdfast.connector.sdp;

import java.nio.charset.StandardCharsets;

/** Writes the recorder's answer: same m-lines, same order, labels echoed (RFC 3264 §6, RFC 7866 §7.2). */
public final class SdpAnswer {

    private SdpAnswer() {}

    /**
     * Deterministic: the same offer and the same local values give the same bytes, so a caller finds out with the old
     * version whether anything changed, and only then writes again with the next one.
     */
    public static byte[] write(SdpDescription offer, SdpLocal local) {
        StringBuilder answer = new StringBuilder(256);
        writeSession(answer, local);
        for (SdpMedia line : offer.media()) {
            Integer port = line.removed() ? null : local.ports().get(line.index());
            if (port == null) {
                writeRefused(answer, line);
            } else {
                writeAccepted(
                        answer,
                        line,
                        port,
                        local.paused() ? Direction.INACTIVE : line.direction().answer());
            }
        }
        return answer.toString().getBytes(StandardCharsets.UTF_8);
    }

    static void writeSession(StringBuilder sdp, SdpLocal local) {
        String address = (local.address().indexOf(':') < 0 ? "IN IP4 " : "IN IP6 ") + local.address();
        sdp.append("v=0\r\n");
        sdp.append("o=- %s %d %s\r\n".formatted(local.sessionId(), local.version(), address));
        sdp.append("s=-\r\n");
        sdp.append("c=").append(address).append("\r\n");
        sdp.append("t=0 0\r\n");
    }

    private static void writeAccepted(StringBuilder sdp, SdpMedia line, int port, Direction direction) {
        writeMedia(sdp, line, port);
        if (line.rtcpMux()) {
            attribute(sdp, "rtcp-mux");
        }
        attribute(sdp, direction.attribute());
    }

    /** OpenSIPS ends the whole session when a refused m-line lacks the offer's rtpmap and fmtp lines. */
    private static void writeRefused(StringBuilder sdp, SdpMedia line) {
        writeMedia(sdp, line, 0);
    }

    private static void writeMedia(StringBuilder sdp, SdpMedia line, int port) {
        String transport = line.transport().isEmpty() ? "RTP/AVP" : line.transport();
        sdp.append("m=%s %d %s".formatted(line.kind(), port, transport));
        line.formats().forEach(format -> sdp.append(' ').append(format.token()));
        if (line.formats().isEmpty()) {
            sdp.append(" 0"); // the grammar wants one
        }
        sdp.append("\r\n");
        for (SdpFormat format : line.formats()) {
            format.attributes().forEach(own -> attribute(sdp, own));
        }
        if (!line.label().isEmpty()) {
            attribute(sdp, "label:" + line.label());
        }
    }

    static void attribute(StringBuilder sdp, String attribute) {
        sdp.append("a=").append(attribute).append("\r\n");
    }
}
