package org.holdfast.node;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;

/** What the health of the database is judged by: one short query. May hang as long as the driver lets it. */
@ApplicationScoped
@Transactional
public class DatabaseProbe {
    private EntityManager entities;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected DatabaseProbe() {}

    @Inject
    public DatabaseProbe(EntityManager entities) {
        this.entities = entities;
    }

    /** The schema's version as the migrations left it; empty when there is none. */
    public String schemaVersion() {
        if (texts("select to_regclass('flyway_schema_history')::text").getFirst() == null) {
            return "";
        }
        List<?> found = texts("""
                select version from flyway_schema_history
                 where success and version is not null order by installed_rank desc limit 1""");
        return found.isEmpty() ? "" : String.valueOf(found.getFirst());
    }

    private List<?> texts(String query) {
        return entities.createNativeQuery(query, String.class).getResultList();
    }

    /** This process works on this database, since when, and what it does. */
    public void noteNode(String name, String roles) {
        entities.createNativeQuery("""
                        insert into node (name, roles, started_at, seen_at) values (:name, :roles, now(), now())
                        on conflict (name) do update set roles = :roles, seen_at = now()""")
                .setParameter("name", name)
                .setParameter("roles", roles)
                .executeUpdate();
    }
}
