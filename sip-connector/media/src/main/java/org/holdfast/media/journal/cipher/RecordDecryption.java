package org.holdfast.media.journal.cipher;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.holdfast.media.key.KeyUnavailable;
import org.holdfast.media.key.WrappedKey;

/** Decrypts the records of one journal, by the keys its key records tell of. One thread. */
public final class RecordDecryption {
    private final JournalKeys keys;
    private final Cipher cipher = RecordEncryption.cipher();
    private final Map<Integer, WrappedKey> wrapped = new HashMap<>();
    private final Map<Integer, SecretKey> unwrapped = new HashMap<>();
    private final byte[] nonce = new byte[12];
    private final byte[] described = new byte[8];
    private UUID session = new UUID(0, 0);
    private byte[] plain = new byte[4096];

    public RecordDecryption(JournalKeys keys) {
        this.keys = keys;
    }

    /** Whose journal it is. */
    public void of(UUID recordingSessionId) {
        session = recordingSessionId;
    }

    /** Takes in a key record; false when it makes no sense. */
    public boolean learn(ByteBuffer payload) {
        Optional<KeyRecord> found = KeyRecord.of(payload);
        found.ifPresent(key -> wrapped.putIfAbsent(key.generation(), key.wrapped()));
        return found.isPresent();
    }

    /** Of an encrypted payload. */
    public static int generation(ByteBuffer payload) {
        return payload.remaining() < RecordEncryption.OVERHEAD
                ? 0
                : payload.order(ByteOrder.LITTLE_ENDIAN).getInt(payload.position());
    }

    /** Whether a key record of that generation has been seen. */
    public boolean knows(int generation) {
        return wrapped.containsKey(generation);
    }

    /**
     * The payload in clear, none when it was altered.
     *
     * @param description bytes 8 to 15 of the record
     * @return valid until the next call
     * @throws KeyUnavailable when its data key cannot be unwrapped here
     */
    public Optional<ByteBuffer> open(long position, long description, ByteBuffer payload) throws KeyUnavailable {
        SecretKey key = key(generation(payload));
        byte[] sealed = new byte[payload.remaining() - RecordEncryption.GENERATION_BYTES];
        payload.get(payload.position() + RecordEncryption.GENERATION_BYTES, sealed);
        if (plain.length < sealed.length) {
            plain = new byte[2 * sealed.length];
        }
        RecordEncryption.nonce(nonce, position);
        RecordEncryption.little(described).putLong(description);
        try {
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(RecordEncryption.TAG_BITS, nonce));
            cipher.updateAAD(described);
            int length = cipher.doFinal(sealed, 0, sealed.length, plain, 0);
            return Optional.of(ByteBuffer.wrap(plain, 0, length).slice());
        } catch (GeneralSecurityException altered) {
            return Optional.empty();
        }
    }

    private SecretKey key(int generation) throws KeyUnavailable {
        SecretKey known = unwrapped.get(generation);
        if (known != null) {
            return known;
        }
        WrappedKey key = wrapped.get(generation);
        if (key == null) {
            throw new KeyUnavailable("the record of its key is lost");
        }
        SecretKey found = keys.unwrapped(key, session);
        unwrapped.put(generation, found);
        return found;
    }
}
