package org.holdfast.access;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A stored password: PBKDF2-HMAC-SHA256 with a salt of its own (RFC 8018 §5.2), written as {@code
 * pbkdf2-sha256$iterations$salt$key} so that old ones stay readable when the cost rises. Immutable.
 */
record PasswordHash(String text) {
    /** OWASP's floor for this function. */
    private static final int ITERATIONS = 600_000;

    private static final int KEY_BITS = 256;
    private static final int SALT_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern FORM = Pattern.compile("pbkdf2-sha256\\$(\\d{1,8})\\$([^$]+)\\$([^$]+)");

    /** What an unknown login is compared with, so that it takes as long as a known one. No password fits it. */
    static final PasswordHash OF_NOBODY = new PasswordHash(written(new byte[SALT_BYTES], new byte[KEY_BITS / 8]));

    static PasswordHash of(String password) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return new PasswordHash(written(salt, key(password, salt, ITERATIONS)));
    }

    boolean fits(String password) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return false;
        }
        byte[] salt = Base64.getDecoder().decode(form.group(2));
        byte[] key = Base64.getDecoder().decode(form.group(3));
        return MessageDigest.isEqual(key, key(password, salt, Integer.parseInt(form.group(1))));
    }

    private static String written(byte[] salt, byte[] key) {
        Base64.Encoder base64 = Base64.getEncoder();
        return "pbkdf2-sha256$" + ITERATIONS + "$" + base64.encodeToString(salt) + "$" + base64.encodeToString(key);
    }

    private static byte[] key(String password, byte[] salt, int iterations) {
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, KEY_BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has PBKDF2WithHmacSHA256", e);
        } finally {
            spec.clearPassword();
        }
    }

    /** Never shows itself. */
    @Override
    public String toString() {
        return "PasswordHash";
    }
}
