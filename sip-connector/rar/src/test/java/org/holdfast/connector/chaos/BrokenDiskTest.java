package org.holdfast.connector.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.holdfast.connector.chaos.EndState.Announced;
import org.holdfast.faults.Fault;
import org.holdfast.faults.Place;
import org.holdfast.media.journal.JournalEntry.GapKnown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk of the journals fails, fills or stalls: nothing is promised that is not kept, and recording resumes by itself. */
class BrokenDiskTest {
    private static final Duration SEEN = Duration.ofSeconds(30);
    private static final String FILE = "org.holdfast.media.journal.JournalFile";
    private static final String DIRECTORY = "org.holdfast.media.journal.JournalDirectory";

    @TempDir
    Path home;

    @Test
    void aForceThatFailsEndsTheCallAndIsNeverTrustedAgain() throws Exception {
        Path broken = home.resolve("broken");
        List<Fault> faults = List.of(
                Fault.ioError("force fails", Place.entering(FILE, "force"), broken),
                Fault.ioError("probe fails", Place.entering(DIRECTORY, "probe"), broken));
        try (SickRecorder recorder = SickRecorder.start(home, "127.0.42.1", faults)) {
            Spoken running = recorder.scenario().placed("running");
            running.talk();
            Files.createFile(broken);
            recorder.awaitHealth(503, SEEN);
            assertThat(recorder.said()).contains("HOLDFAST-1012");
            recorder.refuses("refused");
            await("the SRC is told").atMost(SEEN).until(running::endedByRecorder);
            Files.delete(broken);
            recorder.awaitHealth(200, SEEN);
            Spoken after = recorder.whole("after");
            recorder.restart();
            await("what ran is announced once it can be trusted")
                    .atMost(SEEN)
                    .until(() -> !recorder.state().of(running.aors()).isEmpty());
            recorder.once(running, Set.of("CRASH", "JOURNAL_FAILED", "SRC_SILENT"));
            recorder.once(after, Set.of("BYE"));
        }
    }

    @Test
    void aWriteThatFailsLosesWhatItSaysItLostAndNoMore() throws Exception {
        Path broken = home.resolve("broken");
        List<Fault> faults = List.of(Fault.ioError(
                "write fails", Place.entering(FILE, "put(int, org.holdfast.media.journal.DatagramBatch)"), broken));
        try (SickRecorder recorder = SickRecorder.start(home, "127.0.42.2", faults)) {
            Spoken running = recorder.scenario().placed("running");
            running.talk(Duration.ofMillis(500));
            Instant failing = recorder.now();
            Files.createFile(broken);
            running.talk(Duration.ofMillis(500));
            Files.delete(broken);
            running.talk(Duration.ofMillis(500));
            running.bye();
            Announced announced = recorder.once(running, Set.of("BYE", "JOURNAL_FAILED", "CRASH"));
            EndState.Contents contents = recorder.state().contents(announced.journal());
            long sent = running.sentBy(Instant.MAX);
            assertThat(contents.distinct()).isGreaterThanOrEqualTo(running.sentBy(failing.minusMillis(100)));
            if (contents.distinct() < sent && announced.cause().equals("BYE")) {
                assertThat(contents.facts()).hasAtLeastOneElementOfType(GapKnown.class);
            }
        }
    }

    @Test
    void aDiskThatStallsForTwoSecondsCostsNoPacket() throws Exception {
        Path slow = home.resolve("slow");
        Duration stall = Duration.ofSeconds(2);
        List<Fault> faults = List.of(Fault.delay("force stalls", Place.entering(FILE, "force"), stall, slow));
        try (SickRecorder recorder = SickRecorder.start(home, "127.0.42.3", faults)) {
            Spoken running = recorder.scenario().placed("running");
            running.talk();
            Files.createFile(slow);
            running.talk(Duration.ofMillis(300));
            Spoken during = recorder.scenario().placed("during");
            assertThat(during.setUpTime())
                    .as("no 200 before its header is durable")
                    .isGreaterThanOrEqualTo(stall);
            running.talk(Duration.ofMillis(2500));
            Files.delete(slow);
            running.talk(Duration.ofMillis(300));
            running.bye();
            during.bye();
            for (Spoken call : List.of(running, during)) {
                Announced announced = recorder.once(call, Set.of("BYE"));
                EndState.Contents contents = recorder.state().contents(announced.journal());
                assertThat(contents.distinct())
                        .as("packets of %s", call)
                        .isGreaterThanOrEqualTo(call.sentBy(Instant.MAX));
            }
        }
    }
}
