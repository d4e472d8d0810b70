package org.holdfast.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything a node keeps, in one directory. One launcher at a time owns it: {@link #own()}. */
final class Home {
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");
    private static final int SECRET_LENGTH = 20;

    private final Path root;
    private @Nullable FileLock owned;

    Home(Path root) {
        this.root = root;
    }

    /** @throws Refused when another launcher runs in this home, or when it cannot be written */
    @SuppressWarnings("resource") // the lock, and with it the channel, is held until this process ends
    void own() {
        try {
            if (!Files.exists(root)) {
                Files.createDirectories(root, PosixFilePermissions.asFileAttribute(PRIVATE));
            }
            for (String directory :
                    new String[] {"postgres", "s3", "journal", "media", "server", "logs", "run", "secrets"}) {
                Files.createDirectories(root.resolve(directory));
            }
            Files.setPosixFilePermissions(root.resolve("secrets"), PRIVATE);
            FileChannel file =
                    FileChannel.open(root.resolve("run/lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            owned = file.tryLock();
        } catch (IOException e) {
            throw new Refused("home %s cannot be written: %s".formatted(root, e), e);
        }
        if (owned == null) {
            throw new Refused(
                    "home %s is in use by another node: stop that one, or give another --home".formatted(root));
        }
    }

    Path directory(String name) {
        return root.resolve(name);
    }

    Path log(String child) {
        return root.resolve("logs").resolve(child + ".log");
    }

    Path adminPassword() {
        return root.resolve("admin-password");
    }

    /** The secret in this file of the home; made, readable by the owner only, when there is none yet. */
    String secret(Path file) {
        try {
            if (!Files.exists(file)) {
                writePrivately(file, random() + System.lineSeparator());
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String secret(String name) {
        return secret(root.resolve("secrets").resolve(name));
    }

    /** Whole or not at all, and never readable by others, not even for a moment. */
    static void writePrivately(Path file, String text) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, text);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String random() {
        SecureRandom random = new SecureRandom();
        StringBuilder secret = new StringBuilder();
        for (int i = 0; i < SECRET_LENGTH; i++) {
            secret.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return secret.toString();
    }
}
