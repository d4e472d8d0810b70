package org.holdfast.media.tool;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps, lists and plain values as JSON (RFC 8259), indented for a person. */
final class JsonText {
    private final StringBuilder json = new StringBuilder();

    private JsonText() {}

    static String of(Map<String, ?> object) {
        JsonText text = new JsonText();
        text.write(object, "\n");
        return text.json.append('\n').toString();
    }

    private void write(@Nullable Object value, String line) {
        switch (value) {
            case null -> json.append("null");
            case Map<?, ?> object -> {
                json.append('{');
                for (Iterator<? extends Map.Entry<?, ?>> each =
                                object.entrySet().iterator();
                        each.hasNext(); ) {
                    Map.Entry<?, ?> member = each.next();
                    json.append(line).append("  ");
                    quote(String.valueOf(member.getKey()));
                    json.append(": ");
                    write(member.getValue(), line + "  ");
                    json.append(each.hasNext() ? "," : "");
                }
                json.append(line).append('}');
            }
            case List<?> list -> {
                json.append('[');
                for (Iterator<?> each = list.iterator(); each.hasNext(); ) {
                    json.append(line).append("  ");
                    write(each.next(), line + "  ");
                    json.append(each.hasNext() ? "," : "");
                }
                json.append(list.isEmpty() ? "]" : line + "]");
            }
            case Number number -> json.append(number);
            case Boolean yes -> json.append(yes);
            default -> quote(value.toString());
        }
    }

    private void quote(String text) {
        json.append('"');
        text.chars().forEach(character -> {
            if (character < 0x20 || character == '"' || character == '\\') {
                json.append(String.format(Locale.ROOT, "\\u%04x", character));
            } else {
                json.append((char) character);
            }
        });
        json.append('"');
    }
}
