package org.holdfast.media.container;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** What a recording's files are called and how they come to be there: whole and durable, or not at all. */
public final class MediaFiles {

    public static final String WAV = "audio.wav";
    public static final String WEBM = "audio.webm";
    public static final String PEAKS = "peaks.json";

    private static final String UNFINISHED = ".part";

    private MediaFiles() {}

    /** Writes a file at a path of its own. */
    @FunctionalInterface
    interface Writing<T> {
        T write(Path temporary) throws IOException;
    }

    /** Writes under a temporary name, forces, renames: nobody ever sees half a file, and a repeat replaces it. */
    static <T> T publish(Path file, Writing<T> writing) throws IOException {
        Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent());
        Files.createDirectories(directory);
        String prefix = "." + file.getFileName() + ".";
        sweep(directory, prefix);
        Path temporary = Files.createTempFile(directory, prefix, UNFINISHED);
        try {
            T result = writing.write(temporary);
            force(temporary);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            force(directory);
            return result;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** What a process that was killed while it wrote this file has left behind. */
    private static void sweep(Path directory, String prefix) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(directory, prefix + "*" + UNFINISHED)) {
            for (Path unfinished : left) {
                Files.deleteIfExists(unfinished);
            }
        }
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
