package org.holdfast.finalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdfast.harness.Calls;
import org.holdfast.media.container.MediaFile;
import org.holdfast.media.container.RenderedRecording;
import org.holdfast.media.container.RenderedRecording.RenderedLane;
import org.holdfast.media.timeline.Gap;
import org.holdfast.recording.Verdict;
import org.junit.jupiter.api.Test;

class VerdictRulesTest {
    private static final MediaFile FILE = new MediaFile(Path.of("audio.wav"), 44, "00");

    private final List<RenderedLane> lanes = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private String endCause = "BYE";

    private VerdictRulesTest lane(String participant, long audibleMillis, long kept, long lost) {
        int channel = lanes.size();
        lanes.add(
                new RenderedLane(channel, channel, "", List.of(participant), "PCMU", audibleMillis, kept, lost, false));
        return this;
    }

    private VerdictRulesTest gap(int fromSeconds, int untilSeconds, Gap.Cause cause) {
        gaps.add(new Gap(0, Duration.ofSeconds(fromSeconds), Duration.ofSeconds(untilSeconds), cause));
        return this;
    }

    private VerdictRules.Judgement judged() {
        boolean media = lanes.stream().anyMatch(lane -> lane.kept() > 0);
        RenderedRecording rendered = new RenderedRecording(
                Calls.NOON,
                Duration.ofSeconds(30),
                endCause,
                media ? Optional.of(new RenderedRecording.Files(FILE, FILE, 8000)) : Optional.empty(),
                lanes,
                gaps,
                List.of(),
                List.of());
        return VerdictRules.judge(Calls.call(), rendered);
    }

    @Test
    void aCallInWhichBothAreHeardIsComplete() {
        assertThat(lane("p1", 12_000, 1500, 0).lane("p2", 9000, 1500, 0).judged())
                .isEqualTo(new VerdictRules.Judgement(Verdict.COMPLETE, List.of()));
    }

    @Test
    void holdAndPauseDoNotMakeItIncomplete() {
        lane("p1", 12_000, 1500, 0).lane("p2", 9000, 1500, 0);
        gap(5, 10, Gap.Cause.HOLD).gap(12, 15, Gap.Cause.PAUSE);
        assertThat(judged())
                .isEqualTo(new VerdictRules.Judgement(Verdict.COMPLETE, List.of("Paused on request for 3.0 s")));
    }

    @Test
    void aStreamThatNeverCameMakesItOneSided() {
        assertThat(lane("p1", 12_000, 1500, 0).lane("p2", 0, 0, 0).judged())
                .isEqualTo(new VerdictRules.Judgement(Verdict.ONE_SIDED, List.of("No media came from Bob")));
    }

    @Test
    void aStreamOfNothingButSilenceMakesItOneSided() {
        assertThat(lane("p1", 12_000, 1500, 0).lane("p2", 40, 1500, 0).judged().reasons())
                .containsExactly("Only silence came from Bob");
    }

    @Test
    void oneMixedLaneIsNotOneSided() {
        assertThat(lane("p1", 12_000, 1500, 0).judged().verdict()).isEqualTo(Verdict.COMPLETE);
    }

    @Test
    void silenceOnEveryLaneIsSilent() {
        assertThat(lane("p1", 0, 1500, 0).lane("p2", 100, 1500, 0).judged().verdict())
                .isEqualTo(Verdict.SILENT);
    }

    @Test
    void nothingAtAllIsNoMedia() {
        assertThat(lane("p1", 0, 0, 0).lane("p2", 0, 0, 0).judged())
                .isEqualTo(new VerdictRules.Judgement(Verdict.NO_MEDIA, List.of("No media came")));
    }

    @Test
    void whatDidNotEndInOrderIsInterrupted() {
        endCause = "CRASH";
        assertThat(lane("p1", 12_000, 1500, 0).lane("p2", 9000, 1500, 0).judged())
                .isEqualTo(new VerdictRules.Judgement(Verdict.INTERRUPTED, List.of("It did not end in order: crash")));
    }

    @Test
    void aRestartIsAnInterruption() {
        lane("p1", 12_000, 1500, 0).lane("p2", 9000, 1500, 0).gap(5, 9, Gap.Cause.RESTART);
        assertThat(judged())
                .isEqualTo(new VerdictRules.Judgement(Verdict.INTERRUPTED, List.of("The recorder was away for 4.0 s")));
    }

    @Test
    void lossThatCanBeHeardIsToldAndTooMuchOfItInterrupts() {
        assertThat(lane("p1", 12_000, 980, 20).lane("p2", 9000, 1500, 0).judged())
                .isEqualTo(new VerdictRules.Judgement(Verdict.COMPLETE, List.of("2.0 % of Alice was lost")));
        lanes.clear();
        assertThat(lane("p1", 12_000, 900, 100)
                        .lane("p2", 9000, 1500, 0)
                        .judged()
                        .verdict())
                .isEqualTo(Verdict.INTERRUPTED);
    }
}
