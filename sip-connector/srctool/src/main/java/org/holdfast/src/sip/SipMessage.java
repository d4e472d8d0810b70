package org.holdfast.src.sip;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One SIP request or response (RFC 3261 §7): start line, header fields in order, body. Immutable; header names compare without case. */
public final class SipMessage {
    private static final Map<String, String> COMPACT = Map.of(
            "v",
            "via",
            "f",
            "from",
            "t",
            "to",
            "i",
            "call-id",
            "m",
            "contact",
            "c",
            "content-type",
            "l",
            "content-length");

    /** One header field as it stands on the wire. */
    public record Header(String name, String value) {}

    private final String startLine;
    private final List<Header> headers;
    private final byte[] body;

    private SipMessage(String startLine, List<Header> headers, byte[] body) {
        this.startLine = startLine;
        this.headers = List.copyOf(headers);
        this.body = body;
    }

    /** Starts a request; {@link Draft#build()} adds Content-Length. */
    public static Draft request(String method, String uri) {
        return new Draft(method + " " + uri + " SIP/2.0");
    }

    /** Starts the answer to a request: Via, From, To, Call-ID and CSeq are copied (RFC 3261 §8.2.6.2). */
    public static Draft response(SipMessage request, int status, String reason) {
        Draft draft = new Draft("SIP/2.0 " + status + " " + reason);
        for (String name : List.of("Via", "Record-Route", "From", "To", "Call-ID", "CSeq")) {
            request.values(name).forEach(value -> draft.header(name, value));
        }
        return draft;
    }

    /** Reads one whole message; empty when it has no start line or no blank line. */
    public static Optional<SipMessage> parse(byte[] bytes) {
        int split = headEnd(bytes, bytes.length);
        if (split < 0) {
            return Optional.empty();
        }
        String head = new String(bytes, 0, split, StandardCharsets.UTF_8);
        List<Header> headers = new ArrayList<>();
        String[] lines = head.replaceAll("\r\n[ \t]+", " ").split("\r\n");
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                headers.add(new Header(
                        lines[i].substring(0, colon).strip(),
                        lines[i].substring(colon + 1).strip()));
            }
        }
        byte[] body = Arrays.copyOfRange(bytes, split + 4, bytes.length);
        return Optional.of(new SipMessage(lines[0], headers, body));
    }

    /** Where the blank line that ends the header fields begins, or -1. */
    static int headEnd(byte[] bytes, int length) {
        for (int i = 0; i + 3 < length; i++) {
            if (bytes[i] == '\r' && bytes[i + 1] == '\n' && bytes[i + 2] == '\r' && bytes[i + 3] == '\n') {
                return i;
            }
        }
        return -1;
    }

    public boolean isResponse() {
        return startLine.startsWith("SIP/2.0 ");
    }

    /** The status code of a response, 0 when it cannot be read. */
    public int status() {
        String[] parts = startLine.split(" ", 3);
        return isResponse() && parts.length > 1 && parts[1].matches("[1-6]\\d\\d") ? Integer.parseInt(parts[1]) : 0;
    }

    /** The reason phrase of a response. */
    public String reason() {
        String[] parts = startLine.split(" ", 3);
        return parts.length > 2 ? parts[2] : "";
    }

    /** The method: of a request its own, of a response that of CSeq. */
    public String method() {
        return isResponse()
                ? value("CSeq").replaceAll("^\\d+\\s+", "")
                : startLine.split(" ", 2)[0];
    }

    /** The first header field of that name, "" when there is none. */
    public String value(String name) {
        return values(name).stream().findFirst().orElse("");
    }

    /** All header fields of that name, in order. */
    public List<String> values(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return headers.stream()
                .filter(header -> canonical(header.name()).equals(wanted))
                .map(Header::value)
                .toList();
    }

    private static String canonical(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return COMPACT.getOrDefault(lower, lower);
    }

    /** A parameter of a header field's value, outside any angle brackets, e.g. the {@code tag} of To; "" when absent. */
    public static String parameter(String value, String name) {
        String outside = value.substring(value.indexOf('>') + 1);
        for (String part : outside.split(";")) {
            String[] pair = part.strip().split("=", 2);
            if (pair.length == 2 && pair[0].strip().equalsIgnoreCase(name)) {
                return pair[1].strip();
            }
        }
        return "";
    }

    /** The URI inside the angle brackets of an address, or the address itself. */
    public static String uri(String address) {
        int open = address.indexOf('<');
        int close = address.indexOf('>', open + 1);
        return open >= 0 && close > open ? address.substring(open + 1, close) : address.split(";", 2)[0].strip();
    }

    public byte[] body() {
        return body.clone();
    }

    /** The body as text; SDP and metadata are UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The bytes for the wire. */
    public byte[] bytes() {
        StringBuilder head = new StringBuilder(startLine).append("\r\n");
        headers.forEach(header ->
                head.append(header.name()).append(": ").append(header.value()).append("\r\n"));
        ByteArrayOutputStream out = new ByteArrayOutputStream(head.length() + body.length + 2);
        out.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        out.writeBytes(body);
        return out.toByteArray();
    }

    @Override
    public String toString() {
        return startLine;
    }

    /** A message being written. Confined to the thread that writes it. */
    public static final class Draft {
        private final String startLine;
        private final List<Header> headers = new ArrayList<>();
        private byte[] body = {};

        private Draft(String startLine) {
            this.startLine = startLine;
        }

        /** Appends a header field as it is: whoever wants to send nonsense may. */
        public Draft header(String name, String value) {
            headers.add(new Header(name, value));
            return this;
        }

        /** Sets body and Content-Type. */
        public Draft body(String contentType, byte[] bytes) {
            body = bytes.clone();
            return header("Content-Type", contentType);
        }

        public SipMessage build() {
            List<Header> all = new ArrayList<>(headers);
            all.add(new Header("Content-Length", Integer.toString(body.length)));
            return new SipMessage(startLine, all, body);
        }
    }
}
