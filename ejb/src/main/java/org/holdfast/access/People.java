package org.holdfast.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.access.people.Clash;
import org.holdfast.access.people.PasswordRules;
import org.holdfast.access.people.UserFilter;
import org.jspecify.annotations.Nullable;

/**
 * The boundary for users: checks what is asked, hashes passwords outside any transaction, then has it done. Whether the
 * caller may manage users is the gate's to say, before. Stateless.
 */
@ApplicationScoped
public class People {
    /** The most users a page may have. */
    public static final int MOST = 1000;

    private static final int MOST_EXTENSIONS = 50;
    private static final PasswordHash NO_PASSWORD = new PasswordHash("none");

    private Users users;
    private SignIn signIn;
    private PasswordRules rules;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected People() {}

    @Inject
    public People(Users users, SignIn signIn, PasswordRules rules) {
        this.users = users;
        this.signIn = signIn;
        this.rules = rules;
    }

    /** Users whose login, name or extension has this text, in order of login, from behind that login on. */
    public List<KnownUser> list(String text, String afterLogin, int limit) {
        return list(UserFilter.ofText(text), afterLogin, limit);
    }

    /** Users the filter lets through, in order of login, from behind that login on. */
    public List<KnownUser> list(UserFilter filter, String afterLogin, int limit) {
        return users.list(filter, afterLogin, Math.clamp(limit, 1, MOST));
    }

    public Optional<KnownUser> byLogin(String login) {
        return users.byLogin(login.strip());
    }

    public Optional<KnownUser> find(UUID id) {
        return users.find(id);
    }

    /**
     * Adds a user. Without a password nobody comes in by that login until one is set.
     *
     * @throws ChangeRejected when it cannot be
     */
    public KnownUser create(SignedIn by, UserChange wanted) {
        checkNew(wanted);
        PasswordHash password = wanted.password() == null ? NO_PASSWORD : PasswordHash.of(wanted.password());
        return Clash.told(() -> users.create(by, wanted, password));
    }

    /**
     * Changes what the change names.
     *
     * @param ifVersion refuses when the user has another version by now; null: whatever it is
     * @throws ChangeRejected when it cannot be
     */
    public KnownUser change(SignedIn by, UUID id, @Nullable Long ifVersion, UserChange wanted) {
        KnownUser before = users.find(id).orElseThrow(ChangeRejected::unknown);
        check(wanted, wanted.login() == null ? before.login() : wanted.login());
        PasswordHash password = wanted.password() == null ? null : PasswordHash.of(wanted.password());
        return Clash.told(() -> users.change(by, id, ifVersion, wanted, password));
    }

    /** Removes a user; recordings stay, and are nobody's if nobody else took part. */
    public void remove(SignedIn by, UUID id, @Nullable Long ifVersion) {
        Clash.told(() -> {
            users.remove(by, id, ifVersion);
            return true;
        });
    }

    /** Makes these users, and no others, managers of the group. */
    public void manage(SignedIn by, UUID group, Set<UUID> managers) {
        Clash.told(() -> {
            users.manage(by, group, managers);
            return true;
        });
    }

    /**
     * The user's own change of password; ends every session and token of theirs.
     *
     * @return what became of the present password; changed only when accepted
     */
    public SignInResult changePassword(SignedIn user, String present, String wanted) {
        rules.check(wanted, user.login(), user.name());
        SignInResult proof = signIn.again(user, present);
        if (proof instanceof SignInResult.Accepted) {
            PasswordHash hash = PasswordHash.of(wanted);
            users.passwordIs(user, hash);
        }
        return proof;
    }

    /** Whether somebody new could be like that; throws {@link ChangeRejected} when not. */
    public void checkNew(UserChange wanted) {
        if (wanted.login() == null) {
            throw ChangeRejected.invalid("login", "A user needs a login.");
        }
        check(wanted, wanted.login());
        users.checkFree(wanted.login());
    }

    private void check(UserChange wanted, String login) {
        if (!login.matches("[\\p{L}\\p{N}._@+\\-]{1,100}")) {
            throw ChangeRejected.invalid("login", "A login has 1 to 100 letters, digits and . _ @ + -");
        }
        if (wanted.name() != null && (wanted.name().length() > 200 || hasControls(wanted.name()))) {
            throw ChangeRejected.invalid("name", "A name has at most 200 characters, all of them printable.");
        }
        if (wanted.email() != null && !wanted.email().matches("|[^\\s@\\p{C}]{1,64}@[^\\s@\\p{C}]{1,189}")) {
            throw ChangeRejected.invalid("email", "This is no e-mail address.");
        }
        List<String> extensions = wanted.extensions();
        if (extensions != null
                && (extensions.size() > MOST_EXTENSIONS
                        || extensions.stream().anyMatch(e -> e.length() > 200 || hasControls(e)))) {
            throw ChangeRejected.invalid(
                    "extensions", "A user has at most %s extensions of 200 characters.", MOST_EXTENSIONS);
        }
        if (wanted.password() != null) {
            rules.check(wanted.password(), login, wanted.name() == null ? "" : wanted.name());
        }
    }

    private static boolean hasControls(String text) {
        return text.codePoints().anyMatch(Character::isISOControl);
    }
}
