package org.holdfast.csv;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lines of CSV (RFC 4180) that no spreadsheet takes for a formula: what begins like one gets an apostrophe before it. */
public final class Csv {
    private static final String DANGEROUS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private Csv() {}

    /** One line, with its end. */
    public static String line(List<@Nullable String> fields) {
        return fields.stream().map(Csv::field).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String field(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        String plain = text.stripLeading();
        boolean formula =
                DANGEROUS.indexOf(text.charAt(0)) >= 0 || (!plain.isEmpty() && DANGEROUS.indexOf(plain.charAt(0)) >= 0);
        String safe = (formula ? "'" : "") + text;
        return safe.matches("(?s).*[\",\r\n;].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
