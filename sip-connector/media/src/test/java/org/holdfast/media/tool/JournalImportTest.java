package org.holdfast.media.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.holdfast.media.journal.DirectoryLock;
import org.holdfast.media.journal.JournalDirectory;
import org.holdfast.media.journal.JournalReader;
import org.holdfast.media.journal.JournalVisitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dead node's directory: one journal acknowledged, one waiting, one torn in a call. */
class JournalImportTest {
    @TempDir
    Path temp;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private Path rescued;
    private JournalDirectory node;

    @BeforeEach
    void leaveBehind() throws IOException {
        rescued = temp.resolve("rescued");
        node = JournalDirectory.open(temp.resolve("node"));
        try (ToolFixture fixture = new ToolFixture(rescued)) {
            fixture.sealed(1);
            fixture.directory.acknowledge(ToolFixture.name(1));
            fixture.sealed(2);
            fixture.torn(3);
        }
    }

    private int run(String... arguments) {
        said.reset();
        return JournalTool.run(new PrintStream(said, true, StandardCharsets.UTF_8), arguments);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private int importThem() {
        return run("import", rescued.toString(), temp.resolve("node").toString());
    }

    private static Map<String, Long> files(Path directory) throws IOException {
        Map<String, Long> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                found.put(directory.relativize(file).toString(), Files.size(file));
            }
        }
        return found;
    }

    @Test
    void takesAllOfThemIntoTheOutboxOnceAndLeavesTheRescuedAsTheyWere() throws IOException {
        Map<String, Long> before = files(rescued);

        assertThat(importThem()).as(said()).isZero();

        assertThat(said()).contains("3 journals imported, 0 were there already, 0 not imported");
        assertThat(node.awaitingAcknowledgement()).hasSize(3);
        for (Path journal : node.awaitingAcknowledgement()) {
            JournalReader.ReadResult read = JournalReader.read(journal, JournalVisitor.NOTHING);
            assertThat(read.sealed()).isTrue();
            assertThat(read.damage()).isEmpty();
        }
        assertThat(files(rescued)).isEqualTo(before);
        assertThat(node.leftOver()).isEmpty();

        node.acknowledge(ToolFixture.name(2));
        assertThat(importThem()).isZero();
        assertThat(said()).contains("0 journals imported, 3 were there already");
        assertThat(node.awaitingAcknowledgement()).hasSize(2);
    }

    @Test
    void overwritesNothingAndSaysWhatItLeftOut() throws IOException {
        Path other = Files.writeString(node.sealed().resolve(ToolFixture.name(2)), "something else");
        Files.writeString(rescued.resolve("sealed").resolve(ToolFixture.name(9)), "no journal at all");

        assertThat(importThem()).isEqualTo(1);

        assertThat(said())
                .contains(ToolFixture.name(2) + ": not imported", "another journal of the same session")
                .contains(ToolFixture.name(9) + ": not imported")
                .contains("2 journals imported, 0 were there already, 2 not imported");
        assertThat(other).hasContent("something else");
    }

    @Test
    void goesOnWhereABrokenOffImportStopped() throws IOException {
        Path staging = Files.createDirectories(temp.resolve("node/importing/capturing"));
        Files.writeString(staging.resolve(ToolFixture.name(3)), "half a copy");

        assertThat(importThem()).as(said()).isZero();
        assertThat(node.awaitingAcknowledgement()).hasSize(3);
    }

    @Test
    void refusesWhatCannotBeMeant() throws IOException {
        String nowhere = temp.resolve("nowhere").toString();
        assertThat(run("import", nowhere, temp.resolve("node").toString())).isEqualTo(2);
        assertThat(said()).contains("is no journal directory");
        assertThat(temp.resolve("nowhere")).doesNotExist();
        assertThat(run("import", rescued.toString(), rescued.toString())).isEqualTo(2);

        DirectoryLock recorder = new DirectoryLock();
        recorder.hold(rescued);
        assertThat(importThem()).isEqualTo(2);
        assertThat(said()).contains("a recorder that runs holds");
        assertThat(run("recover", rescued.toString())).isEqualTo(2);
        recorder.release();
        assertThat(importThem()).isZero();
    }

    @Test
    void recoversInPlaceAsARecorderWould() throws IOException {
        assertThat(run("recover", rescued.toString())).as(said()).isZero();
        assertThat(said()).contains(ToolFixture.name(3) + ": ended at", "1 journals recovered");
        assertThat(rescued.resolve("sealed").resolve(ToolFixture.name(3))).isRegularFile();
        assertThat(run("recover", rescued.toString())).isZero();

        Files.writeString(rescued.resolve("capturing").resolve(ToolFixture.name(8)), "nothing");
        assertThat(run("recover", rescued.toString())).isEqualTo(1);
        assertThat(said()).contains("now in quarantine/");
    }

    @Test
    void exportsSoundMetadataAndBodiesOfSoundAndTornJournals() throws IOException {
        Path to = temp.resolve("exported");

        assertThat(run("export", rescued.toString(), to.toString())).as(said()).isEqualTo(1); // one is torn

        for (int number = 1; number <= 3; number++) {
            Path session = to.resolve(ToolFixture.session(number).toString());
            Path wav = session.resolve(ToolFixture.recording(number).toString()).resolve("audio.wav");
            assertThat(wav).isRegularFile();
            assertThat(Files.size(wav)).isBetween(15_000L, 17_000L);
            assertThat(session.resolve("bodies/001-INVITE")).hasContent("v=0\r\n");
            assertThat(session.resolve("metadata.json"))
                    .content()
                    .contains("\"endCause\": \"" + (number == 3 ? "CRASH" : "BYE"), "Ann \\u0022the\\u0022 caller");
        }
        assertThat(run("export", rescued.toString(), to.toString())).isEqualTo(1);
        assertThat(said()).contains("is there already");
    }
}
