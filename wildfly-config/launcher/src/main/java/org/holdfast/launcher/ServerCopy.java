package org.holdfast.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The node's own server, made from the provisioned one: what never changes is hard-linked, {@code standalone/} is copied.
 * A later build may thus replace the provisioned server while this node runs.
 */
final class ServerCopy {
    private static final Set<String> LEFT_OUT = Set.of("standalone/log", "standalone/data", "standalone/tmp", "docs");

    private final Path provisioned;
    private final Path copy;

    ServerCopy(Path provisioned, Path copy) {
        this.provisioned = provisioned;
        this.copy = copy;
    }

    /** Makes the copy, or makes it anew when the build changed, and answers where it is. */
    Path fresh() {
        try {
            String build = fingerprint();
            Path stamp = copy.resolve(".build");
            if (!Files.exists(stamp) || !Files.readString(stamp).equals(build)) {
                deleteTree(copy);
                copyTree();
                Files.writeString(stamp, build);
            }
            return copy;
        } catch (IOException e) {
            throw new Refused("the server cannot be copied to %s: %s".formatted(copy, e), e);
        }
    }

    private String fingerprint() throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : new String[] {"deployments/holdfast.ear", "configuration/standalone.xml"}) {
                try (InputStream file = new DigestInputStream(
                        Files.newInputStream(provisioned.resolve("standalone").resolve(part)), digest)) {
                    file.transferTo(java.io.OutputStream.nullOutputStream());
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private void copyTree() throws IOException {
        Files.walkFileTree(provisioned, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                Path inside = provisioned.relativize(directory);
                if (LEFT_OUT.contains(inside.toString())) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(copy.resolve(inside.toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path inside = provisioned.relativize(file);
                boolean changes = inside.startsWith("standalone");
                linkOrCopy(file, copy.resolve(inside.toString()), changes);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void linkOrCopy(Path from, Path to, boolean copied) throws IOException {
        if (!copied) {
            try {
                Files.createLink(to, from);
                return;
            } catch (IOException | UnsupportedOperationException otherFileSystem) {
                Files.deleteIfExists(to);
            }
        }
        Files.copy(from, to);
    }

    private static void deleteTree(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> files = Files.walk(tree)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
