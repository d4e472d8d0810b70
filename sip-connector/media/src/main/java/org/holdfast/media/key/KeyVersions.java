package org.holdfast.media.key;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The lines of a key file, oldest first: {@code id created key}, the key in Base64. The id is made from the key, so that a
 * damaged line is noticed and two nodes never call different keys alike. Immutable; writing replaces the file in one step.
 */
public final class KeyVersions {
    private static final String HEADING = "# holdfast key encryption keys 1";

    private final List<Entry> entries;

    record Entry(String id, Instant created, SecretKey key) {
        String line() {
            return id + ' ' + created + ' ' + Base64.getEncoder().encodeToString(key.getEncoded());
        }
    }

    private KeyVersions(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /**
     * Makes a key file with one key, for its owner alone. Never overwrites.
     *
     * @throws FileAlreadyExistsException when there is one
     */
    public static KeyVersions create(Path file, Clock clock) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        KeyVersions first = new KeyVersions(List.of(fresh(clock)));
        first.write(file);
        return first;
    }

    /** These and a new one, which wraps from now on; the file holds them when this returns. */
    public KeyVersions rotated(Path file, Clock clock) throws IOException {
        List<Entry> all = new ArrayList<>(entries);
        all.add(fresh(clock));
        KeyVersions more = new KeyVersions(all);
        more.write(file);
        return more;
    }

    /** These and those of another file, which unwrap only: the newest here stays the one that wraps. */
    public KeyVersions joined(Path file, KeyVersions others) throws IOException {
        List<Entry> all = new ArrayList<>();
        others.entries.stream().filter(other -> find(other.id()).isEmpty()).forEach(all::add);
        all.addAll(entries);
        KeyVersions more = new KeyVersions(all);
        more.write(file);
        return more;
    }

    /**
     * Reads a key file.
     *
     * @throws KeyUnavailable when a line of it is not one, there is none, or others than its owner may read it
     */
    public static KeyVersions read(Path file) throws IOException {
        OwnersFile.requireOwnerOnly(file);
        List<Entry> entries = new ArrayList<>();
        for (String line : OwnersFile.lines(file)) {
            entries.add(entry(file, line.split(" ")));
        }
        return new KeyVersions(entries);
    }

    /** The same keys, which the file holds when this returns; what it held before is gone. */
    static KeyVersions written(Path file, List<Entry> entries) throws IOException {
        KeyVersions keys = new KeyVersions(entries);
        keys.write(file);
        return keys;
    }

    /** A key by what a line says of it: id, instant, key in Base64. */
    static Entry entry(Path file, String... fields) throws KeyUnavailable {
        try {
            byte[] key = Base64.getDecoder().decode(fields[2]);
            if (key.length == KeyWrapping.KEY_BYTES && id(key).equals(fields[0])) {
                return new Entry(fields[0], Instant.parse(fields[1]), new SecretKeySpec(key, KeyWrapping.AES));
            }
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException damaged) {
            throw new KeyUnavailable("key file " + file + " has a line that is no key", damaged);
        }
        throw new KeyUnavailable(
                "key file %s is damaged: the key of %s is not the one it was".formatted(file, fields[0]));
    }

    private void write(Path file) throws IOException {
        OwnersFile.write(file, HEADING, entries.stream().map(Entry::line).toList());
    }

    private static Entry fresh(Clock clock) {
        SecretKey key = KeyWrapping.fresh();
        return new Entry(id(key.getEncoded()), clock.instant().truncatedTo(ChronoUnit.SECONDS), key);
    }

    private static String id(byte[] key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("holdfast key id".getBytes(StandardCharsets.US_ASCII));
            return "k-" + HexFormat.of().formatHex(digest.digest(key), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    /** Oldest first. */
    List<Entry> entries() {
        return entries;
    }

    Entry newest() {
        return entries.getLast();
    }

    Optional<SecretKey> find(String id) {
        return entries.stream()
                .filter(entry -> entry.id().equals(id))
                .map(Entry::key)
                .findFirst();
    }

    /** Ids and ages, oldest first. */
    public List<KeyFile.Version> list() {
        return entries.stream()
                .map(entry -> new KeyFile.Version(entry.id(), entry.created()))
                .toList();
    }
}
