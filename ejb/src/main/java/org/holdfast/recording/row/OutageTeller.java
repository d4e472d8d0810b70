package org.holdfast.recording.row;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.io.Serial;
import java.io.Serializable;
import java.sql.SQLException;
import java.util.Set;

/** Tells an absent database from a bug, around the transaction. Stateless. */
@Interceptor
@TellsOutage
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100)
public class OutageTeller implements Serializable {
    @Serial
    private static final long serialVersionUID = 1;

    /** SQLSTATE classes: connection, resources, operator intervention (also the statement timeout). */
    private static final Set<String> AWAY = Set.of("08", "53", "57");

    @AroundInvoke
    Object tell(InvocationContext call) throws Exception {
        try {
            return call.proceed();
        } catch (RuntimeException failed) {
            if (meansAway(failed)) {
                throw new CatalogueUnavailable(failed);
            }
            throw failed;
        }
    }

    private static boolean meansAway(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                // without a state it came from the pool, not from the server: there was no connection to be had
                return sql.getSQLState() == null
                        || AWAY.contains(sql.getSQLState().substring(0, 2));
            }
        }
        return false;
    }
}
