package org.holdfast.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.holdfast.access.Users.Credentials;
import org.holdfast.access.directory.DirectoryAway;
import org.holdfast.access.directory.Guest;
import org.holdfast.access.directory.GuestBook;
import org.holdfast.access.directory.LdapDirectory;
import org.holdfast.access.factor.SecondFactors;
import org.holdfast.audit.Actor;
import org.holdfast.audit.AuditAction;
import org.holdfast.audit.AuditEvent;
import org.holdfast.audit.AuditTrail;
import org.holdfast.operations.WorkerLog;
import org.holdfast.recording.row.CurrentTenant;
import org.jspecify.annotations.Nullable;

/**
 * Lets users in by password, and by a code of their device when they have one. Thread-safe. Takes the same time for unknown logins as for known ones, and hashes few
 * passwords at once, so that a flood of sign-ins cannot take the processors from the recorder.
 */
@ApplicationScoped
public class SignIn {
    private static final int FREE_TRIES_OF_A_LOGIN = 5;
    private static final int FREE_TRIES_OF_AN_ADDRESS = 20;
    private static final int AT_ONCE = 2;
    private static final int MOST_CHARACTERS = 256;
    private static final Duration WHEN_BUSY = Duration.ofSeconds(2);

    private Users users;
    private SecondFactors factors;
    private LdapDirectory directory;
    private GuestBook guests;
    private AuditTrail audit;
    private Throttle logins;
    private Throttle addresses;
    private final Semaphore places = new Semaphore(AT_ONCE);

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected SignIn() {}

    @Inject
    @SuppressWarnings("checkstyle:ParameterNumber") // the ways to prove who one is
    public SignIn(
            Users users,
            SecondFactors factors,
            LdapDirectory directory,
            GuestBook guests,
            AuditTrail audit,
            Clock clock) {
        this.users = users;
        this.directory = directory;
        this.guests = guests;
        this.factors = factors;
        this.audit = audit;
        this.logins = new Throttle(FREE_TRIES_OF_A_LOGIN, clock);
        this.addresses = new Throttle(FREE_TRIES_OF_AN_ADDRESS, clock);
    }

    /**
     * Checks a password.
     *
     * @param remoteAddress who asks, for throttling and the log
     */
    public SignInResult withPassword(String login, String password, String remoteAddress) {
        return withPassword(login, password, "", remoteAddress);
    }

    /**
     * Checks a password and the code that goes with it.
     *
     * @param code of the user's device or paper; empty when there is none yet
     */
    public SignInResult withPassword(String login, String password, String code, String remoteAddress) {
        SignInResult proof = proof(login, password, remoteAddress);
        if (!(proof instanceof SignInResult.Accepted(SignedIn user))) {
            return proof;
        }
        if (!CurrentTenant.as(user.tenant(), () -> factors.isAsked(user.userId()))) {
            return in(user);
        }
        return code.isBlank() ? new SignInResult.CodeNeeded(user) : withCode(user, code);
    }

    /** Checks the code of somebody whose password was right a moment ago. */
    public SignInResult withCode(SignedIn proven, String code) {
        String who = proven.login().toLowerCase(Locale.ROOT);
        Duration wait = longer(logins.wait(who), addresses.wait(proven.address()));
        if (wait.isPositive()) {
            return throttled(proven.login(), proven.address(), wait);
        }
        if (code.length() > MOST_CHARACTERS
                || !CurrentTenant.as(proven.tenant(), () -> factors.takes(proven.userId(), code))) {
            return refused(proven.login(), proven.address(), proven.userId());
        }
        return in(proven);
    }

    /** Checks the password, and that alone, of somebody who is signed in and wants to do what needs more than that. */
    public SignInResult again(SignedIn user, String password) {
        return proof(user.login(), password, user.address());
    }

    private SignInResult proof(String login, String password, String remoteAddress) {
        if (login.length() > MOST_CHARACTERS || password.length() > MOST_CHARACTERS) {
            return new SignInResult.WrongCredentials();
        }
        if (!places.tryAcquire()) {
            return new SignInResult.TooMany(WHEN_BUSY);
        }
        try {
            return checked(printable(login), password, remoteAddress);
        } finally {
            places.release();
        }
    }

    private SignInResult checked(String login, String password, String address) {
        String who = login.toLowerCase(Locale.ROOT);
        Duration wait = longer(logins.wait(who), addresses.wait(address));
        if (wait.isPositive()) {
            return throttled(login, address, wait);
        }
        Optional<String> source = users.source(login);
        if (directory.isConfigured() && source.map("ldap"::equals).orElse(true)) {
            return ofDirectory(login, password, address);
        }
        Optional<Credentials> known = users.enabled(login);
        boolean fits =
                known.map(Credentials::password).orElse(PasswordHash.OF_NOBODY).fits(password);
        if (known.isEmpty() || !fits) {
            return refused(
                    login,
                    address,
                    known.map(credentials -> credentials.user().userId()).orElse(null));
        }
        return new SignInResult.Accepted(known.get().user().from(address));
    }

    private SignInResult ofDirectory(String login, String password, String address) {
        try {
            return directory
                    .guest(login, password)
                    .flatMap(guests::enter)
                    .<SignInResult>map(user -> new SignInResult.Accepted(user.from(address)))
                    .orElseGet(() -> refused(login, address, null));
        } catch (DirectoryAway away) {
            WorkerLog.LOG.directoryAway(String.valueOf(away.getMessage()));
            return new SignInResult.DirectoryAway();
        }
    }

    /** Lets in who has proved elsewhere, in the browser, who they are; none when they may not come in. */
    public Optional<SignedIn> asGuest(Guest guest, String address) {
        Optional<SignedIn> user = guests.enter(guest).map(known -> known.from(address));
        if (user.isEmpty()) {
            refused(printable(guest.login()), address, null);
        }
        return user.map(this::in).map(in -> user.get());
    }

    private SignInResult in(SignedIn user) {
        logins.succeeded(user.login().toLowerCase(Locale.ROOT));
        WorkerLog.LOG.signedIn(user.login(), user.address());
        return CurrentTenant.as(user.tenant(), () -> {
            audit.add(AuditEvent.of(user.actor(), AuditAction.SIGN_IN, "user", user.userId()));
            return new SignInResult.Accepted(user);
        });
    }

    private static SignInResult throttled(String login, String address, Duration wait) {
        WorkerLog.LOG.signInThrottled(login, address, wait.toSeconds() + 1);
        return new SignInResult.TooMany(wait);
    }

    private SignInResult refused(String login, String address, @Nullable UUID id) {
        logins.failed(login.toLowerCase(Locale.ROOT));
        addresses.failed(address);
        WorkerLog.LOG.signInRefused(login, address);
        audit.add(AuditEvent.of(new Actor(id, login, address), AuditAction.SIGN_IN_FAILED, "user", text(id)));
        return new SignInResult.WrongCredentials();
    }

    private static String text(@Nullable UUID id) {
        return id == null ? "" : id.toString();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** A login goes into the log: it must not begin a line of its own there. */
    private static String printable(String login) {
        return login.replaceAll("\\p{C}", "?");
    }
}
