package org.holdfast.it.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.holdfast.it.Node;
import org.holdfast.src.Call;
import org.holdfast.src.CallSpec;
import org.holdfast.src.ClientSettings;
import org.holdfast.src.RecordingClient;
import org.holdfast.src.rtp.Audio;
import org.holdfast.src.rtp.Audio.Burst;
import org.holdfast.src.siprec.Party;
import org.junit.jupiter.api.Test;

/** One call from INVITE to being heard: each participant's tone is on its channel, at its time. */
class ToneIT {
    private static final int ALICE_HZ = 440;
    private static final int BOB_HZ = 1_000;
    private static final List<Burst> ALICE = List.of(new Burst(600, 400), new Burst(2_000, 300));
    private static final List<Burst> BOB = List.of(new Burst(1_200, 400), new Burst(2_600, 300));

    private final Node node = Node.shared();
    private final Rest rest = Rest.of(node);
    private final String run = Names.fresh();

    @Test
    void eachToneIsOnItsChannelAtItsTime() throws Exception {
        ClientSettings settings = ClientSettings.to(node.sipAddress()).from("127.0.80.11");
        try (RecordingClient client = RecordingClient.open(settings)) {
            Call call = client.call(CallSpec.between(party("Alice"), party("Bob"))
                    .speaking(Audio.bursts(ALICE_HZ, ALICE), Audio.bursts(BOB_HZ, BOB)));
            call.talk(Duration.ofMillis(3_500));
            call.bye();

            JsonObject recording = rest.finalised(run);
            assertThat(recording.getString("verdict")).isEqualToIgnoringCase("complete");
            assertThat(Names.byChannel(recording))
                    .containsEntry(0, "Alice " + run)
                    .containsEntry(1, "Bob " + run);

            Wav wav = rest.wav(recording);
            assertThat(wav.channels()).hasNumberOfRows(2);
            int ownLateness = (int) client.worstPacing().toMillis();
            assertBursts(wav, 0, ALICE_HZ, ALICE, sinceFirstMedia(call, 0), 20 + ownLateness);
            assertBursts(wav, 1, BOB_HZ, BOB, sinceFirstMedia(call, 1), 20 + ownLateness);
        }
    }

    @Test
    void theStoredFormIsWhatItsDigestSays() throws Exception {
        ClientSettings settings = ClientSettings.to(node.sipAddress()).from("127.0.80.11");
        try (RecordingClient client = RecordingClient.open(settings)) {
            Call call = client.call(CallSpec.between(party("Alice"), party("Bob")));
            call.talk(Duration.ofMillis(1_500));
            call.bye();

            HttpResponse<byte[]> webm = rest.webm(rest.finalised(run));
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(webm.body());
            assertThat(webm.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).isEqualTo("audio/webm"));
            assertThat(webm.headers().map().toString())
                    .contains(Base64.getEncoder().encodeToString(digest));
            assertThat(new String(webm.body(), 0, 64, StandardCharsets.ISO_8859_1))
                    .contains("webm");
            assertThat(webm.body()).hasSizeGreaterThan(2_000);
        }
    }

    private static void assertBursts(Wav wav, int channel, int hz, List<Burst> bursts, int start, int tolerance) {
        int from = 0;
        for (Burst burst : bursts) {
            int onset = wav.loudFrom(channel, from).orElseThrow();
            int end = wav.loudUntil(channel, onset + (int) burst.lengthMillis() + 100)
                    .orElseThrow();
            assertThat(onset).isCloseTo(start + (int) burst.fromMillis(), within(tolerance));
            assertThat(end - onset).isCloseTo((int) burst.lengthMillis(), within(20));
            assertThat(wav.share(channel, onset + 10, (int) burst.lengthMillis() - 20, hz))
                    .isGreaterThan(0.9);
            from = end + 50;
        }
        assertThat(wav.loudFrom(channel, from)).isEmpty();
    }

    /** Time zero of a recording's media is the first packet of any lane (ADR 0012). */
    private static int sinceFirstMedia(Call call, int stream) {
        Instant one = call.mediaStartedAt(0);
        Instant other = call.mediaStartedAt(1);
        Instant first = one.isBefore(other) ? one : other;
        return (int) Duration.between(first, call.mediaStartedAt(stream)).toMillis();
    }

    private Party party(String name) {
        return new Party(name + " " + run, "sip:" + name.toLowerCase(Locale.ROOT) + "." + run + "@example.com");
    }
}
