package org.holdfast.secret;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.holdfast.recording.row.Sha256;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;

/**
 * Seals short secrets with AES-256-GCM for whom they belong to. The keys lie in a file of the node, one a line: the first seals,
 * all open. A node that has none makes one when it first seals. Thread-safe; the file is read each time.
 */
public final class SecretBox {
    private static final String VERSION = "v1";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final Pattern SEALED = Pattern.compile("v1:[0-9a-f]{8}:[A-Za-z0-9+/]{16}:[A-Za-z0-9+/]+={0,2}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path file;

    public SecretBox(Settings settings) {
        this.file = Path.of(settings.text(Setting.SECRETS_KEY_FILE));
    }

    /** Only for that owner can it be opened again. */
    public String seal(String secret, UUID owner) throws IOException {
        if (!Files.exists(file)) {
            create();
        }
        byte[] key = keys().getFirst();
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, key, nonce, owner).doFinal(secret.getBytes(StandardCharsets.UTF_8));
            return String.join(":", VERSION, name(key), text(nonce), text(sealed));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has AES-GCM", impossible);
        }
    }

    /** The sealed form of what is kept in a row, which may be sealed already, or in clear since an earlier release. */
    public String sealed(String kept, UUID owner) throws IOException {
        return isSealed(kept) ? kept : seal(kept, owner);
    }

    /**
     * The secret that is kept in a row, sealed or, since an earlier release, in clear.
     *
     * @throws SecretUnreadable as {@link #open}
     */
    public String opened(String kept, UUID owner) throws SecretUnreadable {
        return isSealed(kept) ? open(kept, owner) : kept;
    }

    private static boolean isSealed(String kept) {
        return SEALED.matcher(kept).matches();
    }

    /** @throws SecretUnreadable when this node has not the key, or it was sealed for somebody else */
    public String open(String sealed, UUID owner) throws SecretUnreadable {
        String[] parts = sealed.split(":", -1);
        if (parts.length != 4 || !parts[0].equals(VERSION)) {
            throw new SecretUnreadable("the secret was not sealed by a release like this one: enter it again");
        }
        byte[] key = key(parts[1]);
        try {
            byte[] nonce = Base64.getDecoder().decode(parts[2]);
            byte[] plain = cipher(Cipher.DECRYPT_MODE, key, nonce, owner)
                    .doFinal(Base64.getDecoder().decode(parts[3]));
            return new String(plain, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException damaged) {
            throw new SecretUnreadable("the sealed secret is damaged or somebody else's: enter it again");
        }
    }

    private byte[] key(String name) throws SecretUnreadable {
        try {
            return keys().stream()
                    .filter(key -> name(key).equals(name))
                    .findFirst()
                    .orElseThrow(() -> new SecretUnreadable(
                            "it was sealed with key %s, which is not in %s: copy the file from the node that sealed it, or enter the secret again"
                                    .formatted(name, file)));
        } catch (SecretUnreadable known) {
            throw known;
        } catch (IOException unreadable) {
            throw new SecretUnreadable("the keys in %s cannot be read (%s)".formatted(file, unreadable));
        }
    }

    private List<byte[]> keys() throws IOException {
        List<byte[]> keys = Files.readAllLines(file).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(SecretBox::bytes)
                .toList();
        if (keys.isEmpty() || keys.stream().anyMatch(key -> key.length != KEY_BYTES)) {
            throw new IOException("a line is not a key of 32 bytes in base64");
        }
        return keys;
    }

    private static byte[] bytes(String line) {
        try {
            return Base64.getDecoder().decode(line);
        } catch (IllegalArgumentException odd) {
            return new byte[0];
        }
    }

    /** Whoever comes second uses the first one's. */
    private void create() throws IOException {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        Path whole = file.toAbsolutePath();
        Files.createDirectories(whole.resolveSibling(""));
        Path fresh = Files.createTempFile(
                whole.resolveSibling(""),
                "key",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(fresh, text(key) + "\n", StandardOpenOption.SYNC);
            Files.createLink(whole, fresh);
        } catch (FileAlreadyExistsException first) {
            // somebody else's key is as good
        } finally {
            Files.deleteIfExists(fresh);
            Arrays.fill(key, (byte) 0);
        }
    }

    /** What a key is called: nothing can be learnt from it. */
    private static String name(byte[] key) {
        return HexFormat.of().formatHex(Sha256.digest(key)).substring(0, 8);
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, UUID owner) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(owner.toString().getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }
}
