package org.holdfast.access.tenant;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.rulebook.AddressKeys;

/**
 * Which addresses are a tenant's: {@code @example.com}, everybody at that host; {@code +4930*}, every number that begins so;
 * anything else, that address alone. Immutable.
 */
record AddressRule(String text) {
    private static final int MOST = 200;

    static AddressRule of(String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        if (!plain.matches("@[^@*\\s\\p{C}]+|[^@*\\s\\p{C}]+\\*|[^*\\p{C}]+") || plain.length() > MOST) {
            throw ChangeRejected.invalid(
                    "addresses",
                    "An address is @host, a beginning with * at its end, or an address of record: %s",
                    plain);
        }
        return new AddressRule(plain);
    }

    /** How exactly it fits one of these addresses; none when it fits none. The longer a rule, the more exact it is. */
    Optional<Integer> fit(Collection<String> aors) {
        return aors.stream().map(AddressKeys::of).anyMatch(this::fits) ? Optional.of(text.length()) : Optional.empty();
    }

    private boolean fits(List<String> keys) {
        if (keys.isEmpty()) {
            return false;
        }
        if (text.startsWith("@")) {
            return keys.getFirst().endsWith(text);
        }
        if (text.endsWith("*")) {
            return keys.getLast().startsWith(text.substring(0, text.length() - 1));
        }
        List<String> wanted = AddressKeys.of(text);
        return !wanted.isEmpty() && keys.contains(wanted.getFirst());
    }
}
