package org.holdfast.it.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.holdfast.it.Node;
import org.holdfast.src.Call;
import org.holdfast.src.CallSpec;
import org.holdfast.src.ClientSettings;
import org.holdfast.src.RecordingClient;
import org.holdfast.src.rtp.Audio;
import org.holdfast.src.siprec.Party;
import org.junit.jupiter.api.Test;

/** Fifty calls at once: fifty recordings, no frame lost, doubled, moved or in another's call. */
class StampedCallsIT {
    private static final int CALLS = 50;

    private final Node node = Node.shared();
    private final Rest rest = Rest.of(node);
    private final String run = Names.fresh();

    @Test
    void fiftyCallsAreFiftyWholeRecordings() throws Exception {
        List<Long> sent = new ArrayList<>();
        ClientSettings settings = ClientSettings.to(node.sipAddress()).from("127.0.80.12");
        try (RecordingClient client = RecordingClient.open(settings)) {
            List<Call> calls = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                calls.add(client.call(
                        CallSpec.between(party("Ann", i), party("Ben", i)).speaking(stamped(i, 0), stamped(i, 1))));
            }
            calls.getLast().talk(Duration.ofSeconds(3));
            for (Call call : calls) {
                call.bye();
                sent.add(call.packets());
            }
        }

        Map<String, JsonObject> recordings = new TreeMap<>();
        rest.finalised(run, CALLS)
                .forEach(recording -> recordings.put(Names.byChannel(recording).get(0), recording));
        assertThat(recordings).hasSize(CALLS);
        SoftAssertions all = new SoftAssertions();
        for (int i = 0; i < CALLS; i++) {
            JsonObject recording = recordings.get(party("Ann", i).name());
            all.assertThat(recording).as("recording of call %d", i).isNotNull();
            if (recording != null) {
                verify(all, i, sent.get(i), recording);
            }
        }
        all.assertAll();
    }

    private void verify(SoftAssertions all, int call, long sent, JsonObject recording) {
        all.assertThat(recording.getString("verdict")).as("call %d", call).isEqualToIgnoringCase("complete");
        all.assertThat(Names.byChannel(recording))
                .isEqualTo(Map.of(
                        0, party("Ann", call).name(), 1, party("Ben", call).name()));
        Wav wav = rest.wav(recording);
        Stamps left = Stamps.in(wav.channels()[0]);
        Stamps right = Stamps.in(wav.channels()[1]);
        all.assertThat(left).as("call %d left", call).isEqualTo(new Stamps(call, 0, left.frames(), 0));
        all.assertThat(right).as("call %d right", call).isEqualTo(new Stamps(call, 1, right.frames(), 0));
        all.assertThat((long) left.frames() + right.frames())
                .as("call %d frames", call)
                .isEqualTo(sent);
    }

    private static Audio stamped(int call, int stream) {
        return Audio.stamped(call, stream, Audio.tone(CallSpec.toneOf(call, stream)));
    }

    private Party party(String name, int call) {
        return new Party(
                "%s %02d %s".formatted(name, call, run), "sip:%s%02d.%s@example.com".formatted(name, call, run));
    }
}
