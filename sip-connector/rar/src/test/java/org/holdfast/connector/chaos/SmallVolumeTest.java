package org.holdfast.connector.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.holdfast.connector.chaos.EndState.Announced;
import org.holdfast.media.journal.JournalEntry.GapKnown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Journals on a volume of 8 MB: needs root, or user namespaces that an ordinary user may make; else it fails and says so. */
class SmallVolumeTest {
    private static final Duration SEEN = Duration.ofSeconds(30);

    @TempDir
    Path home;

    @Test
    void aFullVolumeRefusesAndEndsInOrderAndRecordingResumesOnceThereIsRoom() throws Exception {
        try (SickRecorder recorder = SickRecorder.onSmallVolume(home, "127.0.42.4")) {
            Spoken running = recorder.scenario().placed("running");
            running.talk();
            recorder.fillVolume();
            recorder.awaitHealth(503, SEEN);
            assertThat(recorder.said()).contains("HOLDFAST-");
            recorder.refuses("refused");
            running.talk(Duration.ofSeconds(8)); // more than its journal had allocated
            if (!running.endedByRecorder()) {
                running.bye();
            }
            Announced announced = recorder.once(running, Set.of("BYE", "VOLUME_FULL", "JOURNAL_FAILED"));
            EndState.Contents contents = recorder.state().contents(announced.journal());
            if (contents.distinct() < running.sentBy(Instant.MAX)
                    && announced.cause().equals("BYE")) {
                assertThat(contents.facts()).hasAtLeastOneElementOfType(GapKnown.class);
            }
            recorder.emptyVolume();
            recorder.awaitHealth(200, SEEN);
            recorder.once(recorder.whole("after"), Set.of("BYE"));
            assertThat(recorder.state().in("capturing")).isEmpty();
        }
    }
}
