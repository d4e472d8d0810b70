package org.holdfast.recording.row;

/** Text from strangers as the database can keep it: without NUL, of bounded length, never cut within a character. */
public final class StoredText {
    /** Enough for any name, address or sentence; an index entry of it still fits a page. */
    public static final int MOST = 1000;

    private StoredText() {}

    /** The text, cut and cleaned where it must be; what came in raw is kept beside it as a snapshot. */
    public static String of(String text) {
        String kept = text;
        if (kept.length() > MOST) {
            int end = Character.isHighSurrogate(kept.charAt(MOST - 1)) ? MOST - 1 : MOST;
            kept = kept.substring(0, end);
        }
        return kept.replace('\0', '\uFFFD');
    }
}
