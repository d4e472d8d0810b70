package org.holdfast.web.api.door;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.holdfast.access.gate.Right;

/**
 * What the caller of an operation must be allowed; {@link GateFilter} asks the gate before the operation runs. An
 * operation that declares neither this nor {@link Anyone} is refused to everybody.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Needs {
    Right value();

    /** For what: what the path's {@code {id}} names. */
    Of of() default Of.ANYTHING;

    /** What a right can be asked for. */
    enum Of {
        /** The right in whatever scope suffices; the operation itself keeps to the caller's reach. */
        ANYTHING,
        /** The recording of that id. */
        RECORDING,
        /** The call of that id, which is running now. */
        LIVE_CALL
    }
}
