package org.holdfast.it.chaos;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.holdfast.it.Node;
import org.holdfast.src.CallRefused;
import org.holdfast.src.ClientSettings;
import org.holdfast.src.RecordingClient;
import org.holdfast.src.sip.NoAnswer;

/** One turn: calls are set up, the server is killed while they are or soon after, comes back, and the calls are hung up. */
final class KillLoop {
    private static final Duration ANSWER = Duration.ofSeconds(6);
    private static final Duration BACK = Duration.ofMinutes(6);
    private static final long BETWEEN_COUNTS = Duration.ofMillis(5).toNanos();

    private final Node node;
    private final String run;
    private final List<KilledCall> calls = new CopyOnWriteArrayList<>();

    KillLoop(Node node, String run) {
        this.node = node;
        this.run = run;
    }

    /**
     * What came of it.
     *
     * @param died when the server was killed
     * @param recovery from the start of its process until SIP answered again
     * @param continued how many calls had their BYE answered 200
     */
    record Turn(List<KilledCall> accepted, Instant died, Duration recovery, int continued) {}

    /** Places so many calls, the first numbered {@code from}, and kills some time after they are up, now and then before. */
    Turn turn(int from, int count, Random random, Duration latest) throws Exception {
        int up = random.nextInt(4) == 0 ? random.nextInt(count) : count;
        Duration alive = Duration.ofMillis(random.nextLong(latest.toMillis()));
        try (RecordingClient client = RecordingClient.open(
                ClientSettings.to(node.sipAddress()).from("127.0.80.30").timeout(ANSWER))) {
            boolean[] killed = {false};
            CompletableFuture<Void> placing =
                    CompletableFuture.runAsync(() -> placeAll(client, from, count, killed), Thread::startVirtualThread);
            await("%d calls".formatted(up)).atMost(BACK).until(() -> placing.isDone() || calls.size() >= up);
            Instant due = Clock.systemUTC().instant().plus(alive);
            while (Clock.systemUTC().instant().isBefore(due)) {
                Instant now = Clock.systemUTC().instant();
                calls.forEach(call -> call.count(now));
                LockSupport.parkNanos(BETWEEN_COUNTS);
            }
            Instant died = Clock.systemUTC().instant();
            calls.forEach(call -> call.count(died));
            killed[0] = true;
            node.crashAndRestart();
            Duration recovery = recovered(client);
            placing.join();
            return new Turn(List.copyOf(calls), died, recovery, hangUp());
        } finally {
            calls.forEach(KilledCall::forget);
        }
    }

    /** A call whose INVITE was on its way when the server died may be refused or stay unanswered. */
    private void placeAll(RecordingClient client, int from, int count, boolean[] killed) {
        for (int number = from; number < from + count && !killed[0]; number++) {
            try {
                calls.add(KilledCall.place(client, number, run));
            } catch (NoAnswer | CallRefused e) {
                if (!killed[0]) {
                    throw new CompletionException(e);
                }
            } catch (IOException | InterruptedException e) {
                throw new CompletionException(e);
            }
        }
    }

    private Duration recovered(RecordingClient client) throws Exception {
        await("SIP answers")
                .atMost(BACK)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptionsInstanceOf(NoAnswer.class)
                .until(() -> client.options().status() == 200);
        Instant answered = Clock.systemUTC().instant();
        return Duration.between(node.server().info().startInstant().orElseThrow(), answered);
    }

    private int hangUp() throws IOException, InterruptedException {
        int continued = 0;
        for (KilledCall call : new ArrayList<>(calls)) {
            continued += call.hangUp() ? 1 : 0;
        }
        return continued;
    }
}
