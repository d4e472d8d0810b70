package org.holdfast.connector.sip.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.holdfast.connector.api.EndCause;
import org.holdfast.connector.api.SealedRecording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand calls were up when the recorder died. {@code bin/bench recovery} gives the figures. */
class ThousandJournalsTest {
    private static final String ADDRESS = "127.0.40.8";
    private static final int JOURNALS = 1000;
    private static final Duration SIP_OPEN = Duration.ofSeconds(15);

    @TempDir
    Path journals;

    @Test
    void callsAreTakenWithinFifteenSecondsWhileTheJournalsAreStillBroughtHome() throws IOException {
        LeftJournals.leave(journals, JOURNALS, 0);
        try (TestRecorder recorder = new TestRecorder(ADDRESS, journals);
                SrcSocket src = new SrcSocket(ADDRESS)) {
            await("a call is taken")
                    .atMost(SIP_OPEN)
                    .until(() -> src.ask(src.invite(UUID.randomUUID().toString(), "", SrcSocket.SDP))
                            .startsWith("SIP/2.0 200"));
            assertThat(home(recorder)).hasSizeLessThan(JOURNALS);
            await("all are home")
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> home(recorder).size() >= JOURNALS);
            assertThat(home(recorder)).hasSize(JOURNALS).doesNotHaveDuplicates();
        }
    }

    /** Those that were left behind; the call that was taken meanwhile is none. */
    private static List<UUID> home(TestRecorder recorder) {
        return recorder.sealed.stream()
                .filter(recording -> recording.endCause() == EndCause.CRASH)
                .map(SealedRecording::recordingId)
                .toList();
    }
}
