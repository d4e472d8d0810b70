package org.holdfast.it.portal;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An authenticator as a telephone has it, written from RFC 6238 and RFC 4226 and not from the product. */
record Authenticator(byte[] secret) {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int STEP_SECONDS = 30;

    /** That was told this secret (RFC 4648 base 32, in groups or not). */
    static Authenticator told(String base32) {
        ByteBuffer bytes = ByteBuffer.allocate(base32.length());
        int bits = 0;
        int held = 0;
        for (char letter :
                base32.toUpperCase(Locale.ROOT).replaceAll("[ =]", "").toCharArray()) {
            held = held << 5 | BASE32.indexOf(letter);
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.put((byte) (held >> bits));
            }
        }
        byte[] secret = new byte[bytes.position()];
        bytes.flip().get(secret);
        return new Authenticator(secret);
    }

    /** The time step of that second. */
    static long step(long epochSecond) {
        return epochSecond / STEP_SECONDS;
    }

    /** The six digits of that time step. */
    String code(long step) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(secret, "RAW"));
        byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        int truncated = ByteBuffer.wrap(hash).getInt(hash[hash.length - 1] & 0x0f) & Integer.MAX_VALUE;
        return "%06d".formatted(truncated % 1_000_000);
    }
}
