package org.holdfast.access.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.holdfast.operations.WorkerLog;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;
import org.jspecify.annotations.Nullable;

/**
 * Which passwords are taken (NIST SP 800-63B §5.1.1.2): long enough, not among those everybody tries, not the login or
 * name itself. No rules about kinds of characters, and none expires. Immutable.
 */
@ApplicationScoped
public class PasswordRules {
    /** The shortest password. */
    public static final int LEAST = 8;

    private static final int MOST = 256;
    private static final String LIST = "worn-passwords.txt";

    private final Set<String> worn = read();
    private final @Nullable BreachedList breached;

    /** For the container's proxy only. */
    protected PasswordRules() {
        breached = null;
    }

    @Inject
    public PasswordRules(Settings settings) {
        String file = settings.text(Setting.PASSWORD_LIST);
        breached = file.isEmpty() ? null : new BreachedList(Path.of(file));
    }

    /**
     * Throws {@link ChangeRejected} for a password that must not be.
     *
     * @param login whose it shall be
     * @param name of that user; may be empty
     */
    public void check(String password, String login, String name) {
        int length = password.codePointCount(0, password.length());
        if (length < LEAST || length > MOST) {
            throw ChangeRejected.invalid("password", "A password has %s to %s characters.", LEAST, MOST);
        }
        String plain = password.toLowerCase(Locale.ROOT);
        if (worn.contains(plain) || plain.chars().distinct().count() < 3 || isBreached(password)) {
            throw ChangeRejected.invalid(
                    "password", "This password is among the first that anybody tries. Take another.");
        }
        if ((login.length() > 3 && plain.contains(login.toLowerCase(Locale.ROOT)))
                || plain.equals(name.toLowerCase(Locale.ROOT))) {
            throw ChangeRejected.invalid("password", "The password must not be the login or the name.");
        }
    }

    /** A list that cannot be read must keep nobody from a new password; the log tells. */
    private boolean isBreached(String password) {
        try {
            return breached != null && breached.has(password);
        } catch (IOException e) {
            WorkerLog.LOG.passwordListUnreadable(String.valueOf(breached), String.valueOf(e.getMessage()));
            return false;
        }
    }

    private static Set<String> read() {
        try (InputStream in = PasswordRules.class.getResourceAsStream(LIST)) {
            if (in == null) {
                throw new IllegalStateException(LIST + " is missing");
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
