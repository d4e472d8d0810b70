package org.holdfast.finalise;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import org.holdfast.key.MediaKeys;
import org.holdfast.media.key.EncryptedMedia;
import org.holdfast.recording.MediaCopy;
import org.holdfast.recording.Recordings;
import org.holdfast.storage.MediaDirectory;

/**
 * Where media is to be encrypted, puts encrypted files in the place of those in clear, as soon as the codecs need these no more
 * and before anything leaves the node. Stateless; a repeat finds its own work.
 */
@ApplicationScoped
public class LocalEncryption {
    private static final String EXTENSION = ".enc";

    private Recordings recordings;
    private MediaDirectory media;
    private MediaKeys keys;
    private Clock clock;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected LocalEncryption() {}

    @Inject
    public LocalEncryption(Recordings recordings, MediaDirectory media, MediaKeys keys, Clock clock) {
        this.recordings = recordings;
        this.media = media;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Nothing of that recording lies here in clear afterwards, where it is to be so.
     *
     * @throws IOException when there is no key, or no room; what is in clear stays then
     */
    void encrypt(UUID recordingId) throws IOException {
        if (!keys.encrypts()) {
            return;
        }
        for (MediaCopy copy : recordings.copies(recordingId)) {
            if (copy.place().equals(MediaCopy.LOCAL) && !copy.isEncrypted() && copy.kind() != MediaCopy.Kind.MANIFEST) {
                encrypt(recordingId, copy);
            }
        }
        for (MediaCopy copy : recordings.copies(recordingId)) {
            if (copy.place().equals(MediaCopy.LOCAL) && copy.isEncrypted()) {
                Files.deleteIfExists(clear(copy));
            }
        }
    }

    private void encrypt(UUID recordingId, MediaCopy copy) throws IOException {
        Path clear = media.file(copy.location());
        if (!Files.exists(clear)) {
            return; // another step tells of that
        }
        Path encrypted = clear.resolveSibling(clear.getFileName() + EXTENSION);
        EncryptedMedia file = keys.encrypting(recordingId, copy);
        String sha256 = file.encrypt(clear, encrypted);
        recordings.copied(
                recordingId, copy.encrypted(media.location(encrypted), file.storedBytes(), sha256, clock.instant()));
    }

    private Path clear(MediaCopy encrypted) {
        String location = encrypted.location();
        return media.file(location.substring(0, location.length() - EXTENSION.length()));
    }
}
