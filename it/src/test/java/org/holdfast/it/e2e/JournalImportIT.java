package org.holdfast.it.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.holdfast.it.Node;
import org.holdfast.src.Call;
import org.holdfast.src.CallSpec;
import org.holdfast.src.ClientSettings;
import org.holdfast.src.RecordingClient;
import org.holdfast.src.siprec.Party;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A host is dead and its disk was rescued: what lies in its journal directory becomes recordings of another node, the call
 * that was running at its death too.
 */
class JournalImportIT {
    private static final String ADDRESS = "127.0.83.1";

    @TempDir
    Path dead;

    private final Node node = Node.shared();
    private final Rest rest = Rest.of(node);
    private final String run = Names.fresh();

    @Test
    void journalsOfADeadNodeArePlayableOnAnother() throws Exception {
        recordTwoCallsAndDie();
        Path rescued = dead.resolve("journal");
        assertThat(rescued.resolve("capturing")).isDirectoryContaining("glob:**.journal");

        assertThat(journal(
                        "import",
                        rescued.toString(),
                        node.home().resolve("journal").toString()))
                .contains("2 journals imported, 0 were there already, 0 not imported");

        JsonObject ended = rest.finalised("Ended " + run);
        assertThat(ended.getString("node")).isEqualTo("rescued");
        assertThat(ended.getString("verdict")).isEqualToIgnoringCase("complete");
        assertThat(Names.byChannel(ended)).isEqualTo(Map.of(0, "Ended " + run, 1, "Ben Import"));
        assertThat(rest.wav(ended).seconds()).isGreaterThan(1.5);

        JsonObject torn = rest.finalised("Torn " + run);
        assertThat(torn.getString("verdict")).isEqualToIgnoringCase("interrupted");
        assertThat(Names.byChannel(torn)).containsEntry(0, "Torn " + run);
        Wav heard = rest.wav(torn);
        assertThat(heard.seconds()).isGreaterThan(1.5);
        assertThat(heard.loudFrom(0, 500)).isPresent();
        assertThat(heard.loudFrom(1, 500)).isPresent();

        assertThat(journal(
                        "import",
                        rescued.toString(),
                        node.home().resolve("journal").toString()))
                .contains("0 journals imported, 2 were there already");
        assertThat(rest.recordings(run)).hasSize(2);
    }

    private void recordTwoCallsAndDie() throws Exception {
        try (BareRecorder recorder = BareRecorder.start("rescued", ADDRESS, dead);
                RecordingClient client = RecordingClient.open(
                        ClientSettings.to("sip:" + ADDRESS + ":5060").from("127.0.83.2"))) {
            Call ended = client.call(spec("Ended"));
            Call torn = client.call(spec("Torn"));
            torn.talk(Duration.ofSeconds(2));
            ended.bye();
            await().atMost(Duration.ofSeconds(20)).until(this::oneIsKept);
            recorder.kill();
        }
    }

    private boolean oneIsKept() throws IOException {
        try (Stream<Path> kept = Files.list(dead.resolve("journal/kept"))) {
            return kept.anyMatch(file -> file.toString().endsWith(".journal"));
        }
    }

    private CallSpec spec(String name) {
        return CallSpec.between(
                new Party(name + " " + run, "sip:" + name + "." + run + "@example.com"), Party.named("Ben Import"));
    }

    private static String journal(String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = Node.checkout().resolve("bin/journal").toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("SOURCES_ARE_BUILT", "yes");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
