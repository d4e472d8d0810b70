package org.holdfast.media.key;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A data key encrypted by another key: AES-256-GCM under a random nonce, bound to the id of that key and to what the data key
 * is for, so that a wrapped key moved to another recording opens nothing. Stateless.
 */
final class KeyWrapping {
    static final String AES = "AES";
    static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private KeyWrapping() {}

    /** A key nobody has had before. */
    static SecretKey fresh() {
        try {
            KeyGenerator generator = KeyGenerator.getInstance(AES);
            generator.init(KEY_BYTES * 8, RANDOM);
            return generator.generateKey();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    static WrappedKey wrapped(SecretKey data, String keyId, SecretKey by, UUID purpose) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, by, nonce, keyId, purpose);
            byte[] sealed = cipher.doFinal(data.getEncoded());
            return new WrappedKey(
                    keyId,
                    ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                            .put(nonce)
                            .put(sealed)
                            .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    static SecretKey unwrapped(WrappedKey wrapped, SecretKey by, UUID purpose) throws KeyUnavailable {
        byte[] bytes = wrapped.bytes();
        if (bytes.length <= NONCE_BYTES) {
            throw new KeyUnavailable("the wrapped key of " + purpose + " is cut short");
        }
        try {
            byte[] nonce = Arrays.copyOf(bytes, NONCE_BYTES);
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, by, nonce, wrapped.keyId(), purpose);
            byte[] key = cipher.doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
            return new SecretKeySpec(key, AES);
        } catch (AEADBadTagException foreign) {
            throw new KeyUnavailable(
                    "key %s does not open the data key of %s: it was wrapped for something else, or altered"
                            .formatted(wrapped.keyId(), purpose),
                    foreign);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    private static Cipher cipher(int mode, SecretKey by, byte[] nonce, String keyId, UUID purpose)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, by, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(("holdfast data key " + purpose + ' ' + keyId).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
