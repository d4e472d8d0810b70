package org.holdfast.it.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.holdfast.it.Node;
import org.holdfast.src.Call;
import org.holdfast.src.CallSpec;
import org.holdfast.src.RecordingClient;
import org.holdfast.src.rtp.Audio;
import org.junit.jupiter.api.Test;

/** Chromium plays a call while it is recorded: Web Audio says how loud. */
class ListenIT {
    private static final Duration PROMISED = Duration.ofMillis(1500);
    private static final Duration TURN = Duration.ofSeconds(4);
    private static final int TURNS = Integer.getInteger("listen.turns", 4);

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

    /** {@code bin/bench listen} holds the listener to 1.5 s; a machine that builds says nothing of that. */
    @Test
    void whatIsSpokenIsHeardInItsTurn() throws Exception {
        List<Long> spoken = new CopyOnWriteArrayList<>();
        try (Visit visit = Visit.wide(node).signedIn();
                RecordingClient client = calls.client()) {
            LivePage live = visit.live();
            Call call = client.call(CallSpec.between(calls.party("Eva"), calls.party("Fay"))
                    .speaking(inTurns(spoken), Audio.silence()));
            String eva = "Eva " + calls.run();
            await().atMost(Duration.ofSeconds(15)).until(() -> live.call(eva).count() == 1);
            live.noteBeginnings();
            live.press(eva, "Listen");
            await("%d beginnings are heard".formatted(TURNS))
                    .atMost(TURN.multipliedBy(TURNS + 5L))
                    .until(() -> live.beginnings().size() >= TURNS);
            call.bye();
            report(live.beginnings().stream()
                    .skip(1) // it may have begun in the middle of a turn
                    .map(heard -> heard - lastBefore(spoken, heard))
                    .sorted()
                    .toList());
        }
    }

    /** Silence and a tone, each for half of a turn; notes when a tone begins to be sent, in milliseconds since 1970. */
    private static Audio inTurns(List<Long> spoken) {
        Audio tone = Audio.tone(440);
        Audio silence = Audio.silence();
        long frames = TURN.toMillis() / 20;
        return (number, codec, payload) -> {
            long within = number % frames;
            if (within == frames / 2) {
                spoken.add(Clock.systemUTC().millis());
            }
            return (within < frames / 2 ? silence : tone).frame(number, codec, payload);
        };
    }

    private static long lastBefore(List<Long> spoken, long heard) {
        return spoken.stream()
                .filter(at -> at <= heard)
                .mapToLong(at -> at)
                .max()
                .orElseThrow(() -> new AssertionError("heard before anything was spoken"));
    }

    private static void report(List<Long> behind) throws IOException {
        String figures = "listen.turns %d turns%nlisten.behind.p50 %d ms%nlisten.behind.max %d ms%n"
                .formatted(behind.size(), behind.get(behind.size() / 2), behind.getLast());
        System.out.print(figures);
        Files.writeString(Path.of("target/bench-listen.txt"), figures);
        if (Boolean.getBoolean("listen.strict")) {
            assertThat(behind.getLast()).isLessThanOrEqualTo(PROMISED.toMillis());
        }
    }
}
