package org.holdfast.key;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import javax.crypto.SecretKey;
import org.holdfast.media.key.EncryptedMedia;
import org.holdfast.media.key.KeyUnavailable;
import org.holdfast.operations.WorkerLog;
import org.holdfast.recording.MediaCopy;

/**
 * The data keys of recordings' media: one a recording, made when its media is first encrypted, gone for good when destroyed,
 * and with it every copy wherever it lies. Stateless.
 */
@ApplicationScoped
public class MediaKeys {
    private NodeKeys node;
    private MediaKeyRows rows;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected MediaKeys() {}

    @Inject
    public MediaKeys(NodeKeys node, MediaKeyRows rows) {
        this.node = node;
        this.rows = rows;
    }

    /** Whether the media of recordings is encrypted from now on. */
    public boolean encrypts() {
        return node.encryptsMedia();
    }

    /**
     * For the media of that recording, which has a key afterwards.
     *
     * @throws KeyUnavailable when its key was destroyed, or the key file cannot be used
     */
    public EncryptedMedia encrypting(UUID recordingId, MediaCopy clear) throws KeyUnavailable {
        MediaKeyRows.Known known = rows.of(recordingId);
        if (known instanceof MediaKeyRows.Known.Nothing) {
            known = rows.keep(recordingId, node.file().create(recordingId).wrapped());
        }
        return EncryptedMedia.of(key(recordingId, known), clear.bytes(), clear.sha256());
    }

    /**
     * To read an encrypted copy.
     *
     * @throws KeyUnavailable when its key was destroyed, or cannot be had here now
     */
    public EncryptedMedia decrypting(UUID recordingId, MediaCopy encrypted) throws KeyUnavailable {
        SecretKey key = key(recordingId, rows.of(recordingId));
        return EncryptedMedia.of(key, encrypted.plainBytes(), encrypted.plainSha256());
    }

    private SecretKey key(UUID recordingId, MediaKeyRows.Known known) throws KeyUnavailable {
        return switch (known) {
            case MediaKeyRows.Known.Wrapped(var wrapped) -> node.file().unwrapped(wrapped, recordingId);
            case MediaKeyRows.Known.Destroyed() ->
                throw new KeyUnavailable("the key of recording " + recordingId + " was destroyed");
            case MediaKeyRows.Known.Nothing() ->
                throw new KeyUnavailable("the key of recording " + recordingId + " is not in the catalogue");
        };
    }

    /** Whether its media, wherever it lies, can never be read again. */
    public boolean isDestroyed(UUID recordingId) {
        return rows.of(recordingId) instanceof MediaKeyRows.Known.Destroyed;
    }

    /**
     * Destroys the key of that recording: no encrypted copy can be read any more, on no node and in no bucket. What was never
     * encrypted is not concerned. A repeat changes nothing.
     *
     * @return false when it has none
     */
    public boolean destroyKey(UUID recordingId, String by) {
        boolean destroyed = rows.destroy(recordingId, by);
        if (destroyed) {
            WorkerLog.LOG.mediaKeyDestroyed(recordingId.toString(), by);
        }
        return destroyed;
    }
}
