package org.holdfast.connector.sip.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.holdfast.connector.api.DiscardedRecording;
import org.holdfast.connector.api.LiveRecording;
import org.holdfast.rulebook.Rule;
import org.holdfast.rulebook.RuleBook;
import org.holdfast.rulebook.RuleFile;
import org.holdfast.rulebook.RuleMode;
import org.holdfast.rulebook.RuleSide;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recorder by its snapshot of the rules: no database is anywhere near. The SRC's call is from alice to bob. */
@SuppressWarnings("NullAway.Init") // each test starts its recorder with rules of its own
class RecordingRulesTest {
    private static final String ADDRESS = "127.0.44.1";

    @TempDir
    Path journals;

    private TestRecorder recorder;
    private SrcSocket src;

    private void start(Rule... rules) throws IOException {
        RuleFile.write(journals.resolve(RuleFile.NAME), new RuleBook(List.of(rules)));
        startWithWhatIsThere();
    }

    private void startWithWhatIsThere() throws IOException {
        recorder = new TestRecorder(ADDRESS, journals).awaitHealthy();
        src = new SrcSocket(ADDRESS);
    }

    @AfterEach
    void stop() {
        src.close();
        recorder.close();
    }

    @Test
    void neverIsAnswered200AndNoByteOfItsMediaReachesTheDisk() throws IOException {
        start(rule("not alice", RuleMode.NEVER, "alice@*"));
        String ok = call("n1");
        assertThat(ok).startsWith("SIP/2.0 200").contains("a=recvonly");
        src.media(ok, 50, 0x5a);
        String other = src.ask(src.invite("n2", "", SrcSocket.SDP).replace("alice@", "carol@"));
        src.send(src.request("ACK", "n2", 1, SrcSocket.toTag(other), "", ""));
        src.media(other, 5, 0x33);
        await().until(() -> recorder.control().running().size() == 1
                && recorder.control().running().getFirst().packets() == 5);
        assertThat(mediaOnDisk(0x33))
                .as("the test sees media when there is some")
                .isTrue();
        assertThat(mediaOnDisk(0x5a)).isFalse();
        hangUp("n1", ok);
        await().until(() -> recorder.discarded.size() == 1);
        DiscardedRecording discarded = recorder.discarded.getFirst();
        assertThat(discarded.outcome()).isEqualTo("never");
        assertThat(discarded.rule()).isEqualTo("not alice");
        assertThat(mediaOnDisk(0x5a)).isFalse();
        assertThat(journalsThere()).isEqualTo(1); // carol's
        assertThat(recorder.metrics()).contains("holdfast_recordings_not_kept_total{outcome=\"never\"} 1");
    }

    @Test
    void aPauseAndItsEndDoNotOpenWhatARuleKeepsShut() throws IOException {
        start(rule("not alice", RuleMode.NEVER, "alice@*"));
        String ok = call("p1");
        assertThat(recorder.control().running()).isEmpty();
        assertThat(recorder.control().resume(UUID.randomUUID(), "x")).isFalse();
        String held = src.ask(src.request("INVITE", "p1", 2, SrcSocket.toTag(ok), contact(), SrcSocket.SDP));
        src.send(src.request("ACK", "p1", 2, SrcSocket.toTag(ok), "", ""));
        src.media(held, 20, 0x5a);
        hangUp("p1", ok);
        await().until(() -> recorder.discarded.size() == 1);
        assertThat(mediaOnDisk(0x5a)).isFalse();
    }

    @Test
    void onDemandIsDiscardedAtItsEndUnlessSomebodyAsks() throws IOException {
        start(rule("on demand", RuleMode.ON_DEMAND));
        String unasked = call("d1");
        src.media(unasked, 5, 0x11);
        await().until(() -> recorder.control().running().getFirst().packets() == 5);
        assertThat(recorder.control().running().getFirst().onDemand()).isTrue();
        hangUp("d1", unasked);
        await().until(() -> recorder.discarded.size() == 1);
        assertThat(recorder.discarded.getFirst().outcome()).isEqualTo("on-demand");
        assertThat(journalsThere()).isZero();

        String asked = call("d2");
        src.media(asked, 5, 0x22);
        await().until(() -> recorder.control().running().getFirst().packets() == 5);
        LiveRecording live = recorder.control().running().getFirst();
        assertThat(recorder.control().keep(live.recordingId(), "eve")).isTrue();
        assertThat(recorder.control().keep(live.recordingId(), "eve"))
                .as("again")
                .isTrue();
        assertThat(recorder.control().keep(UUID.randomUUID(), "eve")).isFalse();
        assertThat(recorder.control().running().getFirst().onDemand()).isFalse();
        hangUp("d2", asked);
        assertThat(recorder.awaitSealed(1).recordingId()).isEqualTo(live.recordingId());
        assertThat(recorder.discarded).hasSize(1);
    }

