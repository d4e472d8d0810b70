package org.holdfast.media.key;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A key file as it may lie on a disk: lines {@code id created sealed}, each key sealed by a {@link KeyKeeper}. It opens
 * nothing until the keeper has opened it into a key file, which belongs in memory (tmpfs). Stateless.
 */
public final class SealedKeys {
    private static final String HEADING = "# holdfast sealed key encryption keys 1";
    private static final int FIELDS = 3;

    private SealedKeys() {}

    /** Seals all keys of a key file, oldest first; the sealed file holds these and no others when this returns. */
    public static KeyVersions seal(Path keyFile, Path sealed, KeyKeeper keeper) throws IOException {
        KeyVersions keys = KeyVersions.read(keyFile);
        List<String> lines = new ArrayList<>();
        for (KeyVersions.Entry entry : keys.entries()) {
            byte[] bytes = keeper.sealed(entry.id(), entry.key().getEncoded());
            lines.add("%s %s %s".formatted(entry.id(), entry.created(), base64(bytes)));
        }
        OwnersFile.write(sealed, HEADING, lines);
        return keys;
    }

    /**
     * Opens all keys into a key file, which holds these and no others when this returns. Nothing is written when one of them
     * cannot be opened.
     *
     * @throws KeyUnavailable when one cannot be opened, or is not what it was
     */
    public static KeyVersions open(Path sealed, Path keyFile, KeyKeeper keeper) throws IOException {
        List<KeyVersions.Entry> entries = new ArrayList<>();
        for (String line : OwnersFile.lines(sealed)) {
            String[] fields = line.split(" ");
            if (fields.length != FIELDS) {
                throw new KeyUnavailable("sealed key file " + sealed + " has a line that is no sealed key");
            }
            byte[] key = keeper.opened(fields[0], bytes(sealed, fields[2]));
            entries.add(KeyVersions.entry(sealed, fields[0], fields[1], base64(key)));
        }
        return KeyVersions.written(keyFile, entries);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] bytes(Path sealed, String text) throws KeyUnavailable {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException damaged) {
            throw new KeyUnavailable("sealed key file " + sealed + " has a line that is no sealed key", damaged);
        }
    }
}
