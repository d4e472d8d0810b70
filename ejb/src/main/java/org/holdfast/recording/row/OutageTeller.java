package org.holdfast.recording.row;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.io.Serial;
import java.io.Serializable;

/** Tells an absent database from a bug, around the transaction. Stateless. */
@Interceptor
@TellsOutage
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100)
public class OutageTeller implements Serializable {
    @Serial
    private static final long serialVersionUID = 1;

    @AroundInvoke
    Object tell(InvocationContext call) throws Exception {
        try {
            return call.proceed();
        } catch (RuntimeException failed) {
            if (DatabaseTrouble.of(failed) == DatabaseTrouble.AWAY) {
                throw new CatalogueUnavailable(failed);
            }
            throw failed;
        }
    }
}
