package org.holdfast.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.holdfast.access.Users.Credentials;
import org.holdfast.audit.Actor;
import org.holdfast.audit.AuditAction;
import org.holdfast.audit.AuditEvent;
import org.holdfast.audit.AuditTrail;
import org.holdfast.operations.WorkerLog;
import org.jspecify.annotations.Nullable;

/**
 * Lets users in by password. Thread-safe. Takes the same time for unknown logins as for known ones, and hashes few
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
    private AuditTrail audit;
    private Throttle logins;
    private Throttle addresses;
    private final Semaphore places = new Semaphore(AT_ONCE);

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected SignIn() {}

    @Inject
    public SignIn(Users users, AuditTrail audit, Clock clock) {
        this.users = users;
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
        String who = login.toLowerCase(java.util.Locale.ROOT);
        Duration wait = longer(logins.wait(who), addresses.wait(address));
        if (wait.isPositive()) {
            WorkerLog.LOG.signInThrottled(login, address, wait.toSeconds() + 1);
            return new SignInResult.TooMany(wait);
        }
        Optional<Credentials> known = users.enabled(login);
        boolean fits =
                known.map(Credentials::password).orElse(PasswordHash.OF_NOBODY).fits(password);
        if (known.isEmpty() || !fits) {
            logins.failed(who);
            addresses.failed(address);
            WorkerLog.LOG.signInRefused(login, address);
            UUID id = known.map(credentials -> credentials.user().userId()).orElse(null);
            audit.add(AuditEvent.of(new Actor(id, login, address), AuditAction.SIGN_IN_FAILED, "user", text(id)));
            return new SignInResult.WrongCredentials();
        }
        logins.succeeded(who);
        WorkerLog.LOG.signedIn(login, address);
        SignedIn user = known.get().user().from(address);
        audit.add(AuditEvent.of(user.actor(), AuditAction.SIGN_IN, "user", user.userId()));
        return new SignInResult.Accepted(user);
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
