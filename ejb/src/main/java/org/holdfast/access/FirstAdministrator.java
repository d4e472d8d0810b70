package org.holdfast.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import org.holdfast.access.people.KnownRole;
import org.holdfast.operations.WorkerLog;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;

/** Makes the first user of an installation that has none, with the password of its setting. One thread at a time. */
@ApplicationScoped
public class FirstAdministrator {
    /** Whom it makes. */
    public static final String LOGIN = "admin";

    private Users users;
    private String password;
    private volatile boolean seenTo;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected FirstAdministrator() {}

    @Inject
    public FirstAdministrator(Users users, Settings settings) {
        this.users = users;
        this.password = settings.text(Setting.ADMIN_PASSWORD);
    }

    /** Idempotent. Throws when the database is away or another process was just faster; the caller tries again. */
    public void ensure() {
        if (users.none()) {
            create();
        }
        seenTo = true;
    }

    /** False until this process has once found, made, or in vain been asked for the first user: until then nobody can sign in. */
    public boolean isSeenTo() {
        return seenTo;
    }

    private void create() {
        if (password.isEmpty()) {
            WorkerLog.LOG.noAdministrator(Setting.ADMIN_PASSWORD.property());
            return;
        }
        users.add(LOGIN, "Administrator", PasswordHash.of(password), Set.of(KnownRole.ADMINISTRATOR));
        WorkerLog.LOG.administratorCreated(LOGIN, Setting.ADMIN_PASSWORD.property());
    }
}