    @Test
    void whatWasDecidedAndAskedForStandsAfterARestart() throws IOException {
        start(rule("not alice", RuleMode.NEVER, "alice@*"), rule("on demand", RuleMode.ON_DEMAND));
        String never = call("r1");
        String asked = src.ask(src.invite("r2", "", SrcSocket.SDP).replace("alice@", "carol@"));
        src.send(src.request("ACK", "r2", 1, SrcSocket.toTag(asked), "", ""));
        await().until(() -> recorder.control().running().size() == 1);
        UUID kept = recorder.control().running().getFirst().recordingId();
        assertThat(recorder.control().keep(kept, "eve")).isTrue();
        recorder.stop();
        RuleFile.write(journals.resolve(RuleFile.NAME), RuleBook.EMPTY);
        recorder = new TestRecorder(ADDRESS, journals).awaitHealthy();
        assertThat(recorder.control().running())
                .singleElement()
                .satisfies(live -> assertThat(live.onDemand()).isFalse());
        src.media(never, 20, 0x5a);
        src.media(asked, 5, 0x33);
        await().until(() -> recorder.control().running().getFirst().packets() == 5);
        hangUp("r1", never);
        await().until(() -> recorder.discarded.size() == 1);
        assertThat(mediaOnDisk(0x5a)).isFalse();
        hangUp("r2", asked);
        assertThat(recorder.awaitSealed(1).recordingId()).isEqualTo(kept);
    }

    @Test
    void withoutRulesOrWithBrokenOnesEveryCallIsRecordedAndNewOnesAreTakenUpAsTheyCome() throws IOException {
        Files.writeString(journals.resolve(RuleFile.NAME), "holdfast-rules 1\nrule half");
        startWithWhatIsThere();
        String ok = call("b1");
        assertThat(recorder.control().running()).hasSize(1);
        hangUp("b1", ok);
        recorder.awaitSealed(1);
        RuleFile.write(journals.resolve(RuleFile.NAME), new RuleBook(List.of(rule("none", RuleMode.NEVER))));
        await().until(() -> recorder.rules() == 1);
        call("b2");
        assertThat(recorder.control().running()).isEmpty();
        Files.delete(journals.resolve(RuleFile.NAME));
        await().until(() -> !Files.exists(journals.resolve(RuleFile.NAME)));
        call("b3");
        assertThat(recorder.control().running()).as("what was read last holds").isEmpty();
    }

    @Test
    void aTrunkIsWhereTheInviteCameFrom() throws IOException {
        Rule.Conditions trunk =
                new Rule.Conditions(RuleSide.ANY, List.of(), Set.of(), Set.of(), List.of("127.0.44.0/24"));
        start(new Rule(UUID.randomUUID(), "loopback", RuleMode.NEVER, 0, trunk));
        call("t1");
        assertThat(recorder.control().running()).isEmpty();
    }

    private String call(String callId) throws IOException {
        String ok = src.ask(src.invite(callId, "", SrcSocket.SDP));
        src.send(src.request("ACK", callId, 1, SrcSocket.toTag(ok), "", ""));
        return ok;
    }

    private void hangUp(String callId, String ok) throws IOException {
        assertThat(src.ask(src.request("BYE", callId, 9, SrcSocket.toTag(ok), "", "")))
                .startsWith("SIP/2.0 200");
    }

    private static String contact() {
        return "Contact: <sip:src@" + ADDRESS + ":9>\r\n";
    }

    private static Rule rule(String name, RuleMode mode, String... numbers) {
        return new Rule(
                UUID.randomUUID(),
                name,
                mode,
                0,
                new Rule.Conditions(RuleSide.ANY, List.of(numbers), Set.of(), Set.of(), List.of()));
    }

    private long journalsThere() throws IOException {
        try (Stream<Path> files = Files.walk(journals)) {
            return files.filter(file -> file.toString().endsWith(".journal")).count();
        }
    }

    /** Whether any file under the journal directory holds a payload of this value. */
    private boolean mediaOnDisk(int value) throws IOException {
        byte[] payload = new byte[100];
        Arrays.fill(payload, (byte) value);
        String wanted = new String(payload, StandardCharsets.ISO_8859_1);
        List<Path> files;
        try (Stream<Path> found = Files.walk(journals)) {
            files = found.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            try {
                byte[] bytes = Files.readAllBytes(file);
                if (new String(ByteBuffer.wrap(bytes).array(), StandardCharsets.ISO_8859_1).contains(wanted)) {
                    return true;
                }
            } catch (NoSuchFileException moved) {
                return mediaOnDisk(value);
            }
        }
        return false;
    }
}
