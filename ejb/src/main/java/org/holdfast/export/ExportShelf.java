package org.holdfast.export;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.holdfast.storage.MediaDirectory;

/** Where exports of this node lie: {@code exports/<id>.zip} in the media directory, {@code .part} while they are packed. Stateless. */
@ApplicationScoped
class ExportShelf {
    /** What an export leaves free for the recorder and the finaliser. */
    private static final long RESERVE = 1L << 30;

    private MediaDirectory media;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected ExportShelf() {}

    @Inject
    ExportShelf(MediaDirectory media) {
        this.media = media;
    }

    Path file(UUID export) {
        return media.file("exports/" + export + ".zip");
    }

    Path part(UUID export) {
        return media.file("exports/" + export + ".zip.part");
    }

    /** Bytes that may still be written. */
    long room() {
        try {
            return Files.getFileStore(directory()).getUsableSpace() - RESERVE;
        } catch (IOException unreadable) {
            return 0;
        }
    }

    Path directory() throws IOException {
        return Files.createDirectories(media.file("exports"));
    }

    void remove(UUID export) throws IOException {
        Files.deleteIfExists(part(export));
        Files.deleteIfExists(file(export));
    }
}
