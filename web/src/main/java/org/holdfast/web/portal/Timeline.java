package org.holdfast.web.portal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.holdfast.search.RecordingDetail;

/** What happened during a recording, in order: points and stretches, each with its place on the waveform. Stateless. */
public final class Timeline {
    private static final Duration ABOUT = Duration.ofMillis(400);

    private Timeline() {}

    /**
     * One entry.
     *
     * @param toMillis the end of a stretch, empty for a point
     */
    public record Entry(
            String kind, long fromMillis, String toMillis, String at, String what, String detail, String shortLabel) {

        /** The same where its recording begins that much later. */
        Entry later(long millis) {
            long from = fromMillis + millis;
            String to = toMillis.isEmpty() ? "" : String.valueOf(Long.parseLong(toMillis) + millis);
            return new Entry(kind, from, to, Durations.clock(Duration.ofMillis(from)), what, detail, shortLabel);
        }

        /** Between two recordings. */
        static Entry unrecorded(long from, long to, Duration length) {
            String what = Texts.of("gap.between");
            return new Entry(
                    "between",
                    from,
                    String.valueOf(to),
                    Durations.clock(Duration.ofMillis(from)),
                    what,
                    Texts.of("event.detail", Durations.exact(length)),
                    what);
        }
    }

    static List<Entry> of(RecordingDetail detail) {
        Instant start = detail.summary().startedAt();
        Stream<Entry> points = detail.events().stream()
                .filter(event -> detail.gaps().stream().noneMatch(gap -> borders(gap, event)))
                .map(event -> point(event, start));
        Stream<Entry> stretches = together(detail.gaps()).stream().map(gap -> stretch(gap, start));
        return Stream.concat(points, stretches)
                .sorted(Comparator.comparingLong(Entry::fromMillis))
                .toList();
    }

    /** Begin and end of a hold are told by its stretch; those of a pause also tell who wanted it. */
    private static boolean borders(RecordingDetail.Gap gap, RecordingDetail.Event event) {
        return switch (event.kind()) {
            case "hold" -> gap.cause().equals("hold") && near(gap.from(), event.at());
            case "resumed-from-hold" -> gap.cause().equals("hold") && near(gap.until(), event.at());
            default -> false;
        };
    }

    /** A hold stops every stream at about the same time: to the reader it is one hold. */
    private static List<RecordingDetail.Gap> together(List<RecordingDetail.Gap> gaps) {
        List<RecordingDetail.Gap> merged = new ArrayList<>();
        for (RecordingDetail.Gap gap : gaps) {
            int same = IntStream.range(0, merged.size())
                    .filter(i -> sameToTheReader(merged.get(i), gap))
                    .findFirst()
                    .orElse(-1);
            if (same < 0) {
                merged.add(gap);
            } else {
                merged.set(same, new RecordingDetail.Gap(-1, gap.from(), gap.until(), gap.cause()));
            }
        }
        return merged;
    }

    private static boolean sameToTheReader(RecordingDetail.Gap one, RecordingDetail.Gap other) {
        return one.stream() != other.stream()
                && one.cause().equals(other.cause())
                && near(one.from(), other.from())
                && near(one.until(), other.until());
    }

    private static boolean near(Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(ABOUT) < 0;
    }

    private static Entry point(RecordingDetail.Event event, Instant start) {
        Duration at = Duration.between(start, event.at());
        String what = Texts.known("event." + event.kind(), event.kind());
        return new Entry(event.kind(), millis(at), "", Durations.clock(at), what, event.detail(), what);
    }

    private static Entry stretch(RecordingDetail.Gap gap, Instant start) {
        Duration at = Duration.between(start, gap.from());
        Duration length = Duration.between(gap.from(), gap.until());
        String what = Texts.known("gap." + gap.cause(), gap.cause());
        String where = gap.stream() < 0 ? "" : ", " + Texts.of("gap.stream", gap.stream() + 1);
        return new Entry(
                gap.cause(),
                millis(at),
                String.valueOf(millis(at.plus(length))),
                Durations.clock(at),
                what,
                Texts.of("event.detail", Durations.exact(length)) + where,
                what);
    }

    private static long millis(Duration at) {
        return Math.max(0, at.toMillis());
    }
}
