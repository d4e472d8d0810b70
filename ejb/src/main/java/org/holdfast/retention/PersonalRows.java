package org.holdfast.retention;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.holdfast.recording.row.RowVersion;
import org.holdfast.recording.row.TellsOutage;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;

/**
 * Takes out of the database what a deleted recording had to say. Replicated rows become tombstones without content, so that
 * every node that has them learns it; rows of this node alone are deleted. A repeat changes nothing. Stateless.
 */
@ApplicationScoped
@TellsOutage
@Transactional
public class PersonalRows {
    /** A replicated table that speaks of a recording: what becomes of the columns that say something, and which rows do. */
    private record Table(String name, String emptied, String saying) {}

    private static final List<Table> EMPTIED = List.of(
            new Table("recording_participant", "aor = '', name = '', source_id = '', role = '', ", "aor || name <> ''"),
            new Table("recorded_stream", "label = '', participants = '{}', ", "label <> ''"),
            new Table("recording_identifier", "value = '', ", "value <> ''"),
            new Table("recording_event", "detail = '', ", "detail <> ''"),
            new Table("metadata_snapshot", "body = '', ", "length(body) > 0"),
            new Table("note", "text = '', author = '', ", "text <> ''"),
            new Table("recording_tag", "tag = '', author = '', ", "tag <> ''"),
            new Table("legal_hold", "reason = '', ", "reason <> ''"),
            new Table("share_link", "", "false"),
            new Table("gap", "", "false"),
            new Table("copy", "", "false"));

    /** Tables of this node alone that speak of a recording, whatever later releases bring. */
    private static final String LOCAL_TABLES = """
            select cast(c.table_name as text) from information_schema.columns c
              join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
             where c.table_schema = current_schema() and c.column_name = 'recording_id' and t.table_type = 'BASE TABLE'
               and c.table_name not in ('retention_run_item', 'erasure_recording', 'erasure_line', 'export_item')
               and not exists (select 1 from information_schema.columns v where v.table_schema = c.table_schema
                                  and v.table_name = c.table_name and v.column_name = 'origin_node')
             order by 1
            """;

    private static final String VERSION = "origin_node = :node, version = greatest(version + 1, :now)";

    private EntityManager entities;
    private Settings settings;
    private volatile List<String> localTables = List.of();

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected PersonalRows() {}

    @Inject
    public PersonalRows(EntityManager entities, Settings settings) {
        this.entities = entities;
        this.settings = settings;
    }

    /** Empties all rows of that recording, which is out of the catalogue already. */
    public void empty(UUID recordingId, Witness witness) {
        entities.flush();
        for (Table table : EMPTIED) {
            tell(
                    witness,
                    table.name(),
                    versioned("""
                            update %s set %sdeleted = true, %s
                             where recording_id = :id and (not deleted or %s) returning id""".formatted(table.name(), table.emptied(), VERSION, table.saying()))
                            .setParameter("id", recordingId));
        }
        emptyRecording(recordingId, witness);
        deleteLocalRows(recordingId, witness);
    }

    private void emptyRecording(UUID recordingId, Witness witness) {
        tell(witness, "recording", versioned("""
                        update recording set warnings = '{}', verdict_reasons = '{}', direction = '', journal = '', %s
                         where id = :id and deleted and journal <> '' returning id""".formatted(VERSION)).setParameter("id", recordingId));
        tell(witness, "conversation", versioned("""
                        update conversation c set key = 'erased ' || c.id, deleted = true, %s
                         where c.id = (select conversation_id from recording where id = :id)
                           and c.key not like 'erased %%'
                           and not exists (select 1 from recording r where r.conversation_id = c.id and not r.deleted)
                        returning c.id""".formatted(VERSION)).setParameter("id", recordingId));
    }

    private void deleteLocalRows(UUID recordingId, Witness witness) {
        for (String table : localTables()) {
            int gone = entities.createNativeQuery("delete from %s where recording_id = :id".formatted(table))
                    .setParameter("id", recordingId)
                    .executeUpdate();
            if (gone > 0) {
                witness.removed("row", table + " of " + recordingId + " (" + gone + ")");
            }
        }
    }

    /** Looked up once: the schema changes between starts. */
    private List<String> localTables() {
        List<String> known = localTables;
        if (known.isEmpty()) {
            List<?> rows =
                    entities.createNativeQuery(LOCAL_TABLES, String.class).getResultList();
            known = rows.stream().map(String.class::cast).toList();
            localTables = known;
        }
        return known;
    }

    private Query versioned(String sql) {
        return entities.createNativeQuery(sql, UUID.class)
                .setParameter("node", settings.text(Setting.NODE_NAME))
                .setParameter("now", RowVersion.later(0));
    }

    private static void tell(Witness witness, String table, Query query) {
        for (Object id : query.getResultList()) {
            witness.removed("row", table + " " + id);
        }
    }
}
