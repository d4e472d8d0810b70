package org.holdfast.connector.siprec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.holdfast.connector.api.Participant;
import org.holdfast.connector.sdp.SdpDescription;
import org.holdfast.connector.sdp.SdpParser;
import org.holdfast.connector.sdp.SdpRejected;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What each dialect of the field comes to: every {@code flows/*.flow} is played body by body, and the sessions, the people
 * and who sends which m-line are compared with what the flow expects.
 */
class FlowsTest {

    private static final Instant START = Instant.parse("2026-11-22T10:00:01Z");

    static Stream<Path> flows() throws IOException, URISyntaxException {
        Path directory = Path.of(
                Objects.requireNonNull(FlowsTest.class.getResource("/flows")).toURI());
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("flows")
    void comesToWhatIsExpected(Path flow) throws IOException, SdpRejected {
        Recorder recorder = new Recorder();
        int checks = 0;
        for (String section : Files.readString(flow).split("\n(?=== )")) {
            String content = section.substring(section.indexOf('\n') + 1);
            if (section.startsWith("== sdp")) {
                recorder.sdp(content);
            } else if (section.startsWith("== metadata")) {
                recorder.metadata(content);
            } else if (section.startsWith("== expect")) {
                checks++;
                recorder.check(content.lines().toList());
            }
        }
        assertThat(checks).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rfc-basic",
                "broadworks",
                "metaswitch",
                "oracle",
                "avaya-sbce",
                "cube",
                "ribbon",
                "audiocodes",
                "opensips-2",
                "opensips-4",
                "sems",
                "webex-transfer"
            })
    void everyVendorHasItsFlow(String vendor) throws Exception {
        assertThat(flows()).anyMatch(flow -> flow.endsWith(vendor + ".flow"));
    }

    /** The recorder as far as parsers go. */
    private static final class Recorder {

        private MetadataState state = MetadataState.empty();
        private SdpDescription offer =
                new SdpDescription(org.holdfast.connector.sdp.SdpOrigin.UNKNOWN, "", List.of(), List.of(), List.of());
        private final List<String> warnings = new ArrayList<>();
        private int minutes;

        void sdp(String sdp) throws SdpRejected {
            offer = SdpParser.parse(sdp.getBytes(UTF_8));
            assertThat(offer.acceptable()).isTrue();
        }

        void metadata(String xml) {
            ParsedMetadata parsed = MetadataParser.parse(xml.getBytes(UTF_8));
            warnings.addAll(parsed.warnings());
            RecordingMetadata metadata =
                    Objects.requireNonNull(parsed.metadata(), () -> "unread: " + parsed.warnings());
            state = state.apply(metadata, START.plusSeconds(60L * minutes));
            minutes++;
        }

        void check(List<String> expected) {
            List<String> facts = facts();
            List<String> exactly = expected.stream()
                    .filter(line -> !line.startsWith("identifier ") && !line.startsWith("warning "))
                    .toList();
            assertThat(facts).isEqualTo(exactly);
            for (String line : expected) {
                if (line.startsWith("identifier ")) {
                    assertThat(state.identifiers())
                            .extracting(id -> "identifier " + id.name() + " " + id.value())
                            .contains(line);
                }
            }
            assertThat(warnings)
                    .map(warning -> "warning " + warning)
                    .isEqualTo(expected.stream()
                            .filter(line -> line.startsWith("warning "))
                            .toList());
        }

        private List<String> facts() {
            List<String> facts = new ArrayList<>();
            for (CommunicationSession session : state.sessions()) {
                String group = session.groupId().isEmpty() ? "" : " in " + session.groupId();
                facts.add("session " + session.id() + group + (session.running() ? " running" : " stopped"));
                session.participants().forEach(participant -> facts.add("  " + fact(participant)));
            }
            for (StreamBinding binding : StreamBinding.bind(offer, state)) {
                String label = offer.media().get(binding.stream()).label();
                String people = binding.participants().isEmpty() ? "-" : String.join(" ", binding.participants());
                String hold = offer.media().get(binding.stream()).onHold() ? " on hold" : "";
                facts.add(binding.stream() + " \"" + label + "\" " + people + " by " + binding.rule() + hold);
            }
            return facts;
        }

        private static String fact(Participant participant) {
            String role = participant.role().isEmpty() ? "-" : participant.role();
            return participant.id() + " " + participant.aor() + " \"" + participant.name() + "\" " + role
                    + (participant.leftAt() == null ? " here" : " gone");
        }
    }
}
