package org.holdfast.playback;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.recording.MediaCopy;
import org.holdfast.recording.MediaCopy.Kind;
import org.holdfast.recording.Recordings;
import org.holdfast.storage.MediaDirectory;
import org.holdfast.storage.StorageTarget;
import org.holdfast.storage.object.FileSlice;

/** Gives the nearest verified copy of a recording's media. Stateless; no transaction is open while media is read. */
@ApplicationScoped
public class Playback {
    private Recordings recordings;
    private MediaDirectory directory;
    private StorageTarget target;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected Playback() {}

    @Inject
    public Playback(Recordings recordings, MediaDirectory directory, StorageTarget target) {
        this.recordings = recordings;
        this.directory = directory;
        this.target = target;
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

    /** On this node, else from the bucket. */
    private Optional<PlayableMedia> nearest(UUID recordingId, List<MediaCopy> copies, Kind kind) {
        List<MediaCopy> ofKind =
                copies.stream().filter(copy -> copy.kind() == kind).toList();
        return ofKind.stream()
                .filter(copy -> copy.place().equals(MediaCopy.LOCAL) && isThere(copy))
                .findFirst()
                .or(() -> ofKind.stream()
                        .filter(copy -> target.serves(copy.place()))
                        .findFirst())
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
        String location = copy.location();
        String name = recordingId + location.substring(Math.max(0, location.lastIndexOf('.')));
        return new PlayableMedia(copy.contentType(), copy.bytes(), copy.sha256(), false, name, source(copy));
    }

    private PlayableMedia.Source source(MediaCopy copy) {
        if (copy.place().equals(MediaCopy.LOCAL)) {
            Path file = directory.file(copy.location());
            return (from, length) -> new FileSlice(Files.newByteChannel(file).position(from), length);
        }
        return (from, length) -> target.ask(store -> store.open(copy.location(), from, length));
    }
}
