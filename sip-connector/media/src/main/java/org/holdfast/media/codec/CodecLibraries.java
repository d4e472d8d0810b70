package org.holdfast.media.codec;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;
import org.holdfast.media.nativecodec.Request;

/**
 * The class path of the codec process: whole jars, packed within a jar of the product and laid out as files when first
 * needed, so that it works from wherever the product is deployed and an operator can replace FFmpeg's (LGPL).
 */
final class CodecLibraries {

    private static final List<String> JARS = List.of(
            "holdfast-media-native-child.jar",
            "ffmpeg.jar",
            "ffmpeg-linux-x86_64.jar",
            "javacpp.jar",
            "javacpp-linux-x86_64.jar");

    private CodecLibraries() {}

    /** Lays the jars out below a directory, unless the same are there, and returns the class path. */
    static synchronized String classPath(Path directory) throws IOException {
        Files.createDirectories(directory);
        for (String jar : JARS) {
            Path temporary = Files.createTempFile(directory, jar, ".part");
            try (InputStream packed = Request.class.getResourceAsStream("libraries/" + jar)) {
                if (packed == null) {
                    throw new IOException("The codec library " + jar + " is not packed with this product");
                }
                Files.copy(packed, temporary, StandardCopyOption.REPLACE_EXISTING);
                Path file = directory.resolve(jar);
                if (!Files.exists(file) || Files.mismatch(temporary, file) >= 0) {
                    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                }
            } finally {
                Files.deleteIfExists(temporary);
            }
        }
        return JARS.stream()
                .map(jar -> directory.resolve(jar).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
