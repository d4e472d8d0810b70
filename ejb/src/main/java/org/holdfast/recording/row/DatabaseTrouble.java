package org.holdfast.recording.row;

import java.sql.SQLException;
import java.util.Set;

/** What kind of trouble with the database an exception speaks of, by its SQLSTATE. */
public enum DatabaseTrouble {
    /** The database does not answer, or cannot serve anybody: down, hung, out of connections, disk full, shutting down. */
    AWAY,
    /** It answered, and the same statement may succeed a moment later: deadlock, lock not to be had. */
    PASSING,
    /** It answered, and will answer the same again. */
    LASTING,
    /** The exception does not come from the database. */
    NONE;

    /** Connection, resources (also disk full), operator intervention (also the statement timeout), system error. */
    private static final Set<String> MEAN_AWAY = Set.of("08", "53", "57", "58");

    /** Transaction rolled back, object not in the state wanted. */
    private static final Set<String> PASS = Set.of("40", "55");

    /** Looks along the causes. */
    public static DatabaseTrouble of(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof CatalogueUnavailable) {
                return AWAY;
            }
            if (cause instanceof SQLException sql) {
                return of(sql);
            }
        }
        return NONE;
    }

    private static DatabaseTrouble of(SQLException sql) {
        if (sql.getSQLState() == null) {
            return AWAY; // it came from the pool, not from the server: there was no connection to be had
        }
        String kind = sql.getSQLState().substring(0, 2);
        return MEAN_AWAY.contains(kind) ? AWAY : PASS.contains(kind) ? PASSING : LASTING;
    }
}
