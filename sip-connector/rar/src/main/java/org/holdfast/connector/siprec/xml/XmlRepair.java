package org.holdfast.connector.siprec.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Makes text well-formed again: escapes stray {@code &} and {@code <}, closes what was left open, drops what was never
 * opened. Takes linear time whatever it is given. Confined to one call.
 */
final class XmlRepair {

    private static final int MAX_OPEN = 64;
    private static final Set<String> ENTITIES = Set.of("amp", "lt", "gt", "quot", "apos");

    private final String text;
    private final Predicate<String> vocabulary;
    private final List<String> pieces = new ArrayList<>();
    private final List<Open> open = new ArrayList<>();

    /** A start tag that waits for its end. */
    private record Open(String name, int piece) {}

    private XmlRepair(String text, Predicate<String> vocabulary) {
        this.text = text;
        this.vocabulary = vocabulary;
    }

    static String repaired(String text, Predicate<String> vocabulary) {
        XmlRepair repair = new XmlRepair(text, vocabulary);
        repair.run();
        return String.join("", repair.pieces);
    }

    /** What lies before and behind the root element is dropped. */
    private void run() {
        int at = 0;
        while (at < text.length() && (pieces.isEmpty() || !open.isEmpty())) {
            at = text.charAt(at) == '<' ? takeMarkup(at) : takeText(at);
        }
        closeDownTo(0);
    }

    private int takeText(int from) {
        int next = text.indexOf('<', from);
        int to = next < 0 ? text.length() : next;
        if (!open.isEmpty()) {
            pieces.add(escaped(text.substring(from, to)));
        }
        return to;
    }

    private int takeMarkup(int from) {
        if (text.startsWith("<![CDATA[", from)) {
            return takeCharacterData(from);
        }
        if (text.startsWith("<!--", from)) {
            return skipTo("-->", from);
        }
        if (text.startsWith("<?", from)) {
            return skipTo("?>", from);
        }
        XmlTag tag = XmlTag.at(text, from);
        if (tag == null || open.size() == MAX_OPEN) {
            return takeStrayAngle(from);
        }
        if (tag.closing()) {
            takeEnd(tag.name());
        } else {
            takeStart(tag);
        }
        return tag.end();
    }

    /** An unfinished section is searched for once only: nothing behind it is read. */
    private int skipTo(String terminator, int from) {
        int end = text.indexOf(terminator, from);
        return end < 0 ? text.length() : end + terminator.length();
    }

    private int takeCharacterData(int from) {
        int end = text.indexOf("]]>", from);
        int to = end < 0 ? text.length() : end;
        if (!open.isEmpty()) {
            pieces.add(text.substring(from + 9, to)
                    .replace("&", "&amp;")
                    .replace("<", "&lt;")
                    .replace(">", "&gt;"));
        }
        return end < 0 ? to : to + 3;
    }

    private int takeStrayAngle(int from) {
        if (!open.isEmpty()) {
            pieces.add("&lt;");
        }
        return from + 1;
    }

    private void takeStart(XmlTag tag) {
        if (!tag.empty()) {
            open.add(new Open(tag.name(), pieces.size()));
        }
        pieces.add(tag.clean());
    }

    private void takeEnd(String name) {
        int match = open.size() - 1;
        while (match >= 0 && !open.get(match).name().equals(name)) {
            match--;
        }
        if (match >= 0) {
            closeDownTo(match + 1);
            close(open.removeLast());
        } else if (!open.isEmpty() && !known(name)) {
            pieces.add("&lt;/" + name + "&gt;");
        }
    }

    /** Known elements left open get their end; an unknown tag without end was text, as in {@code Heidi <HQ>}. */
    private void closeDownTo(int depth) {
        while (open.size() > depth) {
            Open last = open.removeLast();
            if (known(last.name()) || last.piece() == 0) {
                close(last);
            } else {
                pieces.set(last.piece(), escaped(pieces.get(last.piece())));
            }
        }
    }

    private void close(Open element) {
        pieces.add("</" + element.name() + ">");
    }

    private boolean known(String name) {
        return vocabulary.test(XmlElement.key(name));
    }

    /** Escapes what cannot stand in text or in an attribute; entities of XML itself stay. */
    static String escaped(String raw) {
        StringBuilder escaped = new StringBuilder(raw.length() + 16);
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            switch (c) {
                case '&' -> escaped.append(isReference(raw, i) ? "&" : "&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    private static boolean isReference(String raw, int ampersand) {
        String ahead = raw.substring(ampersand + 1, Math.min(raw.length(), ampersand + 10));
        int end = ahead.indexOf(';');
        if (end < 0) {
            return false;
        }
        String name = ahead.substring(0, end);
        return ENTITIES.contains(name) || (name.startsWith("#") && isCharacter(name.substring(1)));
    }

    private static boolean isCharacter(String number) {
        try {
            int code = number.startsWith("x")
                    ? Integer.parseInt(number, 1, number.length(), 16)
                    : Integer.parseInt(number);
            return Character.isBmpCodePoint(code)
                    ? XmlText.allowed(code) && !Character.isSurrogate((char) code)
                    : Character.isValidCodePoint(code);
        } catch (NumberFormatException notANumber) {
            return false;
        }
    }
}
