package org.holdfast.search.saved;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.SQLRestriction;
import org.holdfast.recording.row.Row;
import org.holdfast.recording.row.RowId;

/** A search that one user keeps under a name of their own. */
@Entity
@Table(name = "saved_search")
@SQLRestriction("not deleted")
public class SavedSearch extends Row {
    @Column(name = "user_id")
    private UUID userId;

    private String name;

    private String query;

    /** For Hibernate only. */
    @SuppressWarnings("NullAway.Init")
    protected SavedSearch() {}

    SavedSearch(UUID userId, String name, String query) {
        super(RowId.next());
        this.userId = userId;
        this.name = name;
        this.query = query;
    }

    boolean isOf(UUID user) {
        return userId.equals(user);
    }

    boolean isCalled(String other) {
        return name.equalsIgnoreCase(other);
    }

    void becomes(String newQuery) {
        query = newQuery;
    }

    /** A tombstone goes on for ever: what was looked for, which may be a person, does not. */
    void remove() {
        name = "";
        query = "";
        bury();
    }

    KnownSearch known() {
        return new KnownSearch(id(), name, query);
    }
}
