package org.holdfast.connector.siprec.xml;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A start or end tag found in text that is not well-formed. Immutable.
 *
 * @param end position behind the tag
 * @param clean the start tag with its attributes quoted and escaped, each once; empty for an end tag
 * @param empty a start tag that is its own end
 */
record XmlTag(String name, boolean closing, boolean empty, String clean, int end) {

    private static final int MAX_LENGTH = 8_192;

    /** Null when what stands at that angle bracket is not a tag but text. */
    static @Nullable XmlTag at(String text, int angle) {
        return new Scanner(text, angle).tag();
    }

    /** Walks over one tag. */
    private static final class Scanner {

        private final String text;
        private final int limit;
        private int at;

        Scanner(String text, int angle) {
            this.text = text;
            limit = Math.min(text.length(), angle + MAX_LENGTH);
            at = angle + 1;
        }

        @Nullable
        XmlTag tag() {
            boolean closing = is('/');
            if (closing) {
                at++;
            }
            String name = name();
            if (name.isEmpty()) {
                return null;
            }
            StringBuilder clean = new StringBuilder("<").append(name);
            if (!attributes(clean)) {
                return null;
            }
            boolean empty = is('/');
            if (empty) {
                at++;
            }
            if (!is('>')) {
                return null;
            }
            at++;
            clean.append(empty ? "/>" : ">");
            return new XmlTag(name, closing, empty, closing ? "" : clean.toString(), at);
        }

        private boolean attributes(StringBuilder clean) {
            Set<String> seen = new HashSet<>();
            skipBlanks();
            while (at < limit && !is('>') && !is('/')) {
                String name = name();
                skipBlanks();
                if (name.isEmpty() || !is('=')) {
                    return false;
                }
                at++;
                skipBlanks();
                String value = value();
                if (value == null) {
                    return false;
                }
                if (seen.add(name)) {
                    clean.append(' ')
                            .append(name)
                            .append("=\"")
                            .append(XmlRepair.escaped(value))
                            .append('"');
                }
                skipBlanks();
            }
            return true;
        }

        private @Nullable String value() {
            if (!is('"') && !is('\'')) {
                return null;
            }
            int end = text.indexOf(text.charAt(at), at + 1, limit);
            if (end < 0) {
                return null;
            }
            String value = text.substring(at + 1, end);
            at = end + 1;
            return value;
        }

        private String name() {
            int start = at;
            while (at < limit && inName(text.charAt(at), at == start)) {
                at++;
            }
            return text.substring(start, at);
        }

        private static boolean inName(char c, boolean first) {
            return Character.isLetter(c) || c == '_' || (!first && (Character.isDigit(c) || ".-:".indexOf(c) >= 0));
        }

        private boolean is(char c) {
            return at < limit && text.charAt(at) == c;
        }

        private void skipBlanks() {
            while (at < limit && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }
    }
}
