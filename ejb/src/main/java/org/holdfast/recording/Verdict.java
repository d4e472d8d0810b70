package org.holdfast.recording;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a listener may expect of a recording, once it is finalised. */
public enum Verdict {
    COMPLETE,
    INTERRUPTED,
    ONE_SIDED,
    SILENT,
    NO_MEDIA;

    /** As it is written in REST, portal and tables, e.g. {@code one-sided}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The verdict of that word, or none when the word is not one of ours. */
    public static Optional<Verdict> ofWord(String word) {
        return Arrays.stream(values()).filter(v -> v.word().equals(word)).findFirst();
    }
}
