package org.holdfast.src.siprec;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The SRC's session description: one audio m-line a stream (RFC 7866 §7.1). As an answer it serves offerless INVITEs too. */
public record SdpOffer(String address, long version, List<Line> lines) {
    /** One audio m-line; {@code rtpmap} is that of the codec spoken, telephone-event is always offered beside it. */
    public record Line(int port, int payloadType, String rtpmap, String label, Direction direction) {}

    /** The description in bytes, CRLF at each end of line. */
    public byte[] bytes() {
        boolean blackHole = lines.stream().anyMatch(line -> line.direction() == Direction.BLACK_HOLE);
        String family = address.contains(":") ? "IP6" : "IP4";
        StringBuilder sdp = new StringBuilder("v=0\r\n");
        sdp.append("o=src 2890844526 %d IN %s %s\r\n".formatted(version, family, address));
        sdp.append("s=-\r\nc=IN %s %s\r\nt=0 0\r\n".formatted(family, blackHole ? "0.0.0.0" : address));
        lines.forEach(line -> append(sdp, line));
        return sdp.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void append(StringBuilder sdp, Line line) {
        sdp.append("m=audio %d RTP/AVP %d 101\r\n".formatted(line.port(), line.payloadType()));
        sdp.append(
                "a=rtpmap:%d %s\r\na=rtpmap:101 telephone-event/8000\r\n".formatted(line.payloadType(), line.rtpmap()));
        sdp.append("a=fmtp:101 0-16\r\na=ptime:20\r\n");
        if (!line.label().isEmpty()) {
            sdp.append("a=label:").append(line.label()).append("\r\n");
        }
        switch (line.direction()) {
            case SENDONLY -> sdp.append("a=sendonly\r\n");
            case INACTIVE -> sdp.append("a=inactive\r\n");
            case UNSAID, BLACK_HOLE -> {}
        }
    }
}
