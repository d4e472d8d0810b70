package org.holdfast.it.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The recorder apart from worker and portal: whatever becomes of those, calls are recorded, and shown again afterwards. */
class SplitIT {
    private static final int CALLS = 50;
    private static final Duration START = Duration.ofMinutes(5);

    /** Two processes that started at the same moment, on a busy machine, have found each other by then. */
    private static final Duration LISTED = Duration.ofMinutes(1);

    @SuppressWarnings("NullAway.Init") // set before all
    private static Node node;

    private final String run = Names.fresh();

    @BeforeAll
    static void start() {
        node = Node.own("127.0.81.1", "split", List.of("--split"), Map.of()).awaitReady();
    }

    @AfterAll
    static void stop() {
        node.stop();
    }

    @Test
    void killingThePortalUnderFiftyCallsCostsNoPacketAndTheLiveListComesBack() throws Exception {
        List<Long> sent = new ArrayList<>();
        try (RecordingClient client =
                RecordingClient.open(ClientSettings.to(node.sipAddress()).from("127.0.80.13"))) {
            List<Call> calls = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                calls.add(client.call(
                        CallSpec.between(party("Ann", i), party("Ben", i)).speaking(stamped(i, 0), stamped(i, 1))));
            }
            Rest rest = Rest.of(node);
            await("the live list").atMost(LISTED).until(() -> live(rest) == CALLS);

            kill("wildfly-portal");
            calls.getLast().talk(Duration.ofSeconds(2));
            assertThat(Rest.health(node.recorderHealth())).isEqualTo(200);
            await().atMost(START)
                    .pollInterval(Duration.ofSeconds(1))
                    .ignoreExceptions()
                    .until(() -> Rest.health(node.portal().resolve("health/web")) == 200);
            await("the live list is back")
                    .atMost(LISTED)
                    .pollInterval(Duration.ofMillis(500))
                    .ignoreExceptions()
                    .until(() -> live(rest) == CALLS);

            for (Call call : calls) {
                call.bye();
                sent.add(call.packets());
            }
        }
        verify(Rest.of(node), sent);
    }

    @Test
    void thePortalPausesResumesAndHearsACallThatAnotherProcessRecords() throws Exception {
        Rest rest = Rest.of(node);
        Party ann = party("Ann", 77);
        try (RecordingClient client =
                RecordingClient.open(ClientSettings.to(node.sipAddress()).from("127.0.80.14"))) {
            Call call = client.call(CallSpec.between(ann, party("Ben", 77)).speaking(Audio.tone(440), Audio.tone(880)));
            JsonObject live = rest.live(ann.name());
            call.talk(Duration.ofSeconds(2));

            Wav heard = rest.listen(live, Duration.ofSeconds(3));
            assertThat(heard.share(0, 800, 1000, 440)).isGreaterThan(0.8);
            assertThat(heard.share(1, 800, 1000, 880)).isGreaterThan(0.8);

            rest.pause(live);
            assertThat(rest.live(ann.name()).getBoolean("paused")).isTrue();
            call.talk(Duration.ofSeconds(1));
            assertThat(rest.listen(live, Duration.ofSeconds(2)).loudFrom(0, 0)).isEmpty();
            rest.resume(live);
            assertThat(rest.live(ann.name()).getBoolean("paused")).isFalse();
            call.bye();
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> live(rest) == 0);
        assertThat(rest.list(rest.finalised(ann.name()), "gaps"))
                .anySatisfy(gap -> assertThat(gap.getString("cause")).isEqualTo("pause"));
    }

    /** Each process says the truth of its own parts, and only the portal's serves people. */
    @Test
    void eachProcessServesItsRolesOnly() {
        URI recorder = URI.create("http://" + node.address() + ":8081/");
        assertThat(Rest.health(recorder.resolve("sign-in.xhtml"))).isEqualTo(404);
        assertThat(Rest.health(recorder.resolve("api/v1/live"))).isEqualTo(404);
        assertThat(Rest.health(recorder.resolve("health/web"))).isEqualTo(503);
        assertThat(Rest.health(recorder.resolve("health/full"))).isEqualTo(200);
        assertThat(Rest.health(node.portal().resolve("health/full"))).isEqualTo(200);
        assertThat(Rest.health(node.portal().resolve("health/web"))).isEqualTo(200);
    }

    private static void kill(String process) throws IOException {
        long pid = Long.parseLong(Files.readString(node.home().resolve("run/" + process + ".pid"))
                .strip()
                .split(" ")[0]);
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    }

    private long live(Rest rest) {
        return rest.get("live").getJsonArray("items").getValuesAs(JsonObject.class).stream()
                .filter(call -> call.toString().contains(run))
                .count();
    }

    private void verify(Rest rest, List<Long> sent) {
        Map<String, JsonObject> recordings = new TreeMap<>();
        rest.finalised(run, CALLS)
                .forEach(recording -> recordings.put(Names.byChannel(recording).get(0), recording));
        assertThat(recordings).hasSize(CALLS);
        SoftAssertions all = new SoftAssertions();
        for (int i = 0; i < CALLS; i++) {
            JsonObject recording = recordings.get(party("Ann", i).name());
            all.assertThat(recording).as("recording of call %d", i).isNotNull();
            if (recording != null) {
                all.assertThat(recording.getString("verdict")).as("call %d", i).isEqualToIgnoringCase("complete");
                Wav wav = rest.wav(recording);
                Stamps left = Stamps.in(wav.channels()[0]);
                Stamps right = Stamps.in(wav.channels()[1]);
                all.assertThat(left).as("call %d left", i).isEqualTo(new Stamps(i, 0, left.frames(), 0));
                all.assertThat(right).as("call %d right", i).isEqualTo(new Stamps(i, 1, right.frames(), 0));
                all.assertThat((long) left.frames() + right.frames())
                        .as("call %d frames", i)
                        .isEqualTo(sent.get(i));
            }
        }
        all.assertAll();
    }

    private static Audio stamped(int call, int stream) {
        return Audio.stamped(call, stream, Audio.tone(CallSpec.toneOf(call, stream)));
    }

    private Party party(String name, int call) {
        return new Party(
                "%s %02d %s".formatted(name, call, run), "sip:%s%02d.%s@example.com".formatted(name, call, run));
    }
}
