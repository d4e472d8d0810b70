package org.holdfast.audit;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads entries of every tenant as they lie in the table: the chain of a node knows no tenants. */
final class AuditRows {
    private static final String COLUMNS = """
            select node, seq, tenant_id, at, actor_id, actor, address, action, object, object_id, detail, before_value,
                   after_value, previous_hash, hash from audit_entry\s""";

    private AuditRows() {}

    /** Parameters of the clause are {@code :node} and {@code :p0}, {@code :p1}…; the clause is never from outside. */
    static List<AuditRecord> read(EntityManager entities, String clause, String node, List<?> parameters) {
        Query query = entities.createNativeQuery(COLUMNS + clause, Tuple.class).setParameter("node", node);
        for (int i = 0; i < parameters.size(); i++) {
            query.setParameter("p" + i, parameters.get(i));
        }
        List<?> rows = query.getResultList();
        return rows.stream().map(row -> record((Tuple) row)).toList();
    }

    private static AuditRecord record(Tuple row) {
        AuditEvent event = new AuditEvent(
                new Actor(row.get("actor_id", UUID.class), text(row, "actor"), text(row, "address")),
                AuditAction.valueOf(text(row, "action")),
                text(row, "object"),
                text(row, "object_id"),
                text(row, "detail"),
                row.get("before_value", String.class),
                row.get("after_value", String.class));
        return new AuditRecord(
                text(row, "node"),
                row.get("seq", Number.class).longValue(),
                row.get("tenant_id", UUID.class),
                row.get("at", Instant.class),
                event,
                text(row, "previous_hash"),
                text(row, "hash"));
    }

    private static String text(Tuple row, String column) {
        return row.get(column, String.class);
    }

    static @Nullable String cut(@Nullable String text, int most) {
        if (text == null) {
            return null;
        }
        String clean = text.replace('\0', '\uFFFD');
        if (clean.length() <= most) {
            return clean;
        }
        return clean.substring(0, Character.isHighSurrogate(clean.charAt(most - 1)) ? most - 1 : most);
    }
}
