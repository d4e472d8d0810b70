package org.holdfast.connector.sdp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One {@code type=value} line. Type 0 marks a line that is none.
 *
 * @param value without the blanks around it and without control characters, so that it may be echoed
 */
record SdpLine(char type, String value) {

    private static final char NONE = 0;

    /** Lines may end in CRLF, LF or CR (RFC 8866 §5 asks to accept LF); blank ones are dropped. */
    static List<SdpLine> of(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        List<SdpLine> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == '\n' || text.charAt(i) == '\r') {
                add(lines, text.substring(start, i));
                start = i + 1;
            }
        }
        return lines;
    }

    private static void add(List<SdpLine> lines, String raw) {
        String line = withoutControls(raw).strip();
        if (line.isEmpty()) {
            return;
        }
        boolean typed = line.length() >= 2 && line.charAt(1) == '=' && Character.isLetter(line.charAt(0));
        lines.add(typed ? new SdpLine(line.charAt(0), line.substring(2).strip()) : new SdpLine(NONE, line));
    }

    private static String withoutControls(String raw) {
        if (raw.chars().noneMatch(c -> c < ' ' || c == 0x7f)) {
            return raw;
        }
        StringBuilder clean = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '\t') {
                clean.append(' ');
            } else if (c >= ' ' && c != 0x7f) {
                clean.append(c);
            }
        }
        return clean.toString();
    }

    /** The number, or -1 when the text is not one between 0 and {@code max}. */
    static int number(String text, int max) {
        String digits = text.strip();
        if (digits.isEmpty() || digits.length() > 9) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number <= max ? number : -1;
    }
}
