package org.holdfast.access.people;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.type.SqlTypes;
import org.holdfast.access.gate.Permission;
import org.holdfast.recording.row.Row;
import org.holdfast.recording.row.RowId;

/** A role: permissions under a name. Six of them are there from the beginning; they are rows like any other. */
@Entity
@Table(name = "app_role")
@SQLRestriction("not deleted")
public class AppRole extends Row {
    private String name;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> permissions = List.of();

    /** For Hibernate only. */
    @SuppressWarnings("NullAway.Init")
    protected AppRole() {}

    AppRole(String name, Collection<Permission> permissions) {
        super(RowId.next());
        is(name, permissions);
    }

    final void is(String newName, Collection<Permission> allowed) {
        name = newName;
        permissions = allowed.stream().distinct().sorted().map(Permission::text).toList();
    }

    void remove() {
        bury();
    }

    KnownRole known() {
        return new KnownRole(id(), version(), name, allowed());
    }

    List<Permission> allowed() {
        return permissions.stream()
                .map(Permission::ofText)
                .flatMap(Optional::stream)
                .toList();
    }
}
