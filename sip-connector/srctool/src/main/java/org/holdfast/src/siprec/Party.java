package org.holdfast.src.siprec;

import java.text.Normalizer;
import java.util.Locale;

/** Someone who takes part in the Communication Session: display name and address of record. */
public record Party(String name, String aor) {
    /** A party whose address is made of its name: "Alice Martin" is {@code sip:alice.martin@example.com}. */
    public static Party named(String name) {
        String user = name.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", ".")
                .replaceAll("^\\.|\\.$", "");
        String ascii = Normalizer.normalize(user, Normalizer.Form.NFD)
                .replace("ł", "l")
                .replace("ø", "o")
                .replaceAll("\\p{M}", "");
        String safe = ascii.matches("[a-z0-9.]+") ? ascii : "user" + Math.floorMod(name.hashCode(), 10_000);
        return new Party(name, "sip:" + safe + "@example.com");
    }
}
