package org.holdfast.web.portal;

import java.util.Arrays;
import java.util.List;
import org.holdfast.recording.Verdict;
import org.jspecify.annotations.Nullable;

/** A verdict as pages show it; {@code pending} while there is none. Immutable. */
public record VerdictLabel(String key, String label) {
    /** The label of that verdict. */
    public static VerdictLabel of(@Nullable Verdict verdict) {
        String key = verdict == null ? "pending" : verdict.word();
        return new VerdictLabel(key, Texts.of("verdict." + key));
    }

    /** Those a recording can have in the end. */
    public static List<VerdictLabel> all() {
        return Arrays.stream(Verdict.values()).map(VerdictLabel::of).toList();
    }
}
