package org.holdfast.playback;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.holdfast.recording.row.Sha256;

/**
 * Reads a recording's media once more and compares it with the digest that the catalogue has kept since it was written.
 * Stateless; takes as long as reading takes, and no transaction is open meanwhile.
 */
@ApplicationScoped
public class Integrity {
    private static final int BUFFER = 1 << 16;

    private Playback playback;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected Integrity() {}

    @Inject
    public Integrity(Playback playback) {
        this.playback = playback;
    }

    /** What was found of one file. */
    public enum Finding {
        SAME,
        DIFFERENT,
        UNREADABLE
    }

    /**
     * One file that was read.
     *
     * @param expected digest in the catalogue
     * @param found digest of what was read; empty when it could not be
     */
    public record Checked(String contentType, long bytes, String expected, String found, Finding finding) {}

    /** Each form in which the recording can be heard, from the copy that would be played. */
    public List<Checked> check(UUID recordingId) {
        return Stream.of(MediaFormat.WAV, MediaFormat.WEBM)
                .map(format -> playback.media(recordingId, format))
                .flatMap(Optional::stream)
                .map(Integrity::checked)
                .toList();
    }

    private static Checked checked(PlayableMedia media) {
        String found;
        try {
            found = digest(media);
        } catch (IOException | RuntimeException unreadable) {
            return new Checked(media.contentType(), media.length(), media.sha256(), "", Finding.UNREADABLE);
        }
        Finding finding = found.equals(media.sha256()) ? Finding.SAME : Finding.DIFFERENT;
        return new Checked(media.contentType(), media.length(), media.sha256(), found, finding);
    }

    private static String digest(PlayableMedia media) throws IOException {
        MessageDigest digest = Sha256.start();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = media.source().open(0, media.length())) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return Sha256.hex(digest);
    }
}
