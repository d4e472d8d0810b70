package org.holdfast.access.gate;

import org.holdfast.rulebook.AddressKeys;

/** What is left of numbers and addresses for those who may not see them: enough to tell two apart, not to call. */
public final class Mask {
    private static final String HIDDEN = "•••";

    private Mask() {}

    /** Of an address: at most its last two digits. */
    public static String address(String aor) {
        String bare =
                AddressKeys.of(aor).stream().reduce((first, second) -> second).orElse("");
        if (bare.isEmpty()) {
            return "";
        }
        return bare.matches(".*[0-9]{5}") ? HIDDEN + bare.substring(bare.length() - 2) : HIDDEN;
    }

    /** Of a name or sentence: all but the numbers and addresses in it. */
    public static String text(String text) {
        return text.replaceAll("[\\p{L}\\p{N}._+~%-]+@[\\p{L}\\p{N}.:\\[\\]-]+", HIDDEN)
                .replaceAll("\\+?[0-9][0-9 ()/.-]{2,}(?=[0-9]{2})", HIDDEN);
    }
}
