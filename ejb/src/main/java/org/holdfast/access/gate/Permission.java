package org.holdfast.access.gate;

import java.util.Locale;
import java.util.Optional;

/** A right within a scope. Immutable; stored as {@code right:scope}. */
public record Permission(Right right, Scope scope) implements Comparable<Permission> {
    /** As stored. */
    public String text() {
        return right.word() + ":" + scope.word();
    }

    /** What a stored text says; a right that a later release brought means nothing to this one. */
    public static Optional<Permission> ofText(String text) {
        int colon = text.indexOf(':');
        return colon < 0
                ? Optional.empty()
                : Right.ofWord(text.substring(0, colon))
                        .flatMap(right ->
                                Scope.ofWord(text.substring(colon + 1)).map(scope -> new Permission(right, scope)));
    }

    /** {@code listenLive}, {@code listen live} and {@code LISTEN_LIVE} are all {@code listen-live}. */
    static String plain(String word) {
        return word.strip()
                .replaceAll("([a-z])([A-Z])", "$1-$2")
                .replaceAll("[ _]+", "-")
                .toLowerCase(Locale.ROOT);
    }

    @Override
    public int compareTo(Permission other) {
        int byRight = right.compareTo(other.right);
        return byRight != 0 ? byRight : scope.compareTo(other.scope);
    }
}
