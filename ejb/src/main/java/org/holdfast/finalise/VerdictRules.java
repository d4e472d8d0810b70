package org.holdfast.finalise;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.holdfast.media.container.RenderedRecording;
import org.holdfast.media.container.RenderedRecording.RenderedLane;
import org.holdfast.media.timeline.Gap;
import org.holdfast.recording.RecordingFacts;
import org.holdfast.recording.Verdict;

/** Judges a recording by what could be rendered of it. The thresholds are here and nowhere else. Stateless. */
final class VerdictRules {

    /** Shorter than this above -50 dBFS is a click, not somebody speaking. */
    static final long HEARD_MILLIS = 200;

    /** One side speaking this long while the other is never heard is a fault, not a short answer. */
    static final long ONE_SIDED_MILLIS = 3000;

    /** Loss that can be heard: worth telling. */
    static final double LOSS_TOLD = 0.01;

    /** Loss that makes words unintelligible. */
    static final double LOSS_TOO_MUCH = 0.05;

    /** A single hole in which a sentence may be lost. */
    static final Duration HOLE_TOO_LONG = Duration.ofSeconds(5);

    private static final Set<String> ORDERLY = Set.of("BYE", "SESSION_STOPPED");

    /**
     * What a listener may expect.
     *
     * @param reasons one sentence each
     */
    record Judgement(Verdict verdict, List<String> reasons) {}

    private final RecordingFacts facts;
    private final RenderedRecording rendered;
    private final List<String> reasons = new ArrayList<>();

    private VerdictRules(RecordingFacts facts, RenderedRecording rendered) {
        this.facts = facts;
        this.rendered = rendered;
    }

    static Judgement judge(RecordingFacts facts, RenderedRecording rendered) {
        VerdictRules rules = new VerdictRules(facts, rendered);
        return new Judgement(rules.verdict(), List.copyOf(rules.reasons));
    }

    private Verdict verdict() {
        boolean interrupted = isInterrupted();
        boolean silent = rendered.lanes().stream().noneMatch(VerdictRules::isHeard);
        List<RenderedLane> unheard = unheard();
        reasons.addAll(rendered.warnings());
        if (!facts.warnings().isEmpty()) {
            reasons.add("Metadata or SDP was odd in %d places"
                    .formatted(facts.warnings().size()));
        }
        if (rendered.files().isEmpty()) {
            reasons.addFirst("No media came");
            return Verdict.NO_MEDIA;
        }
        if (silent) {
            reasons.addFirst("Nobody is heard: no channel is louder than -50 dBFS");
        }
        unheard.forEach(lane -> reasons.addFirst(
                lane.kept() == 0 ? "No media came from " + name(lane) : "Only silence came from " + name(lane)));
        if (interrupted) {
            return Verdict.INTERRUPTED;
        }
        return silent ? Verdict.SILENT : unheard.isEmpty() ? Verdict.COMPLETE : Verdict.ONE_SIDED;
    }

    private boolean isInterrupted() {
        boolean interrupted = false;
        if (!ORDERLY.contains(rendered.endCause())) {
            reasons.add("It did not end in order: " + word(rendered.endCause()));
            interrupted = true;
        }
        for (RenderedLane lane : rendered.lanes()) {
            double loss = lane.kept() == 0 ? 0 : lane.lost() / (double) (lane.kept() + lane.lost());
            if (loss > LOSS_TOLD) {
                reasons.add(String.format(Locale.ROOT, "%.1f %% of %s was lost", loss * 100, name(lane)));
            }
            interrupted |= loss > LOSS_TOO_MUCH;
        }
        for (Gap gap : rendered.gaps()) {
            Duration length = gap.until().minus(gap.from());
            boolean restart = gap.cause() == Gap.Cause.RESTART;
            boolean hole = gap.cause() == Gap.Cause.LOSS && length.compareTo(HOLE_TOO_LONG) > 0;
            boolean first = gap.lane() == 0;
            if (restart ? first : hole) {
                reasons.add(String.format(
                        Locale.ROOT,
                        restart ? "The recorder was away for %.1f s" : "%.1f s are missing in one piece",
                        length.toMillis() / 1000.0));
            }
            if (gap.cause() == Gap.Cause.PAUSE && first) {
                reasons.add(String.format(Locale.ROOT, "Paused on request for %.1f s", length.toMillis() / 1000.0));
            }
            interrupted |= restart || hole;
        }
        return interrupted;
    }

    /** Who should be heard beside others who are, and is not. A lane that was on hold all the time owes nothing. */
    private List<RenderedLane> unheard() {
        long longest = rendered.lanes().stream()
                .mapToLong(RenderedLane::audibleMillis)
                .max()
                .orElse(0);
        return rendered.lanes().stream()
                .filter(lane -> !lane.heldThroughout() && !isHeard(lane))
                .filter(lane -> lane.kept() == 0 ? longest >= HEARD_MILLIS : longest >= ONE_SIDED_MILLIS)
                .toList();
    }

    private static boolean isHeard(RenderedLane lane) {
        return lane.audibleMillis() >= HEARD_MILLIS;
    }

    private String name(RenderedLane lane) {
        return facts.participants().stream()
                .filter(party -> lane.participants().contains(party.id()))
                .map(party -> party.name().isEmpty() ? party.aor() : party.name())
                .findFirst()
                .orElse("stream " + (lane.label().isEmpty() ? lane.stream() : lane.label()));
    }

    private static String word(String endCause) {
        return endCause.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
