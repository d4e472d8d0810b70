package org.holdfast.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Kinds of things worth remembering. Names are stored: never rename one. */
public enum AuditAction {
    SIGN_IN,
    SIGN_IN_FAILED,
    SIGN_OUT,
    SEARCH,
    VIEW,
    LISTEN,
    LISTEN_LIVE,
    DOWNLOAD,
    EXPORT,
    PAUSE,
    RESUME,
    DRAIN,
    UNDRAIN,
    /** A call was kept that a rule would have discarded at its end. */
    KEEP,
    /** A call was not kept, by rule. */
    DISCARD,
    CREATE,
    CHANGE,
    DELETE,
    REFUSED,
    VERIFY;

    /** E.g. {@code listen-live}, as REST and portal say it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<AuditAction> ofWord(String word) {
        return Arrays.stream(values())
                .filter(action -> action.word().equals(word))
                .findFirst();
    }
}
