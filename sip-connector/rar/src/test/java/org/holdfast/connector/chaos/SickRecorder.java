package org.holdfast.connector.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.holdfast.connector.chaos.EndState.Announced;
import org.holdfast.faults.ChildJvm;
import org.holdfast.faults.ChildJvm.Program;
import org.holdfast.faults.Fault;
import org.holdfast.src.CallRefused;

/** A recorder whose disk the test breaks and mends, and an SRC for it. */
final class SickRecorder implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SMALL_VOLUME = "8m";

    private final Path home;
    private final String address;
    private final List<String> prefix;
    private final Map<String, String> more;
    private final Scenario scenario;
    private ChildJvm recorder;

    private SickRecorder(Path home, String address, List<Fault> faults, List<String> prefix, Map<String, String> more)
            throws IOException, InterruptedException {
        this.home = home;
        this.address = address;
        this.prefix = prefix;
        this.more = more;
        this.scenario = new Scenario(address, Duration.ofSeconds(15));
        this.recorder = launched("sick", faults);
        scenario.awaitRecorder(CrashTrial.START, recorder);
        if (!recorder.alive()) {
            throw new AssertionError("the recorder did not start: " + recorder.said()
                    + (prefix.isEmpty() ? "" : " (a small volume needs root, or unshare -rm for others)"));
        }
    }

    static SickRecorder start(Path home, String address, List<Fault> faults) throws IOException, InterruptedException {
        return new SickRecorder(home, address, faults, List.of(), Map.of());
    }

    /** Its journals lie on 8 MB of their own, seen by its process alone. */
    static SickRecorder onSmallVolume(Path home, String address) throws IOException, InterruptedException {
        Path journals = Files.createDirectories(home.resolve("journal"));
        List<String> prefix = new ArrayList<>(List.of("unshare", "--mount"));
        if (!"root".equals(System.getProperty("user.name"))) {
            prefix.add("--map-root-user");
        }
        prefix.addAll(
                List.of("sh", "-c", "mount -t tmpfs -o size=" + SMALL_VOLUME + " holdfast \"$0\" && exec \"$@\""));
        prefix.add(journals.toString());
        return new SickRecorder(home, address, List.of(), prefix, Map.of("holdfast.journal.min-free-mib", "1"));
    }

    private ChildJvm launched(String name, List<Fault> faults) {
        Map<String, String> settings = new HashMap<>(CrashTrial.settings(address, home));
        settings.putAll(more);
        Program program = new Program(
                RecorderUnderFault.class, List.of(home.resolve("catalogue").toString()), settings, prefix);
        return ChildJvm.start(home, name, program, faults);
    }

    Scenario scenario() {
        return scenario;
    }

    String said() {
        return recorder.said();
    }

    Instant now() {
        return Clock.systemUTC().instant();
    }

    EndState state() throws IOException {
        return EndState.of(prefix.isEmpty() ? home : seenByIt(home));
    }

    /** Its mounts are not ours. */
    private Path seenByIt(Path path) {
        return Path.of("/proc/" + recorder.pid() + "/root" + path.toAbsolutePath());
    }

    void fillVolume() throws IOException {
        try (OutputStream filler = Files.newOutputStream(filler())) {
            while (true) {
                filler.write(new byte[4096]);
            }
        } catch (IOException full) {
            if (!String.valueOf(full.getMessage()).contains("No space left")) {
                throw full;
            }
        }
    }

    void emptyVolume() throws IOException {
        Files.delete(filler());
    }

    private Path filler() {
        return seenByIt(home.resolve("journal")).resolve("filler");
    }

    void awaitHealth(int status, Duration patience) {
        await("health " + status)
                .atMost(patience)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> health() == status);
    }

    private int health() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + ":8090/health/recorder"))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    /** Stops it in order and starts it with a disk that works. */
    void restart() throws IOException, InterruptedException {
        recorder.stop(Duration.ofSeconds(20));
        recorder = launched("well", List.of());
        scenario.awaitRecorder(CrashTrial.START, recorder);
    }

    void refuses(String name) {
        assertThatThrownBy(() -> scenario.placed(name)).isInstanceOfSatisfying(CallRefused.class, refused -> {
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.retryAfter()).isPresent();
        });
    }

    /** A call from INVITE to BYE of which every packet is kept. */
    Spoken whole(String name) throws Exception {
        Spoken call = scenario.placed(name);
        call.talk();
        call.bye();
        Announced announced = once(call, Set.of("BYE"));
        assertThat(state().contents(announced.journal()).distinct())
                .as("packets of %s", call)
                .isGreaterThanOrEqualTo(call.sentBy(Instant.MAX));
        return call;
    }

    Announced once(Spoken call, Set<String> causes) throws IOException {
        await("the announcement of " + call)
                .atMost(PATIENCE)
                .until(() -> !state().of(call.aors()).isEmpty());
        Set<Announced> announced =
                Set.copyOf(state().of(call.aors()).stream().distinct().toList());
        assertThat(announced).as("recordings of %s", call).hasSize(1);
        Announced one = announced.iterator().next();
        assertThat(one.cause()).as("end of %s", call).isIn(causes);
        return one;
    }

    @Override
    public void close() {
        scenario.close();
        recorder.close();
    }
}
