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

/** The proof that nothing broke: after each attack the recorder calls itself well and takes a call; in the end all are recorded. */
final class GoodCalls {
    private final Node node;
    private final String from;
    private final String run = Names.fresh();
    private int played;

    GoodCalls(Node node, String from) {
        this.node = node;
        this.from = from;
    }

    /** One more good call, right after an attack. */
    void next() throws Exception {
        assertThat(Rest.health(node.recorderHealth())).isEqualTo(200);
        play(CallSpec.between(new Party("Good " + run, "sip:good@example.com"), Party.named("Fair")));
        played++;
    }

    /** Any call, good or not, of 600 ms. */
    void play(CallSpec spec) throws Exception {
        try (RecordingClient client =
                RecordingClient.open(ClientSettings.to(node.sipAddress()).from(from))) {
            Call call = client.call(spec);
            call.talk(Duration.ofMillis(600));
            call.bye();
        }
    }

    void areAllRecorded(Rest rest) {
        assertThat(rest.finalised(run, played))
                .hasSize(played)
                .extracting((JsonObject recording) -> recording.getString("verdict"))
                .allMatch("complete"::equalsIgnoreCase);
    }
}
