package org.holdfast.playback;

import static java.util.Comparator.comparing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.key.MediaKeys;
import org.holdfast.media.key.KeyUnavailable;
import org.holdfast.recording.MediaCopy;
import org.holdfast.recording.MediaCopy.Kind;
import org.holdfast.recording.Recordings;
import org.holdfast.storage.MediaDirectory;
import org.holdfast.storage.object.FileSlice;
import org.holdfast.storage.target.StorageTarget;
import org.holdfast.storage.target.StorageTargets;

/** Gives the nearest verified copy of a recording's media. Stateless; no transaction is open while media is read. */
@ApplicationScoped
public class Playback {
    private Recordings recordings;
    private MediaDirectory directory;
    private StorageTargets targets;
    private MediaKeys keys;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected Playback() {}

    @Inject
    public Playback(Recordings recordings, MediaDirectory directory, StorageTargets targets, MediaKeys keys) {
        this.recordings = recordings;
        this.directory = directory;
        this.targets = targets;
        this.keys = keys;
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

    /**
     * An address at which whoever has it hears that media for a short time without this node; none unless its nearest copy is at
     * a target that gives such.
     */
    public Optional<MediaAddress> address(UUID recordingId, MediaFormat format) {
        List<MediaCopy> copies = recordings.copies(recordingId);
        Kind kind = format == MediaFormat.WAV ? Kind.LOSSLESS : Kind.STORED;
        return nearest(copies, kind)
                .filter(copy -> !copy.isEncrypted()) // only this node can decrypt it
                .flatMap(copy -> targets.at(copy.place()).flatMap(target -> presigned(target, copy)));
    }

    private static Optional<MediaAddress> presigned(StorageTarget target, MediaCopy copy) {
        return target.presigned(copy.location(), copy.contentType())
                .map(uri -> new MediaAddress(
                        uri, Duration.ofSeconds(target.known().use().presignSeconds())));
    }

    /** The waveform peaks as JSON, or none when there are none (yet). */
    public Optional<PlayableMedia> peaks(UUID recordingId) {
        return nearest(recordingId, recordings.copies(recordingId), Kind.PEAKS);
    }

    /**
     * Asks before anything is answered whether that media can be decrypted here and now.
     *
     * @throws MediaLocked when it is encrypted and its key cannot be had
     */
    public void requireKey(UUID recordingId) {
        Optional<MediaCopy> encrypted = recordings.copies(recordingId).stream()
                .filter(MediaCopy::isEncrypted)
                .findFirst();
        try {
            if (encrypted.isPresent()) {
                keys.decrypting(recordingId, encrypted.get());
            }
        } catch (KeyUnavailable e) {
            throw new MediaLocked(e);
        }
    }

    /** On this node, else from a target, one that works first. */
    private Optional<PlayableMedia> nearest(UUID recordingId, List<MediaCopy> copies, Kind kind) {
        return nearest(copies, kind)
                .filter(copy -> !copy.isEncrypted() || !keys.isDestroyed(recordingId))
                .map(copy -> playable(recordingId, copy));
    }

    private Optional<MediaCopy> nearest(List<MediaCopy> copies, Kind kind) {
        List<MediaCopy> ofKind =
                copies.stream().filter(copy -> copy.kind() == kind).toList();
        return ofKind.stream()
                .filter(copy -> copy.place().equals(MediaCopy.LOCAL) && isThere(copy))
                .findFirst()
                .or(() -> ofKind.stream()
                        .filter(copy -> targets.serves(copy.place()))
                        .min(comparing(copy -> !isWell(copy))));
    }

    private boolean isWell(MediaCopy copy) {
        return targets.at(copy.place()).filter(StorageTarget::isOpen).isPresent();
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
        String clear = copy.isEncrypted() ? location.substring(0, location.lastIndexOf('.')) : location;
        String name = recordingId + clear.substring(Math.max(0, clear.lastIndexOf('.')));
        PlayableMedia.Source source = copy.isEncrypted() ? decrypted(recordingId, copy) : source(copy);
        return new PlayableMedia(copy.contentType(), copy.plainBytes(), copy.plainSha256(), false, name, source);
    }

    /** Whichever place it lies in, only the chunks a range lies in are read, and none is given out unchecked. */
    private PlayableMedia.Source decrypted(UUID recordingId, MediaCopy copy) {
        PlayableMedia.Source stored = source(copy);
        return (from, length) -> keys.decrypting(recordingId, copy).open(stored::open, from, length);
    }

    private PlayableMedia.Source source(MediaCopy copy) {
        if (copy.place().equals(MediaCopy.LOCAL)) {
            Path file = directory.file(copy.location());
            return (from, length) -> new FileSlice(Files.newByteChannel(file).position(from), length);
        }
        StorageTarget target = targets.at(copy.place()).orElseThrow();
        return (from, length) -> target.ask(store -> store.open(copy.location(), from, length));
    }
}
