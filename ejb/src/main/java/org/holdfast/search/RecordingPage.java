package org.holdfast.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of an answer. Immutable. Cursors are opaque and hold for the same query only.
 *
 * @param next cursor of the page after this one, null when there is none
 * @param previous cursor of the page before this one, null when there is none
 */
public record RecordingPage(
        List<RecordingSummary> items,
        @Nullable String next,
        @Nullable String previous) {
    public RecordingPage {
        items = List.copyOf(items);
    }
}
