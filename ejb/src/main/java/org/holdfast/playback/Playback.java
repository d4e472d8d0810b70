package org.holdfast.playback;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.recording.MediaCopy;
import org.holdfast.recording.MediaCopy.Kind;
import org.holdfast.recording.Recordings;
import org.holdfast.storage.MediaDirectory;
import org.holdfast.storage.object.FileSlice;

/** Gives the nearest verified copy of a recording's media. Stateless; no transaction is open while media is read. */
@ApplicationScoped
public class Playback {
    private Recordings recordings;
    private MediaDirectory directory;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected Playback() {}

    @Inject
    public Playback(Recordings recordings, MediaDirectory directory) {
        this.recordings = recordings;
        this.directory = directory;
    }

    /** The media in that form, or none when the recording is unknown or has no such form (yet). */
    public Optional<PlayableMedia> media(UUID recordingId, MediaFormat format) {
        List<MediaCopy> copies = recordings.copies(recordingId);
        return switch (format) {
            case WAV -> nearest(recordingId, copies, Kind.LOSSLESS);
            case WEBM -> nearest(recordingId, copies, Kind.STORED);
            case STORED ->
                nearest(recordingId, copies, Kind.STORED).or(() -> nearest(recordingId, copies, Kind.LOSSLESS));
        };
    }

    /** The waveform peaks as JSON, or none when there are none (yet). */
    public Optional<PlayableMedia> peaks(UUID recordingId) {
        return nearest(recordingId, recordings.copies(recordingId), Kind.PEAKS);
    }

    private Optional<PlayableMedia> nearest(UUID recordingId, List<MediaCopy> copies, Kind kind) {
        return copies.stream()
                .filter(copy -> copy.kind() == kind && copy.place().equals(MediaCopy.LOCAL))
                .filter(this::isThere)
                .findFirst()
                .map(copy -> playable(recordingId, copy));
    }

    /** A file of another length is not the one that was verified. */
    private boolean isThere(MediaCopy copy) {
        try {
            return Files.size(directory.file(copy.location())) == copy.bytes();
        } catch (IOException gone) {
            return false;
        }
    }

    private PlayableMedia playable(UUID recordingId, MediaCopy copy) {
        Path file = directory.file(copy.location());
        String location = copy.location();
        String name = recordingId + location.substring(Math.max(0, location.lastIndexOf('.')));
        return new PlayableMedia(
                copy.contentType(),
                copy.bytes(),
                copy.sha256(),
                false,
                name,
                (from, length) -> open(file, from, length));
    }

    private static InputStream open(Path file, long from, long length) throws IOException {
        return new FileSlice(Files.newByteChannel(file).position(from), length);
    }
}
