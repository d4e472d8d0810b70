package org.holdfast.connector.sip.stack;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A SIP message cut into start line, unfolded header lines and body, before any parser has seen it. Reading costs time in
 * proportion to the length. Immutable but for the array, which nobody writes to.
 */
final class RawMessage {
    private static final Pattern REQUEST_LINE =
            Pattern.compile("[A-Za-z0-9!%*_+`'~.-]{1,64} \\S{1,2048} SIP/\\d\\.\\d");

    private final byte[] bytes;
    private final List<String> lines;
    private final int bodyStart;

    private RawMessage(byte[] bytes, List<String> lines, int bodyStart) {
        this.bytes = bytes;
        this.lines = lines;
        this.bodyStart = bodyStart;
    }

    /** Empty when it does not even look like SIP: keep-alives, other protocols, garbage. */
    static Optional<RawMessage> cut(byte[] bytes) {
        int start = 0;
        while (start < bytes.length && (bytes[start] == '\r' || bytes[start] == '\n')) {
            start++;
        }
        List<String> lines = new ArrayList<>();
        int at = start;
        while (at < bytes.length) {
            int end = endOfLine(bytes, at);
            String line = new String(bytes, at, end - at, StandardCharsets.ISO_8859_1).stripTrailing();
            at = Math.min(end + 1, bytes.length);
            if (line.isEmpty()) {
                break;
            }
            boolean folded = !lines.isEmpty() && (line.charAt(0) == ' ' || line.charAt(0) == '\t');
            if (folded) {
                lines.set(lines.size() - 1, lines.getLast() + " " + line.strip());
            } else {
                lines.add(line);
            }
            if (lines.size() == 1 && !startsLikeSip(line)) {
                return Optional.empty();
            }
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(new RawMessage(bytes, lines, at));
    }

    boolean request() {
        return !lines.getFirst().startsWith("SIP/");
    }

    String method() {
        String line = lines.getFirst();
        return line.substring(0, line.indexOf(' '));
    }

    /** Protocol version of a request; the stack's parser forgets it. */
    String version() {
        String line = lines.getFirst();
        return line.substring(line.lastIndexOf(' ') + 1);
    }

    /** Header lines without the start line. */
    List<String> headers() {
        return lines.subList(1, lines.size());
    }

    int headerBytes() {
        return bodyStart;
    }

    int bodyBytes() {
        return bytes.length - bodyStart;
    }

    /** Value of the first header of that name or compact name. */
    @Nullable
    String header(String name, String compact) {
        return headers().stream()
                .filter(line -> named(line, name) || named(line, compact))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(null);
    }

    /** The same message with other header lines and its body cut to that length. */
    byte[] with(List<String> headers, int bodyLength) {
        StringBuilder head = new StringBuilder(bodyStart + 64);
        head.append(lines.getFirst()).append("\r\n");
        headers.forEach(line -> head.append(line).append("\r\n"));
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] whole = Arrays.copyOf(start, start.length + bodyLength);
        System.arraycopy(bytes, bodyStart, whole, start.length, bodyLength);
        return whole;
    }

    static boolean named(String line, String name) {
        int colon = line.indexOf(':');
        return colon > 0
                && line.substring(0, colon).strip().toLowerCase(Locale.ROOT).equals(name);
    }

    private static boolean startsLikeSip(String line) {
        return line.length() <= 4096
                && (line.startsWith("SIP/2.0 ") || REQUEST_LINE.matcher(line).matches());
    }

    private static int endOfLine(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && bytes[at] != '\n') {
            at++;
        }
        return at;
    }
}
