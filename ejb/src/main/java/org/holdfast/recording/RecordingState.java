package org.holdfast.recording;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far a recording has come. It only ever moves forward. */
public enum RecordingState {
    /** The call is running. */
    CAPTURING,
    /** The call is over, its journal sealed; media is being made. */
    CAPTURED,
    /** Playable media and a verdict exist. */
    FINALISED,
    /** Its media is gone by policy; what is known of it stays. */
    PURGED;

    /** As it is written in REST, portal and tables, e.g. {@code finalised}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The state of that word, or none when the word is not one of ours. */
    public static Optional<RecordingState> ofWord(String word) {
        return Arrays.stream(values()).filter(s -> s.word().equals(word)).findFirst();
    }
}
