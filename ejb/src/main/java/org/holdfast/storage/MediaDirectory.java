package org.holdfast.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.holdfast.recording.MediaCopy;
import org.holdfast.recording.row.Sha256;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;

/** This node's media directory: one folder a recording, {@code yyyy/mm/dd/<id>}, named by id alone. Stateless. */
@ApplicationScoped
public class MediaDirectory {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu/MM/dd").withZone(ZoneOffset.UTC);

    private Path root;
    private Clock clock;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected MediaDirectory() {}

    @Inject
    public MediaDirectory(Settings settings, Clock clock) {
        this.root =
                Path.of(settings.text(Setting.MEDIA_DIRECTORY)).toAbsolutePath().normalize();
        this.clock = clock;
    }

    /** Where the media of that recording belongs; the folder need not exist yet. */
    public Path folder(UUID recordingId, Instant startedAt) {
        return root.resolve(DAY.format(startedAt)).resolve(recordingId.toString());
    }

    /** The file of that copy. */
    public Path file(String location) {
        Path file = root.resolve(location).normalize();
        if (!file.startsWith(root)) {
            throw new IllegalArgumentException("outside the media directory: " + location);
        }
        return file;
    }

    /** Digest of what is read back. */
    public String digest(Path file) throws IOException {
        MessageDigest digest = Sha256.start();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return Sha256.hex(digest);
    }

    /** Where that file of the media directory lies, as copies say it. */
    public String location(Path file) {
        return root.relativize(file.toAbsolutePath().normalize()).toString();
    }

    /**
     * Reads a written and forced file back and compares it with what was meant to be written.
     *
     * @throws IOException when it cannot be read or is not what was written
     */
    public MediaCopy verified(Path file, MediaCopy.Kind kind, String contentType, String sha256) throws IOException {
        String found = digest(file);
        long bytes = Files.size(file);
        if (!found.equals(sha256)) {
            throw new IOException("%s was read back with digest %s, written was %s".formatted(file, found, sha256));
        }
        return new MediaCopy(MediaCopy.LOCAL, kind, contentType, location(file), bytes, found, clock.instant());
    }
}
