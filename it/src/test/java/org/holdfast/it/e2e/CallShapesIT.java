package org.holdfast.it.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.holdfast.it.Node;
import org.holdfast.src.Call;
import org.holdfast.src.CallSpec;
import org.holdfast.src.ClientSettings;
import org.holdfast.src.RecordingClient;
import org.holdfast.src.rtp.Audio;
import org.holdfast.src.siprec.Dialect;
import org.holdfast.src.siprec.Direction;
import org.holdfast.src.siprec.Party;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of every shape the field has: transfers, holds, pauses, silence, one line, late metadata, all dialects, TCP. */
class CallShapesIT {
    private static final Duration PART = Duration.ofMillis(1_200);

    private final Node node = Node.shared();
    private final Rest rest = Rest.of(node);
    private final String run = Names.fresh();

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void aTransferBringsAThirdPartyAndAThirdChannel(String transport) throws Exception {
        try (RecordingClient client = client(transport)) {
            Call call = client.call(CallSpec.between(party("Ada"), party("Bo")));
            call.talk(PART);
            call.transfer(1, party("Cy"), Audio.tone(1_500));
            call.talk(PART);
            call.bye();
        }
        JsonObject recording = rest.finalised(run);
        assertThat(Names.byChannel(recording).values())
                .containsExactlyInAnyOrder("Ada " + run, "Bo " + run, "Cy " + run);
        int third = channelOf(recording, "Cy " + run);
        Wav wav = rest.wav(recording);
        int onset = wav.loudFrom(third, 0).orElseThrow();
        assertThat(onset).isBetween(1_000, 2_000);
        assertThat(wav.share(third, onset + 20, 500, 1_500)).isGreaterThan(0.9);
        assertThat(wav.loudFrom(channelOf(recording, "Bo " + run), onset + 100)).isEmpty();
    }

    @Test
    void aHoldIsAGapOfItsLengthOnBothChannels() throws Exception {
        try (RecordingClient client = client("udp")) {
            Call call = client.call(CallSpec.between(party("Ada"), party("Bo")));
            call.talk(PART);
            call.hold();
            call.talk(PART);
            call.resume();
            call.talk(PART);
            call.bye();
        }
        JsonObject recording = rest.finalised(run);
        assertThat(recording.getString("verdict")).isEqualToIgnoringCase("complete");
        assertThat(gaps(recording, "hold")).hasSize(2).allSatisfy(gap -> {
            assertThat(gap.getInt("durationMs")).isCloseTo(1_200, within(150));
            assertThat(gap.getInt("offsetMs")).isCloseTo(1_200, within(150));
        });
        assertThat(rest.wav(recording).loudFrom(0, 1_400).orElseThrow()).isCloseTo(2_400, within(150));
    }

    @Test
    void aPauseByTheSrcWithSdpAloneKeepsTheNames() throws Exception {
        try (RecordingClient client = client("udp")) {
            Call call = client.call(CallSpec.between(party("Ada"), party("Bo")));
            call.talk(PART);
            call.pause(Direction.INACTIVE);
            call.talk(PART);
            call.pause(Direction.SENDONLY);
            call.talk(PART);
            call.bye();
        }
        JsonObject recording = rest.finalised(run);
        assertThat(Names.byChannel(recording)).hasSize(2).containsEntry(0, "Ada " + run);
        assertThat(gaps(recording, "hold")).isNotEmpty();
    }

    @Test
    void noByteOfAPausedSpanIsKept() throws Exception {
        try (RecordingClient client = client("udp")) {
            Call call = client.call(CallSpec.between(party("Ada"), party("Bo")));
            JsonObject live = rest.live(run);
            call.talk(PART);
            rest.pause(live);
            call.talk(PART);
            rest.resume(live);
            call.talk(PART);
            call.bye();
        }
        JsonObject recording = rest.finalised(run);
        List<JsonObject> gaps = gaps(recording, "pause");
        assertThat(gaps).isNotEmpty();
        JsonObject pause = gaps.getFirst();
        assertThat(pause.getInt("durationMs")).isCloseTo(1_200, within(300));
        Wav wav = rest.wav(recording);
        int middle = pause.getInt("offsetMs") + 100;
        int heardAgain = wav.loudFrom(0, middle).orElseThrow();
        assertThat(heardAgain).isGreaterThan(pause.getInt("offsetMs") + pause.getInt("durationMs") - 100);
    }

    @Test
    void aSilentCallIsCalledSilent() throws Exception {
        play(CallSpec.between(party("Ada"), party("Bo")).speaking(Audio.silence(), Audio.silence()));
        assertThat(rest.finalised(run).getString("verdict")).isEqualToIgnoringCase("silent");
    }

    @Test
    void aCallWithOneLegDeadIsCalledOneSided() throws Exception {
        play(CallSpec.between(party("Ada"), party("Bo")).speaking(Audio.tone(440), Audio.nothing()));
        JsonObject recording = rest.finalised(run);
        assertThat(recording.getString("verdict").replace('_', '-')).isEqualToIgnoringCase("one-sided");
        assertThat(rest.wav(recording).share(0, 300, 500, 440)).isGreaterThan(0.9);
    }

