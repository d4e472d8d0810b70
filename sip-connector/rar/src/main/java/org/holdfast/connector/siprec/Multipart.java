package org.holdfast.connector.siprec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Splits a multipart body at its delimiter lines (RFC 2046 §5.1.1). A delimiter is a whole line: two hyphens, the
 * boundary, two more at the end, and nothing but blanks behind. Confined to one call.
 */
final class Multipart {

    /** A part as it stands between two delimiters. */
    @SuppressWarnings("ArrayRecordComponent") // a raw body; equality is never asked for
    record RawPart(PartHeaders headers, byte[] bytes) {}

    private final byte[] body;
    private final byte[] delimiter;
    private final List<RawPart> parts = new ArrayList<>();

    private Multipart(byte[] body, byte[] delimiter) {
        this.body = body;
        this.delimiter = delimiter;
    }

    static List<RawPart> split(String contentType, byte[] body) throws MimeRejected {
        // The boundary parameter may not end in a blank, so what stands there is sloppiness.
        String boundary = PartHeaders.parameter(contentType, "boundary").stripTrailing();
        if (boundary.isEmpty()) {
            throw MimeBodies.malformed("a multipart body without boundary");
        }
        Multipart multipart = new Multipart(body, ("--" + boundary).getBytes(StandardCharsets.UTF_8));
        if (!multipart.read()) {
            throw MimeBodies.malformed("the boundary is not in the body");
        }
        return multipart.parts;
    }

    /** The preamble and the epilogue are dropped; without a closing delimiter the last part ends with the body. */
    private boolean read() throws MimeRejected {
        int partStart = -1;
        int line = 0;
        while (line < body.length) {
            int next = nextLine(line);
            if (startsWithDelimiter(line)) {
                int rest = line + delimiter.length;
                boolean closing = rest + 1 < next && body[rest] == '-' && body[rest + 1] == '-';
                if (blank(closing ? rest + 2 : rest, next)) {
                    add(partStart, line);
                    if (closing) {
                        return true;
                    }
                    partStart = next;
                }
            }
            line = next;
        }
        add(partStart, body.length);
        return partStart >= 0;
    }

    private void add(int start, int nextDelimiter) throws MimeRejected {
        if (start < 0) {
            return;
        }
        if (parts.size() == MimeBodies.MAX_PARTS) {
            throw MimeBodies.malformed("more than " + MimeBodies.MAX_PARTS + " body parts");
        }
        PartHeaders headers = PartHeaders.read(body, start, nextDelimiter);
        int end = Math.max(headers.end(), withoutLineEnd(nextDelimiter));
        if (headers.end() < nextDelimiter) { // nothing between two delimiters is no part
            parts.add(new RawPart(headers, Arrays.copyOfRange(body, headers.end(), end)));
        }
    }

    /** The line end before a delimiter belongs to the delimiter. */
    private int withoutLineEnd(int delimiterStart) {
        int end = delimiterStart;
        if (delimiterStart < body.length || (end > 0 && body[end - 1] == '\n')) {
            if (end > 0 && body[end - 1] == '\n') {
                end--;
            }
            if (end > 0 && body[end - 1] == '\r') {
                end--;
            }
        }
        return end;
    }

    private boolean startsWithDelimiter(int line) {
        int end = line + delimiter.length;
        return end <= body.length && Arrays.equals(body, line, end, delimiter, 0, delimiter.length);
    }

    private boolean blank(int from, int to) {
        for (int i = from; i < to; i++) {
            if (body[i] != ' ' && body[i] != '\t' && body[i] != '\r' && body[i] != '\n') {
                return false;
            }
        }
        return true;
    }

    private int nextLine(int from) {
        int i = from;
        while (i < body.length && body[i] != '\n') {
            i++;
        }
        return Math.min(i + 1, body.length);
    }
}
