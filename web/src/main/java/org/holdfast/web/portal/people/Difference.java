package org.holdfast.web.portal.people;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One value that an audited change touched. Immutable. The trail keeps whole objects as text, {@code Kind[a=1, b=2]}; what
 * cannot be told apart like that is one value.
 */
public record Difference(String field, String before, String after) {
    private static final Pattern WHOLE = Pattern.compile("(?s)\\w+\\[(.*)]");
    private static final Pattern NEXT = Pattern.compile(", \\w+=");

    /** What differs; of something new or gone, all of it. */
    static List<Difference> between(@Nullable String before, @Nullable String after) {
        Map<String, String> old = fields(before);
        Map<String, String> now = fields(after);
        TreeSet<String> names = new TreeSet<>(old.keySet());
        names.addAll(now.keySet());
        return Stream.concat(now.keySet().stream(), names.stream())
                .distinct()
                .map(name -> new Difference(name, old.getOrDefault(name, ""), now.getOrDefault(name, "")))
                .filter(difference -> !difference.before().equals(difference.after()))
                .filter(difference -> !difference.field().equals("version"))
                .toList();
    }

    private static Map<String, String> fields(@Nullable String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (text != null && !text.isEmpty()) {
            Matcher whole = WHOLE.matcher(text);
            if (whole.matches()) {
                parts(whole.group(1)).forEach(part -> {
                    int equals = part.indexOf('=');
                    fields.put(part.substring(0, equals), part.substring(equals + 1));
                });
            } else {
                fields.put("", text);
            }
        }
        return fields;
    }

    /** Cut at the commas before a name that are in no brackets: values may have parts of their own. */
    private static List<String> parts(String fields) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < fields.length(); i++) {
            char c = fields.charAt(i);
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (depth == 0
                    && c == ','
                    && NEXT.matcher(fields).region(i, fields.length()).lookingAt()) {
                parts.add(fields.substring(start, i));
                start = i + 2;
            }
        }
        parts.add(fields.substring(start));
        return parts.stream().filter(part -> part.indexOf('=') > 0).toList();
    }
}
