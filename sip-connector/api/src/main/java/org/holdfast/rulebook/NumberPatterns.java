package org.holdfast.rulebook;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Numbers and addresses a rule is about, made ready for comparing. A pattern is read as an address is: scheme, case and the
 * separators within a number mean nothing; without a host it is about the user part. Immutable.
 */
final class NumberPatterns {
    private final Set<String> exact = new HashSet<>();
    private final List<String> globs = new ArrayList<>();

    NumberPatterns(List<String> patterns) {
        for (String pattern : patterns) {
            if (Glob.isGlob(pattern)) {
                globs.add(plain(pattern));
            } else {
                AddressKeys.of(pattern).stream().findFirst().ifPresent(exact::add);
            }
        }
    }

    boolean isEmpty() {
        return exact.isEmpty() && globs.isEmpty();
    }

    boolean fit(List<String> keys) {
        return keys.stream()
                .anyMatch(key -> exact.contains(key) || globs.stream().anyMatch(glob -> Glob.fits(glob, key)));
    }

    private static String plain(String pattern) {
        String bare = pattern.strip().replaceFirst("(?i)^(sips?|tel):", "").toLowerCase(Locale.ROOT);
        return bare.matches("[-+0-9(). /*?]+") ? bare.replaceAll("[-(). /]", "") : bare;
    }
}
