package org.holdfast.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.type.SqlTypes;
import org.holdfast.access.directory.Guest;
import org.holdfast.recording.row.Row;
import org.holdfast.recording.row.RowId;

/** A user of portal and API. Knows a digest of the password, never the password. */
@Entity
@Table(name = "app_user")
@SQLRestriction("not deleted")
public class AppUser extends Row {
    private String login;
    private String name;
    private String email = "";

    @Column(name = "password_hash")
    private String passwordHash;

    private boolean enabled;

    @JdbcTypeCode(SqlTypes.ARRAY)
    @Column(name = "role_ids")
    private List<UUID> roleIds = List.of();

    @JdbcTypeCode(SqlTypes.ARRAY)
    @Column(name = "group_ids")
    private List<UUID> groupIds = List.of();

    @JdbcTypeCode(SqlTypes.ARRAY)
    @Column(name = "managed_group_ids")
    private List<UUID> managedGroupIds = List.of();

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> extensions = List.of();

    /** Who knows them: {@code ldap}, {@code oidc}, or this installation alone. */
    private String source = "";

    private String subject = "";

    @Column(name = "valid_from")
    private Instant validFrom = Instant.EPOCH;

    /** For Hibernate only. */
    @SuppressWarnings("NullAway.Init")
    protected AppUser() {}

    AppUser(String login, String name, PasswordHash password) {
        super(RowId.next());
        this.login = login;
        this.name = name;
        this.passwordHash = password.text();
        enabled = true;
    }

    /** Somebody whom a directory knows: no password fits here. */
    AppUser(Guest guest) {
        this(guest.login(), guest.name(), PasswordHash.OF_NOBODY);
        source = guest.source();
        subject = guest.subject();
    }

    /** As the directory has them now. */
    void is(Guest guest, List<UUID> roles) {
        if (!source.equals(guest.source()) || !subject.equals(guest.subject())) {
            throw new IllegalArgumentException("this user is another guest, or none");
        }
        name = guest.name();
        email = guest.email();
        roleIds = List.copyOf(roles);
    }

    boolean enabled() {
        return enabled;
    }

    String passwordHash() {
        return passwordHash;
    }

    /** Whether a session or token from then is still good. */
    boolean trusts(Instant since) {
        return enabled && !since.isBefore(validFrom);
    }

    /** Takes over what the change names; what it does not name stays. */
    void change(UserChange change) {
        login = or(change.login(), login);
        name = or(change.name(), name);
        email = or(change.email(), email);
        enabled = or(change.enabled(), enabled);
        roleIds = or(change.roles(), roleIds);
        groupIds = or(change.groups(), groupIds);
        managedGroupIds = or(change.managedGroups(), managedGroupIds);
        extensions = or(change.extensions(), extensions);
    }

    private static <T> T or(@org.jspecify.annotations.Nullable T changed, T before) {
        return changed == null ? before : changed;
    }

    void passwordIs(PasswordHash hash) {
        passwordHash = hash.text();
    }

    /** Whoever came in before that moment must prove themselves again. */
    void endSessions(Instant now) {
        validFrom = now.truncatedTo(ChronoUnit.MILLIS);
    }

    void addRoles(Set<UUID> roles) {
        roleIds = java.util.stream.Stream.concat(roleIds.stream(), roles.stream())
                .distinct()
                .toList();
    }

    void leave(UUID group) {
        groupIds = groupIds.stream().filter(id -> !id.equals(group)).toList();
        managedGroupIds =
                managedGroupIds.stream().filter(id -> !id.equals(group)).toList();
    }

    void manage(UUID group, boolean manages) {
        List<UUID> others =
                managedGroupIds.stream().filter(id -> !id.equals(group)).toList();
        managedGroupIds = manages
                ? java.util.stream.Stream.concat(others.stream(), java.util.stream.Stream.of(group))
                        .toList()
                : others;
    }

    /** Never again by this password nor by any token. */
    void remove(Instant now) {
        enabled = false;
        endSessions(now);
        bury();
    }

    SignedIn signedIn() {
        return new SignedIn(id(), login, name, "", Set.of(), tenantId());
    }

    /** As others may see them. */
    public KnownUser known() {
        return new KnownUser(
                id(),
                version(),
                login,
                name,
                email,
                enabled,
                List.copyOf(roleIds),
                List.copyOf(groupIds),
                List.copyOf(managedGroupIds),
                List.copyOf(extensions));
    }
}