    @Test
    void aCallWithoutAnyPacketHasNoMedia() throws Exception {
        play(CallSpec.between(party("Ada"), party("Bo")).speaking(Audio.nothing(), Audio.nothing()));
        assertThat(rest.finalised(run).getString("verdict").replace('_', '-')).isEqualToIgnoringCase("no-media");
    }

    @Test
    void aMixedLineIsOneChannelWithBothNames() throws Exception {
        play(CallSpec.between(party("Ada"), party("Bo"))
                .speaking(Audio.tone(440))
                .mixed());
        JsonObject recording = rest.finalised(run);
        assertThat(recording.getJsonArray("participants")).hasSize(2);
        Wav wav = rest.wav(recording);
        assertThat(wav.channels()).hasNumberOfRows(1);
        assertThat(wav.share(0, 300, 500, 440)).isGreaterThan(0.9);
    }

    @Test
    void metadataThatComesLateFillsTheNamesIn() throws Exception {
        try (RecordingClient client = client("udp")) {
            Call call = client.call(CallSpec.between(party("Ada"), party("Bo")).metadataLater());
            call.talk(PART);
            call.reinviteWithMetadata();
            call.talk(PART);
            call.bye();
        }
        JsonObject recording = rest.finalised(run);
        assertThat(names(recording)).contains("Ada " + run, "Bo " + run);
        assertThat(rest.wav(recording).loudFrom(0, 0).orElseThrow()).isLessThan(300);
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void anUpdateWithMetadataAloneRenamesAndLosesNoMedia(String transport) throws Exception {
        try (RecordingClient client = client(transport)) {
            Call call = client.call(CallSpec.between(party("Ada"), party("Bo")));
            call.talk(PART);
            call.rename(1, "Robert " + run);
            call.talk(PART);
            call.bye();
        }
        JsonObject recording = rest.finalised("Robert " + run);
        assertThat(recording.getString("verdict")).isEqualToIgnoringCase("complete");
        assertThat(names(recording)).contains("Ada " + run, "Robert " + run);
        assertThat(rest.list(recording, "gaps")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Dialect.class,
            names = {"CISCO_BIB", "CISCO_CUBE"},
            mode = EnumSource.Mode.EXCLUDE)
    void everyDialectWithMetadataIsRecordedUnderItsNames(Dialect dialect) throws Exception {
        play(CallSpec.between(party("Åsa"), party("山田")).in(dialect));
        JsonObject recording = rest.finalised(run);
        assertThat(names(recording)).contains("Åsa " + run, "山田 " + run);
        assertThat(rest.wav(recording).loudFrom(0, 0)).isPresent();
    }

    @Test
    void headersNameThePartiesWhereThereIsNoMetadata() throws Exception {
        play(CallSpec.between(
                        new Party("Ada", "sip:" + run + "a@example.com"),
                        new Party("Bo", "sip:" + run + "b@example.com"))
                .in(Dialect.CISCO_CUBE));
        assertThat(rest.wav(rest.finalised(run)).loudFrom(0, 0)).isPresent();
    }

    @Test
    void anOfferlessInviteIsRecordedFromTheAnswerInAck() throws Exception {
        CallSpec spec = CallSpec.between(
                new Party("Ada", "sip:" + run + "near@example.com"), new Party("Bo", "sip:" + run + "far@example.com"));
        try (RecordingClient client = client("udp")) {
            Call near = client.call(spec.in(Dialect.CISCO_BIB).legs().getFirst());
            near.talk(PART);
            near.bye();
        }
        assertThat(rest.wav(rest.finalised(run)).loudFrom(0, 0)).isPresent();
    }

    private void play(CallSpec spec) throws Exception {
        try (RecordingClient client = client("udp")) {
            Call call = client.call(spec);
            call.talk(PART);
            call.bye();
        }
    }

    private RecordingClient client(String transport) throws Exception {
        return RecordingClient.open(
                ClientSettings.to(node.sipAddress() + ";transport=" + transport).from("127.0.80.13"));
    }

    private List<JsonObject> gaps(JsonObject recording, String cause) {
        return rest.list(recording, "gaps").stream()
                .filter(gap -> gap.getString("cause").equalsIgnoreCase(cause))
                .toList();
    }

    private static String names(JsonObject recording) {
        return recording.getJsonArray("participants").getValuesAs(JsonObject.class).stream()
                .map(party -> party.getString("name"))
                .collect(Collectors.joining(", "));
    }

    private static int channelOf(JsonObject recording, String name) {
        return Names.byChannel(recording).entrySet().stream()
                .filter(entry -> entry.getValue().equals(name))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private Party party(String name) {
        return new Party(name + " " + run, Party.named(name + " " + run).aor());
    }
}
