package org.holdfast.access.people;

import java.util.function.Supplier;
import org.hibernate.StaleStateException;
import org.hibernate.exception.ConstraintViolationException;

/** Tells two changes at once from a bug. Stateless. */
public final class Clash {
    private Clash() {}

    /** Runs the change; who comes second hears {@link ChangeRejected}. */
    public static <T> T told(Supplier<T> change) {
        try {
            return change.get();
        } catch (RuntimeException failed) {
            for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
                if (cause instanceof StaleStateException
                        || cause instanceof jakarta.persistence.OptimisticLockException) {
                    throw ChangeRejected.stale();
                }
                if (cause instanceof ConstraintViolationException) {
                    throw ChangeRejected.conflict("", "Somebody else has just taken this name.");
                }
            }
            throw failed;
        }
    }
}
