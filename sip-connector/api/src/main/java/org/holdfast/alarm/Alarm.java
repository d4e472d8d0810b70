package org.holdfast.alarm;

import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alarm as it stands. Immutable.
 *
 * @param raised whether an operator is wanted
 * @param reason what is wrong, or was when it was last raised; empty when it never was
 * @param since when it was raised or cleared; null when it never was
 */
public record Alarm(
        AlarmKind kind,
        boolean raised,
        String reason,
        @Nullable Instant since) implements Serializable {

    static Alarm quiet(AlarmKind kind) {
        return new Alarm(kind, false, "", null);
    }
}
