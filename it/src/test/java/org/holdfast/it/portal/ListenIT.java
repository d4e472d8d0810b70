package org.holdfast.it.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.holdfast.it.Node;
import org.holdfast.src.Call;
import org.holdfast.src.CallSpec;
import org.holdfast.src.RecordingClient;
import org.holdfast.src.rtp.Audio;
import org.junit.jupiter.api.Test;

/** Chromium plays a call while it is recorded: Web Audio says how loud. */
class ListenIT {
    private final Node node = Node.shared();
    private final Calls calls = Calls.of(node);

    @Test
    void aRunningCallIsHeardIsSilentWhilePausedAndItsEndIsTheEnd() throws Exception {
        try (Visit visit = Visit.wide(node).signedIn();
                RecordingClient client = calls.client()) {
            LivePage live = visit.live();
            Call call = client.call(
                    CallSpec.between(calls.party("Ada"), calls.party("Bo")).speaking(Audio.tone(440), Audio.tone(880)));
            String ada = "Ada " + calls.run();
            await().atMost(Duration.ofSeconds(15)).until(() -> live.call(ada).count() == 1);

            live.press(ada, "Listen");
            await().atMost(Duration.ofSeconds(20)).until(() -> live.loudness() > 0.05);
            double heard = live.secondsHeard();
            await().atMost(Duration.ofSeconds(10)).until(() -> live.secondsHeard() > heard + 1);
            assertThat(live.listening()).isEqualTo("listening");

            live.press(ada, "Pause");
            await().atMost(Duration.ofSeconds(10)).until(() -> live.loudness() < 0.01);
            live.press(ada, "Resume");
            await().atMost(Duration.ofSeconds(10)).until(() -> live.loudness() > 0.05);

            call.bye();
            await().atMost(Duration.ofSeconds(15)).until(() -> live.listening().equals("over"));
        }
    }
}
