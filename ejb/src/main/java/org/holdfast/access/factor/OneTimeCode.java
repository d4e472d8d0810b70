package org.holdfast.access.factor;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes of a shared secret (RFC 6238): six digits, a new one every 30 s, by HMAC-SHA-1, which is all that every
 * authenticator knows. Immutable.
 *
 * @param secret hexadecimal, 160 bits as RFC 4226 §4 recommends
 */
record OneTimeCode(String secret) {
    static final Duration STEP = Duration.ofSeconds(30);
    private static final int SECRET_BYTES = 20;
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final SecureRandom RANDOM = new SecureRandom();

    static OneTimeCode fresh() {
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return new OneTimeCode(HexFormat.of().formatHex(secret));
    }

    /**
     * The time step this code is of: the present one, the one before or the one after, since clocks differ (RFC 6238 §5.2).
     *
     * @param after steps up to this one are used up
     */
    OptionalLong step(String code, Instant now, long after) {
        long present = now.getEpochSecond() / STEP.toSeconds();
        return LongStream.rangeClosed(present - 1, present + 1)
                .filter(step -> step > after && equal(at(step), code))
                .findFirst();
    }

    String at(long step) {
        try {
            return new TimeBasedOneTimePasswordGenerator(STEP)
                    .generateOneTimePasswordString(
                            new SecretKeySpec(HexFormat.of().parseHex(secret), "RAW"),
                            Instant.ofEpochSecond(step * STEP.toSeconds()));
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("every key is one of HMAC", e);
        }
    }

    private static boolean equal(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    /** For typing in by hand (RFC 4648 §6, without padding). */
    String base32() {
        return base32(HexFormat.of().parseHex(secret));
    }

    static String base32(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int buffer = 0;
        int bits = 0;
        for (byte b : bytes) {
            buffer = (buffer << 8) | (b & 0xff);
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(BASE32.charAt((buffer >> bits) & 31));
            }
            buffer &= (1 << bits) - 1;
        }
        return bits == 0
                ? text.toString()
                : text.append(BASE32.charAt((buffer << (5 - bits)) & 31)).toString();
    }

    /** What authenticators read from a picture. */
    String address(String login) {
        return "otpauth://totp/Holdfast:" + encoded(login) + "?secret=" + base32() + "&issuer=Holdfast";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Never shows the secret. */
    @Override
    public String toString() {
        return "OneTimeCode";
    }
}
