package org.holdfast.access.gate;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** One thing a role may allow. Its {@link #word} is what REST, database and portal call it. */
public enum Right {
    /** Find recordings and see what is known of them. Who may not list a recording is told it does not exist. */
    LIST,
    LISTEN,
    DOWNLOAD,
    LISTEN_LIVE,
    /** See addresses and numbers, not just names. */
    SEE_NUMBERS,
    TAG,
    NOTE,
    /** Stop and go on keeping media of a running call; have a call kept that would be discarded at its end. */
    PAUSE,
    DELETE,
    /** Set and lift legal holds. */
    HOLD,
    EXPORT,
    /** See and change how the installation works: nodes, work, storage, retention, rules. */
    CONFIGURE(true),
    /** Users, groups, roles, other people's tokens. */
    MANAGE_USERS(true),
    READ_AUDIT(true);

    private final boolean whole;

    Right() {
        this(false);
    }

    Right(boolean whole) {
        this.whole = whole;
    }

    /** Not about recordings but about the whole: means nothing for less than a tenant. */
    public boolean isWhole() {
        return whole;
    }

    /** E.g. {@code listen-live}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The right of that word, however its words are joined. */
    public static Optional<Right> ofWord(String word) {
        String plain = Permission.plain(word);
        return Arrays.stream(values())
                .filter(right -> right.word().equals(plain))
                .findFirst();
    }

    /** All words, for messages. */
    public static String words() {
        return Arrays.stream(values()).map(Right::word).collect(joining(", "));
    }
}
