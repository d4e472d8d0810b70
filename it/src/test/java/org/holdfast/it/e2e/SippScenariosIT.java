package org.holdfast.it.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.holdfast.it.Node;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A SIP stack that is not ours plays the SRC: SIPp, Debian's package sip-tester. */
class SippScenariosIT {
    private final Node node = Node.shared();
    private final Rest rest = Rest.of(node);
    private final String run = Names.fresh();

    @TempDir
    private Path directory = Path.of("");

    static Stream<Arguments> scenarios() {
        return Stream.of("u1", "t1")
                .flatMap(transport -> Stream.of(
                        Arguments.of("basic", transport, List.of("Nora", "Omar")),
                        Arguments.of("hold", transport, List.of("Nora", "Omar")),
                        Arguments.of("transfer", transport, List.of("Nora", "Omar", "Petra")),
                        Arguments.of("update", transport, List.of("Nora", "Oscar"))));
    }

    @ParameterizedTest(name = "{0} over {1}")
    @MethodSource("scenarios")
    void sippIsRecordedToo(String scenario, String transport, List<String> names) throws Exception {
        play(scenario, transport);
        JsonObject recording = rest.finalised(run);
        assertThat(recording.getJsonArray("participants").getValuesAs(JsonObject.class))
                .extracting(party -> party.getString("name"))
                .containsExactlyInAnyOrderElementsOf(
                        names.stream().map(name -> name + " " + run).toList());
    }

    private void play(String scenario, String transport) throws IOException, InterruptedException, URISyntaxException {
        URL file = Objects.requireNonNull(getClass().getResource("/sipp/" + scenario + ".xml"));
        Path errors = directory.resolve("errors");
        Path output = directory.resolve("output");
        List<String> command = List.of(
                "sipp",
                node.address() + ":" + node.sipPort(),
                "-sf",
                Path.of(file.toURI()).toString(),
                "-i",
                "127.0.80.31",
                "-bind_local",
                "-t",
                transport,
                "-m",
                "1",
                "-d",
                "400",
                "-key",
                "run",
                run,
                "-recv_timeout",
                "8000",
                "-nostdin",
                "-trace_err",
                "-error_file",
                errors.toString());
        Process sipp = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(sipp.waitFor(30, TimeUnit.SECONDS))
                    .as("sipp came to an end")
                    .isTrue();
            String why = Files.exists(errors) ? Files.readString(errors) : Files.readString(output);
            assertThat(sipp.exitValue()).as(why).isZero();
        } finally {
            sipp.destroyForcibly();
        }
    }
}
