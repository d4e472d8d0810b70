package org.holdfast.access.people;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

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

    /**
     * Throws {@link ChangeRejected} for a password that must not be.
     *
     * @param login whose it shall be
     * @param name of that user; may be empty
     */
    public void check(String password, String login, String name) {
        int length = password.codePointCount(0, password.length());
        if (length < LEAST || length > MOST) {
            throw ChangeRejected.invalid("password", "A password has " + LEAST + " to " + MOST + " characters.");
        }
        String plain = password.toLowerCase(Locale.ROOT);
        if (worn.contains(plain) || plain.chars().distinct().count() < 3) {
            throw ChangeRejected.invalid(
                    "password", "This password is among the first that anybody tries. Take another.");
        }
        if ((login.length() > 3 && plain.contains(login.toLowerCase(Locale.ROOT)))
                || plain.equals(name.toLowerCase(Locale.ROOT))) {
            throw ChangeRejected.invalid("password", "The password must not be the login or the name.");
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
