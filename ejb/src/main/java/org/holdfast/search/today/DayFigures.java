package org.holdfast.search.today;

import java.util.EnumMap;
import java.util.Map;
import org.holdfast.recording.Verdict;

/**
 * What one day brought. Immutable.
 *
 * @param calls recordings that began on it
 * @param pending those without a verdict yet
 * @param verdicts how many of each
 * @param seconds how long they last together
 */
public record DayFigures(long calls, long pending, Map<Verdict, Long> verdicts, long seconds) {
    /** A day without a call. */
    public static final DayFigures NONE = new DayFigures(0, 0, Map.of(), 0);

    public DayFigures {
        verdicts = Map.copyOf(verdicts);
    }

    /** How many have that verdict. */
    public long of(Verdict verdict) {
        return verdicts.getOrDefault(verdict, 0L);
    }

    static DayFigures of(Iterable<Day.Line> lines) {
        Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
        long calls = 0;
        long pending = 0;
        long millis = 0;
        for (Day.Line line : lines) {
            calls += line.calls();
            millis += line.millis();
            if (line.verdict() == null) {
                pending += line.calls();
            } else {
                verdicts.put(line.verdict(), line.calls());
            }
        }
        return new DayFigures(calls, pending, verdicts, millis / 1000);
    }
}
