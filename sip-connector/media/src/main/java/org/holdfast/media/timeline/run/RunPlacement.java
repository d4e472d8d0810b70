package org.holdfast.media.timeline.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Maps the timestamps of one run to samples of the common time. Within a section samples follow timestamps exactly, so
 * that consecutive packets touch; a new section begins only where the sender stood still or where its clock has gone too
 * far astray. Immutable.
 */
public final class RunPlacement {

    /** A run shorter than this many ten-second windows is too short to tell drift from a change of the route. */
    private static final int WINDOWS_FOR_DRIFT = 30;

    /** Less than this at the end of a run is left alone. */
    private static final double TOLERATED_DRIFT_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

    private static final double DRIFT_STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** No clock is that wrong; what looks so is something else. */
    private static final double MAX_DRIFT = 0.002;

    /** From this sequence number on, {@code timestamp} is at {@code nanos} of the common time. */
    record Section(long fromSequence, long timestamp, long nanos) {}

    private final int clockRate;
    private final List<Section> sections;

    private RunPlacement(int clockRate, List<Section> sections) {
        this.clockRate = clockRate;
        this.sections = List.copyOf(sections);
    }

    /** Where a run lies by the arrival of its packets, in nanoseconds since 1970. */
    public static RunPlacement byArrival(Run run) {
        List<Run.Window> windows = run.windows();
        double drift = run.shifts().isEmpty() ? drift(run, windows) : 0;
        long anchor = windows.getFirst().offsetNanos();
        if (windows.size() > 1) {
            anchor = Math.min(anchor, windows.get(1).offsetNanos());
        }
        List<Section> sections = new ArrayList<>();
        sections.add(new Section(Long.MIN_VALUE, run.firstTimestamp(), anchor));
        if (drift != 0) {
            follow(run, anchor, drift, sections);
        }
        for (Run.Shift shift : run.shifts()) {
            long nanos = shift.offsetNanos() + run.elapsedNanos(shift.timestamp());
            sections.add(new Section(shift.sequence(), shift.timestamp(), nanos));
        }
        return new RunPlacement(run.clockRate(), sections);
    }

    /** Nanoseconds the offset grows per nanosecond of stream time (least squares), 0 when it may be left alone. */
    private static double drift(Run run, List<Run.Window> windows) {
        if (windows.size() < WINDOWS_FOR_DRIFT) {
            return 0;
        }
        int n = windows.size() - 1; // the last window may be short
        double meanTime = 0;
        double meanOffset = 0;
        for (Run.Window window : windows.subList(0, n)) {
            meanTime += (double) run.elapsedNanos(window.timestamp()) / n;
            meanOffset += (double) (window.offsetNanos() - windows.getFirst().offsetNanos()) / n;
        }
        double covariance = 0;
        double variance = 0;
        for (Run.Window window : windows.subList(0, n)) {
            double time = run.elapsedNanos(window.timestamp()) - meanTime;
            double offset = window.offsetNanos() - windows.getFirst().offsetNanos() - meanOffset;
            covariance += time * offset;
            variance += time * time;
        }
        double slope = covariance / variance;
        double total = Math.abs(slope) * run.elapsedNanos(run.highestTimestamp());
        return total < TOLERATED_DRIFT_NANOS || Math.abs(slope) > MAX_DRIFT ? 0 : slope;
    }

    /** Steps of 20 ms, each where the stream breaks anyway if it does so within ten seconds. */
    private static void follow(Run run, long anchor, double drift, List<Section> sections) {
        double applied = 0;
        for (Run.Window window : run.windows()) {
            long elapsed = run.elapsedNanos(window.timestamp());
            double wanted = elapsed * drift;
            boolean due = Math.abs(wanted - applied) >= (window.natural() ? DRIFT_STEP_NANOS / 2 : DRIFT_STEP_NANOS);
            if (due) {
                applied = wanted;
                sections.add(new Section(window.sequence(), window.timestamp(), anchor + elapsed + (long) applied));
            }
        }
    }

    /** The same run, all of it later by this much. */
    public RunPlacement moved(long nanos) {
        return new RunPlacement(
                clockRate,
                sections.stream()
                        .map(section ->
                                new Section(section.fromSequence(), section.timestamp(), section.nanos() + nanos))
                        .toList());
    }

    /** Nanoseconds of the common time at which this packet's first sample lies. */
    public long nanos(long sequence, long timestamp) {
        Section section = section(sequence);
        return section.nanos() + Run.ticksToNanos(timestamp - section.timestamp(), clockRate);
    }

    /**
     * Sample at which this packet's first sample lies. Within a section two packets are exactly as many samples apart as
     * their timestamps say.
     */
    public long sample(long sequence, long timestamp, int sampleRate) {
        Section section = section(sequence);
        return samples(section.nanos(), sampleRate)
                + Math.floorDiv((timestamp - section.timestamp()) * sampleRate, (long) clockRate);
    }

    /** In integers, so that places a whole number of samples apart stay so. */
    static long samples(long nanos, int sampleRate) {
        long second = 1_000_000_000L;
        long rest = Math.floorMod(nanos, second) * sampleRate;
        return Math.floorDiv(nanos, second) * sampleRate + (rest + second / 2) / second;
    }

    private Section section(long sequence) {
        for (int i = sections.size() - 1; i > 0; i--) {
            if (sequence >= sections.get(i).fromSequence()) {
                return sections.get(i);
            }
        }
        return sections.getFirst();
    }

    /** Number of places where samples do not follow the timestamps. */
    public int breaks() {
        return sections.size() - 1;
    }
}
