package org.holdfast.access.people;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.SQLRestriction;
import org.holdfast.recording.row.Row;
import org.holdfast.recording.row.RowId;
import org.jspecify.annotations.Nullable;

/** A group of users, in a tree. Users know their groups, not the other way round. */
@Entity
@Table(name = "user_group")
@SQLRestriction("not deleted")
public class UserGroup extends Row {
    private String name;

    @Column(name = "parent_id")
    private @Nullable UUID parentId;

    /** For Hibernate only. */
    @SuppressWarnings("NullAway.Init")
    protected UserGroup() {}

    UserGroup(String name, @Nullable UUID parentId) {
        super(RowId.next());
        this.name = name;
        this.parentId = parentId;
    }

    void is(String newName, @Nullable UUID below) {
        name = newName;
        parentId = below;
    }

    void remove() {
        bury();
    }

    KnownGroup known() {
        return new KnownGroup(id(), version(), name, parentId);
    }
}
