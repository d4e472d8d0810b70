package org.holdfast.web.portal.search;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.holdfast.recording.Verdict;
import org.holdfast.search.RecordingQuery;
import org.holdfast.web.portal.BrowserZone;
import org.holdfast.web.portal.Durations;
import org.holdfast.web.portal.Texts;
import org.jspecify.annotations.Nullable;

/** Makes a query of what a reader wrote into the filters. Of one request. */
record WrittenFilters(SearchAddress address, BrowserZone browser, People people) {

    /** Who may be meant. */
    interface People {
        /** The user who writes their name so, or is chosen by it. */
        Set<UUID> user(String name);

        /** Everybody of that group and of those below it. */
        Set<UUID> group(String id);
    }

    /** What was written cannot be read; the message says which and why, for its writer. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unreadable(String message) {
            super(message);
        }
    }

    RecordingQuery query(int rows, String cursor) {
        return RecordingQuery.all()
                .withText(text("q"))
                .withParticipant(text("participant"))
                .between(instant("from"), instant("to"))
                .withVerdict(Verdict.ofWord(address.of("verdict")).orElse(null))
                .withNode(text("node"))
                .lasting(duration("min"))
                .narrowedTo(narrowing())
                .sortedBy(sort())
                .limitedTo(rows)
                .at(cursor.isBlank() ? null : cursor);
    }

    private RecordingQuery.Narrowing narrowing() {
        String user = text("user");
        String group = text("group");
        return new RecordingQuery.Narrowing(
                        user == null ? null : people.user(user), text("tag"), text("direction"), duration("max"))
                .of(group == null ? null : people.group(group));
    }

    private RecordingQuery.Sort sort() {
        try {
            return RecordingQuery.Sort.valueOf(address.of("sort").toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException none) {
            return RecordingQuery.Sort.NEWEST;
        }
    }

    private @Nullable String text(String name) {
        String value = address.of(name);
        return value.isEmpty() ? null : value;
    }

    private @Nullable Duration duration(String name) {
        String value = text(name);
        return value == null
                ? null
                : Durations.read(value).orElseThrow(() -> new Unreadable(Texts.of("filter.length.wrong", value)));
    }

    private @Nullable Instant instant(String name) {
        String value = text(name);
        if (value == null) {
            return null;
        }
        try {
            return browser.instant(LocalDateTime.parse(value));
        } catch (DateTimeException e) {
            throw new Unreadable(Texts.of("filter.wrong", value));
        }
    }
}
