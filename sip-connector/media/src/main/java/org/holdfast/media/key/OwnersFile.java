package org.holdfast.media.key;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A text file of its owner alone, replaced in one step; lines that begin with # say nothing. Stateless. */
final class OwnersFile {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private OwnersFile() {}

    /** Its lines that say something, at least one. */
    static List<String> lines(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(String::strip)
                .toList();
        if (lines.isEmpty()) {
            throw new KeyUnavailable("key file " + file + " holds no key");
        }
        return lines;
    }

    static void requireOwnerOnly(Path file) throws IOException {
        if (!hasPermissions(file)) {
            return;
        }
        Set<PosixFilePermission> others = EnumSet.copyOf(OWNER_ONLY);
        others.addAll(Files.getPosixFilePermissions(file));
        others.removeAll(OWNER_ONLY);
        others.remove(PosixFilePermission.OWNER_EXECUTE);
        if (!others.isEmpty()) {
            throw new KeyUnavailable("key file %s is not its owner's alone (%s): chmod 600 %s"
                    .formatted(file, PosixFilePermissions.toString(Files.getPosixFilePermissions(file)), file));
        }
    }

    private static boolean hasPermissions(Path file) throws IOException {
        return Files.getFileStore(file.toAbsolutePath()).supportsFileAttributeView("posix");
    }

    /** On the disk when this returns. */
    static void write(Path file, String heading, List<String> lines) throws IOException {
        Path directory =
                Files.createDirectories(file.toAbsolutePath().normalize().resolveSibling("."));
        Path written = file.resolveSibling(file.getFileName() + ".tmp");
        Files.deleteIfExists(written);
        FileAttribute<?>[] attributes = hasPermissions(directory)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
        String text = heading + '\n' + String.join("\n", lines) + '\n';
        try (FileChannel channel = FileChannel.open(
                written, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
            ByteBuffer bytes = StandardCharsets.US_ASCII.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
