package org.holdfast.recording.export;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.holdfast.recording.row.Sha256;

/**
 * The rows of one recording as they stand in the database, and back into another. What is only true of one node is left
 * out: local copies, work, and the copy that the rows themselves are kept in. Stateless.
 */
@ApplicationScoped
@Transactional
public class CatalogueRows {
    /** In the order in which they can be restored; each says which rows belong to the recording {@code :id}. */
    private static final Map<String, String> TABLES = new LinkedHashMap<>();

    static {
        TABLES.put("tenant", "id = (select tenant_id from recording where id = :id)");
        TABLES.put("conversation", "id = (select conversation_id from recording where id = :id)");
        TABLES.put("recording", "id = :id");
        for (String part : List.of(
                "recording_participant",
                "recorded_stream",
                "gap",
                "recording_event",
                "recording_identifier",
                "metadata_snapshot")) {
            TABLES.put(part, "recording_id = :id and not deleted");
        }
        TABLES.put("media_key", "id = :id and not deleted");
        TABLES.put("copy", "recording_id = :id and not deleted and place <> 'local' and kind <> 'MANIFEST'");
    }

    /** Table and row of all of them, in one go. */
    private static final String ROWS = TABLES.entrySet().stream()
            .map(part ->
                    "select '%1$s' as part, id, cast(to_jsonb(t) - 'search_text' as text) as content from %1$s t where %2$s"
                            .formatted(part.getKey(), part.getValue()))
            .collect(Collectors.joining(" union all ", "select part, content from (", ") rows order by part, id"));

    private EntityManager entities;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected CatalogueRows() {}

    @Inject
    public CatalogueRows(EntityManager entities) {
        this.entities = entities;
    }

    /** Tables and their rows; the same rows give the same JSON. Empty when the recording is unknown. */
    public JsonObject of(UUID recordingId) {
        entities.createNativeQuery("set local time zone 'UTC'").executeUpdate();
        Map<String, JsonArrayBuilder> tables = new LinkedHashMap<>();
        TABLES.keySet().forEach(table -> tables.put(table, Json.createArrayBuilder()));
        List<?> rows = entities.createNativeQuery(ROWS, Object[].class)
                .setParameter("id", recordingId)
                .getResultList();
        for (Object row : rows) {
            Object[] of = (Object[]) row;
            Objects.requireNonNull(tables.get(of[0])).add(parsed((String) of[1]));
        }
        JsonObjectBuilder all = Json.createObjectBuilder();
        tables.forEach(all::add);
        return all.build();
    }

    /**
     * Writes rows that are not there and those that are newer than what is there. A repeat changes nothing.
     *
     * @return how many rows were written
     */
    public int restore(JsonObject tables) {
        int written = 0;
        for (String table : TABLES.keySet()) {
            JsonArray rows = tables.getJsonArray(table);
            for (JsonValue row : rows == null ? JsonValue.EMPTY_JSON_ARRAY : rows) {
                written += restored(table, row.asJsonObject());
            }
        }
        return written;
    }

    private int restored(String table, JsonObject row) {
        List<String> columns = columns(table).stream().filter(row::containsKey).toList();
        String names = String.join(", ", columns);
        String values = columns.stream()
                .map(column -> column + " = excluded." + column)
                .collect(java.util.stream.Collectors.joining(", "));
        return entities.createNativeQuery("""
                        insert into %1$s (%2$s)
                        select %2$s from jsonb_populate_record(cast(null as %1$s), cast(:row as jsonb))
                        on conflict (id) do update set %3$s where %1$s.version < excluded.version
                        """.formatted(table, names, values))
                .setParameter("row", row.toString())
                .executeUpdate();
    }

    /** Columns of this release, but those the database computes: a manifest of another release may have other ones. */
    private List<String> columns(String table) {
        List<?> names = entities.createNativeQuery("""
                        select cast(column_name as text) from information_schema.columns
                         where table_schema = current_schema() and table_name = :table and is_generated = 'NEVER'
                         order by ordinal_position
                        """, String.class)
                .setParameter("table", table)
                .getResultList();
        return names.stream().map(String.class::cast).toList();
    }

    /** Recordings of this catalogue, in the order of their ids. */
    public List<UUID> recordings() {
        List<?> ids = entities.createNativeQuery("select id from recording where not deleted order by id", UUID.class)
                .getResultList();
        return ids.stream().map(UUID.class::cast).toList();
    }

    /** One digest of all that {@link #of} gives of every recording: equal catalogues have equal ones. */
    public String digest() {
        MessageDigest digest = Sha256.start();
        for (UUID recording : recordings()) {
            digest.update(of(recording).toString().getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static JsonObject parsed(String row) {
        try (JsonReader reader = Json.createReader(new StringReader(Objects.requireNonNull(row)))) {
            return reader.readObject();
        }
    }
}
