package org.holdfast.it.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import org.holdfast.it.Node;
import org.holdfast.it.e2e.Names;
import org.holdfast.it.e2e.Rest;
import org.holdfast.src.Call;
import org.holdfast.src.CallSpec;
import org.holdfast.src.ClientSettings;
import org.holdfast.src.RecordingClient;
import org.holdfast.src.siprec.Party;

/** The proof that nothing broke: the recorder calls itself well, and the next good call is recorded. */
final class GoodCall {
    private GoodCall() {}

    static void isRecorded(Node node, Rest rest, String from) throws Exception {
        assertThat(Rest.health(node.recorderHealth())).isEqualTo(200);
        String run = Names.fresh();
        play(node, from, CallSpec.between(new Party("Good " + run, "sip:good@example.com"), Party.named("Fair")));
        JsonObject recording = rest.finalised(run);
        assertThat(recording.getString("verdict")).isEqualToIgnoringCase("complete");
    }

    static void play(Node node, String from, CallSpec spec) throws Exception {
        try (RecordingClient client =
                RecordingClient.open(ClientSettings.to(node.sipAddress()).from(from))) {
            Call call = client.call(spec);
            call.talk(Duration.ofMillis(600));
            call.bye();
        }
    }
}
