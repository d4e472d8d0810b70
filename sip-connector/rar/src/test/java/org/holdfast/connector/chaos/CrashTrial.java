package org.holdfast.connector.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.holdfast.faults.ChildJvm;
import org.holdfast.faults.ChildJvm.Program;
import org.holdfast.faults.Fault;
import org.jspecify.annotations.Nullable;

/** One directory, one address, one death: serve, die, start again, end what is up, and record one call more. */
final class CrashTrial {
    /** How long a start may take on a busy machine. */
    static final Duration START = Duration.ofMinutes(2);

    private static final Duration PATIENCE = Duration.ofSeconds(12);
    private static final Duration SETTLED = Duration.ofSeconds(60);

    private final Path home;
    private final String address;

    CrashTrial(Path home, String address) {
        this.home = home;
        this.address = address;
    }

    /**
     * How it ended.
     *
     * @param finished digests of the journals that were finished when it died
     * @param died when, null for the one that did not
     */
    record Outcome(
            EndState state,
            List<Spoken> calls,
            Map<String, Integer> finished,
            @Nullable Instant died) {
        /** Against the run that nobody disturbed. */
        void verify(Outcome undisturbed) throws Exception {
            new Verification(this, undisturbed).all();
        }
    }

    Outcome undisturbed() throws Exception {
        try (Scenario scenario = new Scenario(address, PATIENCE);
                ChildJvm recorder = recorder("undisturbed", List.of())) {
            scenario.awaitRecorder(START, recorder);
            scenario.play(recorder);
            return ended(scenario, Map.of(), null);
        }
    }

    /** Dies while it serves the two calls, or before it can. */
    Outcome haltedServing(CrashPoint point) throws Exception {
        Path then = home.resolve("died");
        try (Scenario scenario = new Scenario(address, PATIENCE);
                ChildJvm doomed = recorder("doomed", List.of(point.fault(then)))) {
            scenario.awaitRecorder(START, doomed);
            scenario.play(doomed);
            died(doomed);
            return startedAgain(scenario, lastModified(then));
        }
    }

    /** Dies a second time, on its way back from a {@code kill -9}. */
    Outcome haltedRecovering(CrashPoint point) throws Exception {
        try (Scenario scenario = new Scenario(address, PATIENCE)) {
            try (ChildJvm killed = recorder("killed", List.of())) {
                scenario.awaitRecorder(START, killed);
                scenario.placed("first");
                scenario.placed("second").talk();
            }
            Instant died = Clock.systemUTC().instant();
            try (ChildJvm doomed = recorder("doomed", List.of(point.fault(home.resolve("died-again"))))) {
                died(doomed);
            }
            return startedAgain(scenario, died);
        }
    }

    private static void died(ChildJvm doomed) throws Exception {
        int status;
        try {
            status = doomed.ended().get(60, TimeUnit.SECONDS);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new AssertionError("it never came by; it said " + doomed.said(), e);
        }
        assertThat(status).as("exit status; it said %s", doomed.said()).isEqualTo(Fault.HALTED);
    }

    private Outcome startedAgain(Scenario scenario, Instant died) throws Exception {
        Map<String, Integer> finished = EndState.of(home).finishedJournals();
        try (ChildJvm recorder = recorder("again", List.of())) {
            scenario.awaitRecorder(START, recorder);
            scenario.hangUp();
            Spoken third = scenario.placed("third");
            third.talk();
            scenario.hangUp();
            return ended(scenario, finished, died);
        }
    }

    private static Instant lastModified(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toInstant();
    }

    private Outcome ended(Scenario scenario, Map<String, Integer> finished, @Nullable Instant died) throws Exception {
        Spoken last = scenario.calls().getLast();
        Awaitility.await("nothing runs and nothing waits")
                .atMost(SETTLED)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    EndState state = EndState.of(home);
                    return state.settled() && !state.of(last.aors()).isEmpty();
                });
        return new Outcome(EndState.of(home), scenario.calls(), finished, died);
    }

    private ChildJvm recorder(String name, List<Fault> faults) {
        Program program = new Program(
                RecorderUnderFault.class,
                List.of(home.resolve("catalogue").toString()),
                settings(address, home),
                List.of());
        return ChildJvm.start(home, name, program, faults);
    }

    static Map<String, String> settings(String address, Path home) {
        return Map.of(
                "holdfast.bind.address", address,
                "holdfast.media.ports", "21000-21099",
                "holdfast.media.silence-limit", "10s",
                "holdfast.capture.tick", "50ms",
                "holdfast.journal.force-interval", "200ms",
                "holdfast.journal.directory", home.resolve("journal").toString());
    }
}
