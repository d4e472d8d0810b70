package org.holdfast.rulebook;

import java.util.List;
import java.util.Locale;

/**
 * What an address of record is compared by, the most exact first: {@code user@host}, then the user part alone. Scheme,
 * brackets, parameters, port, case and the separators within a number mean nothing. The database's function
 * {@code address_keys} says the same; a test compares them.
 */
public final class AddressKeys {
    private static final int MOST = 200;

    private AddressKeys() {}

    /** None when the address names nobody. */
    public static List<String> of(String aor) {
        String bare = aor.strip()
                .replaceFirst("(?s)^[^<]*<([^>]*)>.*$", "$1")
                .replaceFirst("(?i)^(sips?|tel):", "")
                .toLowerCase(Locale.ROOT);
        bare = before(before(bare, ';'), '?');
        int at = bare.indexOf('@');
        String who = (at < 0 ? bare : bare.substring(0, at)).strip();
        String host = at < 0 ? "" : before(bare.substring(at + 1), '@').strip().replaceFirst(":[0-9]+$", "");
        if (who.matches("(?s).*[0-9].*") && who.matches("[-+0-9(). /]*")) {
            who = who.replaceAll("[-(). /]", "");
        }
        who = cut(who);
        host = cut(host);
        if (who.isEmpty()) {
            return List.of();
        }
        return host.isEmpty() ? List.of(who) : List.of(who + "@" + host, who);
    }

    private static String before(String text, char end) {
        int place = text.indexOf(end);
        return place < 0 ? text : text.substring(0, place);
    }

    private static String cut(String text) {
        return text.length() > MOST
                ? text.substring(0, text.offsetByCodePoints(0, Math.min(MOST, text.codePointCount(0, text.length()))))
                : text;
    }
}
