package org.holdfast.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Set;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.type.SqlTypes;
import org.holdfast.recording.row.Row;
import org.holdfast.recording.row.RowId;

/** A user of portal and API. Knows a digest of the password, never the password. */
@Entity
@Table(name = "app_user")
@SQLRestriction("not deleted")
public class AppUser extends Row {
    private String login;
    private String name;

    @Column(name = "password_hash")
    private String passwordHash;

    private boolean enabled;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> roles;

    /** For Hibernate only. */
    @SuppressWarnings("NullAway.Init")
    protected AppUser() {}

    AppUser(String login, String name, String passwordHash, Set<String> roles) {
        super(RowId.next());
        this.login = login;
        this.name = name;
        this.passwordHash = passwordHash;
        this.roles = roles.stream().sorted().toList();
        enabled = true;
    }

    boolean enabled() {
        return enabled;
    }

    String passwordHash() {
        return passwordHash;
    }

    /** Never again by this password nor by any token. */
    void disable() {
        enabled = false;
    }

    SignedIn signedIn() {
        return new SignedIn(id(), login, name, Set.copyOf(roles));
    }
}
