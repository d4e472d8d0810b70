package org.holdfast.access.gate;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whose recordings a right holds for; each scope includes those before it. */
public enum Scope {
    /** Recordings of calls the user took part in. */
    OWN,
    /** Also those of the members of groups the user is in or manages. */
    GROUP,
    /** Also those of all groups below. */
    GROUP_TREE,
    /** All of the user's tenant. */
    TENANT,
    /** All of every tenant. */
    ALL;

    /** E.g. {@code group-tree}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The scope of that word, however its words are joined. */
    public static Optional<Scope> ofWord(String word) {
        String plain = Permission.plain(word);
        return Arrays.stream(values())
                .filter(scope -> scope.word().equals(plain))
                .findFirst();
    }

    /** All words, for messages. */
    public static String words() {
        return Arrays.stream(values()).map(Scope::word).collect(joining(", "));
    }

    public boolean reaches(Scope other) {
        return compareTo(other) >= 0;
    }
}
