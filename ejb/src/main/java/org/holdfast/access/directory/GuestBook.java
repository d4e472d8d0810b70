package org.holdfast.access.directory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.holdfast.access.SignedIn;
import org.holdfast.access.Users;
import org.holdfast.access.people.Clash;
import org.holdfast.access.people.KnownRole;
import org.holdfast.access.people.Roles;
import org.holdfast.operations.WorkerLog;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;

/**
 * Enters guests as users when they first come, and gives them each time the roles their groups give now; whom no group gives
 * a role does not come in. Never takes over a user of this installation who has the same login. Thread-safe.
 */
@ApplicationScoped
public class GuestBook {
    private Users users;
    private Roles roles;
    private GroupRoles given = new GroupRoles(List.of());

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected GuestBook() {}

    @Inject
    public GuestBook(Users users, Roles roles, Settings settings) {
        this.users = users;
        this.roles = roles;
        this.given = GroupRoles.of(settings.text(Setting.DIRECTORY_ROLES));
    }

    /** The guest as a user; none when they may not come in. */
    public Optional<SignedIn> enter(Guest guest) {
        Set<String> names = given.roles(guest.groups());
        List<UUID> ids = roles.list().stream()
                .filter(role -> names.stream().anyMatch(name -> name.equalsIgnoreCase(role.name())))
                .map(KnownRole::id)
                .toList();
        if (ids.isEmpty()) {
            WorkerLog.LOG.guestWithoutRole(
                    guest.login(), guest.source(), guest.groups().size());
            return Optional.empty();
        }
        return Clash.told(() -> users.guest(guest, ids));
    }
}
