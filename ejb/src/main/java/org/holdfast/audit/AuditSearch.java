package org.holdfast.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.holdfast.recording.row.TellsOutage;
import org.jspecify.annotations.Nullable;

/** Reads the audit trail of the caller's tenant, the newest first. Stateless. */
@ApplicationScoped
@TellsOutage
@Transactional
public class AuditSearch {
    private EntityManager entities;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected AuditSearch() {}

    @Inject
    public AuditSearch(EntityManager entities) {
        this.entities = entities;
    }

    /** A place between two entries; as a cursor it is opaque text. */
    private record Place(Instant at, String node, long seq) {
        static Place of(String cursor) {
            try {
                String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
                String[] parts = text.split(" ", 3);
                return new Place(Instant.parse(parts[0]), parts[2], Long.parseLong(parts[1]));
            } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
                throw new IllegalArgumentException("the cursor is none of this query's", e);
            }
        }

        String cursor() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((at + " " + seq + " " + node).getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * One page.
     *
     * @throws IllegalArgumentException when the cursor is none of ours
     */
    public AuditPage find(AuditQuery query) {
        StringJoiner clause = new StringJoiner(" and ", " where ", "").setEmptyValue("");
        Map<String, Object> parameters = new HashMap<>();
        when(clause, parameters, "e.at >= :from", "from", query.from());
        when(clause, parameters, "e.at < :to", "to", query.to());
        when(clause, parameters, "lower(e.actor) = :actor", "actor", lower(query.actor()));
        when(
                clause,
                parameters,
                "e.action = :action",
                "action",
                query.action() == null ? null : query.action().name());
        when(clause, parameters, "(e.object = :object or e.objectId = :object)", "object", lower(query.object()));
        if (query.cursor() != null && !query.cursor().isEmpty()) {
            Place place = Place.of(query.cursor());
            clause.add("(e.at < :at or (e.at = :at and (e.node > :node or (e.node = :node and e.seq < :seq))))");
            parameters.putAll(Map.of("at", place.at(), "node", place.node(), "seq", place.seq()));
        }
        TypedQuery<AuditEntry> entries = entities.createQuery(
                "select e from AuditEntry e" + clause + " order by e.at desc, e.node, e.seq desc", AuditEntry.class);
        parameters.forEach(entries::setParameter);
        List<AuditRecord> found = entries.setMaxResults(query.limit() + 1)
                .getResultStream()
                .map(AuditEntry::read)
                .toList();
        if (found.size() <= query.limit()) {
            return new AuditPage(found, null);
        }
        List<AuditRecord> page = found.subList(0, query.limit());
        AuditRecord last = page.getLast();
        return new AuditPage(page, new Place(last.at(), last.node(), last.seq()).cursor());
    }

    private static void when(
            StringJoiner clause,
            Map<String, Object> parameters,
            String condition,
            String name,
            @Nullable Object value) {
        if (value != null) {
            clause.add(condition);
            parameters.put(name, value);
        }
    }

    private static @Nullable String lower(@Nullable String text) {
        return text == null || text.isBlank()
                ? null
                : text.strip().replace("\0", "").toLowerCase(Locale.ROOT);
    }
}
