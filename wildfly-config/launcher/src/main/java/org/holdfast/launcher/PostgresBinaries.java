package org.holdfast.launcher;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's own programs, unpacked once into a home from the archive on the class path. */
public final class PostgresBinaries {
    private final Path directory;

    /** Unpacks below that directory. */
    public PostgresBinaries(Path directory) {
        this.directory = directory;
    }

    /** The directory that holds {@code bin/postgres}. */
    public Path unpacked() throws IOException {
        Path whole = directory.resolve("programs");
        if (!Files.exists(whole.resolve(".complete"))) {
            Files.createDirectories(whole);
            unpackInto(whole);
            Files.createFile(whole.resolve(".complete"));
        }
        return whole;
    }

    private static void unpackInto(Path target) throws IOException {
        String archive = "/postgres-linux-%s.txz".formatted(architecture());
        try (InputStream packed = PostgresBinaries.class.getResourceAsStream(archive)) {
            if (packed == null) {
                throw new Refused(
                        "there is no embedded PostgreSQL for this machine (%s): give --database".formatted(archive));
            }
            try (TarArchiveInputStream files =
                    new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(packed)))) {
                for (TarArchiveEntry entry = files.getNextEntry(); entry != null; entry = files.getNextEntry()) {
                    unpack(entry, files, target);
                }
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path target) throws IOException {
        Path file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) {
            throw new IOException("archive entry leaves its directory: " + entry.getName());
        }
        Files.createDirectories(file.getParent());
        if (entry.isDirectory()) {
            Files.createDirectories(file);
        } else if (entry.isSymbolicLink()) {
            Files.deleteIfExists(file);
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
            Files.deleteIfExists(file);
            Files.copy(content, file);
            Files.setPosixFilePermissions(file, permissions(entry.getMode()));
        }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> permissions =
                EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        if ((mode & 0b001_000_000) != 0) {
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
        }
        permissions.add(PosixFilePermission.GROUP_READ);
        permissions.add(PosixFilePermission.OTHERS_READ);
        if ((mode & 0b000_000_001) != 0) {
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        }
        return permissions;
    }

    private static String architecture() {
        String name = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return switch (name) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> name;
        };
    }
}
