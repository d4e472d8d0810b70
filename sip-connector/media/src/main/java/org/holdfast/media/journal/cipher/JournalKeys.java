package org.holdfast.media.journal.cipher;

import java.nio.file.Path;
import java.util.UUID;
import javax.crypto.SecretKey;
import org.holdfast.media.key.KeyFile;
import org.holdfast.media.key.KeyUnavailable;
import org.holdfast.media.key.WrappedKey;
import org.jspecify.annotations.Nullable;

/**
 * How journals are encrypted on this node: by the keys of a key file, or not at all. What is encrypted can be read as long as
 * there is the file, whether new journals are encrypted or not. Thread-safe.
 */
public final class JournalKeys {
    /** No key file: journals are written in clear, and an encrypted one cannot be read. */
    public static final JournalKeys NONE = new JournalKeys(null, false);

    private final @Nullable KeyFile file;
    private final boolean encrypts;

    private JournalKeys(@Nullable KeyFile file, boolean encrypts) {
        this.file = file;
        this.encrypts = encrypts;
    }

    /**
     * By the keys of that file.
     *
     * @param encrypts new journals are encrypted
     */
    public static JournalKeys of(KeyFile file, boolean encrypts) {
        return new JournalKeys(file, encrypts);
    }

    /**
     * As configured. Where journals are to be encrypted, it returns when that has become quick: a recorder that has just
     * started may have a thousand calls to go on with.
     *
     * @param keyFile empty when there is none
     * @throws KeyUnavailable when the file cannot be used, or is wanted and not named
     */
    public static JournalKeys configured(String keyFile, boolean encrypts) throws KeyUnavailable {
        if (!keyFile.isEmpty()) {
            KeyFile file = KeyFile.open(Path.of(keyFile));
            if (encrypts) {
                new RecordEncryption(1, file.create(new UUID(0, 0))).warmUp();
            }
            return of(file, encrypts);
        }
        if (encrypts) {
            throw new KeyUnavailable("encryption is on and no key file is named");
        }
        return NONE;
    }

    /** Throws when journals are to be encrypted and cannot be now. */
    public void probe() throws KeyUnavailable {
        if (encrypts && file != null) {
            file.newest();
        }
    }

    /** For a new journal; null when it is to be in clear. */
    public @Nullable RecordEncryption begin(UUID session) throws KeyUnavailable {
        return encrypts ? again(session, 0) : null;
    }

    /** For a journal that goes on: a data key of its own, so that no nonce can come again whatever was lost. */
    public RecordEncryption again(UUID session, int generation) throws KeyUnavailable {
        return new RecordEncryption(generation + 1, required().create(session));
    }

    SecretKey unwrapped(WrappedKey wrapped, UUID session) throws KeyUnavailable {
        if (file == null) {
            throw new KeyUnavailable("it is encrypted under key " + wrapped.keyId() + ", and no key file is named");
        }
        return file.unwrapped(wrapped, session);
    }

    private KeyFile required() throws KeyUnavailable {
        if (file == null) {
            throw new KeyUnavailable("it is encrypted, and no key file is named");
        }
        return file;
    }
}
