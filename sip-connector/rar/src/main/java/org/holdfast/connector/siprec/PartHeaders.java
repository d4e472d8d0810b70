package org.holdfast.connector.siprec;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The header block of a body part: names in any case, folded lines, no blank needed after the colon. Immutable.
 *
 * @param fields first value of each header, by name in lower case
 * @param end where the content begins
 */
record PartHeaders(Map<String, String> fields, int end) {

    /** RFC 3261 §7.3.3 short forms, which some senders use inside parts as well. */
    private static final Map<String, String> SHORT_FORMS = Map.of("c", "content-type", "e", "content-encoding");

    private static final int MAX_HEADERS = 32;
    private static final int MAX_BYTES = 8_192;

    PartHeaders {
        fields = Map.copyOf(fields);
    }

    String value(String name) {
        return fields.getOrDefault(name, "");
    }

    /** Reads up to the blank line, or up to the first line that cannot be a header when a sender forgot it. */
    static PartHeaders read(byte[] body, int from, int to) {
        Map<String, String> fields = new HashMap<>();
        String name = "";
        int at = skipLeadingBlankLine(body, from, to);
        while (at < to && fields.size() < MAX_HEADERS && at - from < MAX_BYTES) {
            int next = nextLine(body, at, to);
            String line = new String(body, at, next - at, StandardCharsets.UTF_8).stripTrailing();
            if (line.isEmpty()) {
                return new PartHeaders(fields, next);
            }
            if (folded(line) && !name.isEmpty()) {
                fields.merge(name, line.strip(), (value, more) -> value + " " + more);
            } else {
                name = name(line);
                if (name.isEmpty()) {
                    return new PartHeaders(fields, at);
                }
                fields.putIfAbsent(name, line.substring(line.indexOf(':') + 1).strip());
            }
            at = next;
        }
        return new PartHeaders(fields, at);
    }

    /** Oracle begins a part with a blank line and writes the headers behind it. */
    private static int skipLeadingBlankLine(byte[] body, int from, int to) {
        int second = nextLine(body, from, to);
        if (!new String(body, from, second - from, StandardCharsets.UTF_8).isBlank()) {
            return from;
        }
        String line = new String(body, second, nextLine(body, second, to) - second, StandardCharsets.UTF_8);
        return name(line).startsWith("content-") ? second : from;
    }

    private static boolean folded(String line) {
        return line.charAt(0) == ' ' || line.charAt(0) == '\t';
    }

    /** The header's name in lower case, empty when the line is no header. */
    private static String name(String line) {
        int colon = line.indexOf(':');
        if (colon <= 0) {
            return "";
        }
        String name = line.substring(0, colon).stripTrailing().toLowerCase(Locale.ROOT);
        boolean token = name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.');
        return token ? SHORT_FORMS.getOrDefault(name, name) : "";
    }

    private static int nextLine(byte[] body, int from, int to) {
        int i = from;
        while (i < to && body[i] != '\n') {
            i++;
        }
        return Math.min(i + 1, to);
    }

    /** A parameter of a header value such as {@code type;name="va;lue"}; empty when it has none of that name. */
    static String parameter(String value, String name) {
        int at = value.indexOf(';');
        while (at >= 0 && at < value.length()) {
            int equals = value.indexOf('=', at);
            int end = value.indexOf(';', at + 1);
            if (equals < 0) {
                return "";
            }
            if (end >= 0 && end < equals) { // a parameter without value
                at = end;
                continue;
            }
            String found = value.substring(at + 1, equals).strip();
            StringBuilder text = new StringBuilder();
            at = readValue(value, equals + 1, text);
            if (found.equalsIgnoreCase(name)) {
                return text.toString();
            }
        }
        return "";
    }

    /** Appends a token or quoted string; returns the position of the next semicolon, or the length. */
    private static int readValue(String value, int from, StringBuilder text) {
        int at = from;
        while (at < value.length() && Character.isWhitespace(value.charAt(at))) {
            at++;
        }
        if (at == value.length() || value.charAt(at) != '"') {
            int end = value.indexOf(';', at);
            end = end < 0 ? value.length() : end;
            text.append(value.substring(at, end).strip());
            return end;
        }
        at++;
        while (at < value.length() && value.charAt(at) != '"') {
            if (value.charAt(at) == '\\' && at + 1 < value.length()) {
                at++;
            }
            text.append(value.charAt(at));
            at++;
        }
        int end = value.indexOf(';', at);
        return end < 0 ? value.length() : end;
    }
}
