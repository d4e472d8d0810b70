package org.holdfast.media.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.holdfast.media.simulation.SimulatedCall.RECORDING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.holdfast.media.codec.CodecProcesses;
import org.holdfast.media.codec.G711;
import org.holdfast.media.journal.JournalEntry.GapKnown;
import org.holdfast.media.journal.JournalEntry.HoldChanged;
import org.holdfast.media.journal.JournalEntry.PauseChanged;
import org.holdfast.media.journal.JournalEntry.RecordingEnded;
import org.holdfast.media.journal.JournalEntry.RecordingStarted;
import org.holdfast.media.simulation.Sender;
import org.holdfast.media.simulation.SimulatedCall;
import org.holdfast.media.simulation.Tones;
import org.holdfast.media.simulation.Wav;
import org.holdfast.media.timeline.Gap;
import org.holdfast.media.timeline.TimelineEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingRendererTest {
    @TempDir
    Path directory;

    private RenderedRecording render(SimulatedCall call) throws IOException {
        try (CodecProcesses processes = new CodecProcesses(directory.resolve("codecs"))) {
            return new RecordingRenderer(processes).render(RECORDING, call, directory);
        }
    }

    private Wav wav() throws IOException {
        return Wav.read(directory.resolve("audio.wav"));
    }

    /** Frame number n of a stream as 160 code words no other frame has. */
    private static byte[] frame(int stream, int number) {
        byte[] codes = new byte[160];
        new Random(1000L * stream + number).nextBytes(codes);
        return codes;
    }

    private static short[] pcm(byte[] codes) {
        short[] samples = new short[codes.length];
        for (int i = 0; i < codes.length; i++) {
            samples[i] = G711.fromMuLaw(codes[i]);
        }
        return samples;
    }

    private static void assertFrame(Wav wav, int channel, int at, byte[] expected) {
        assertThat(Arrays.copyOfRange(wav.channels()[channel], at, at + 160)).isEqualTo(pcm(expected));
    }

    @Test
    void isSampleExactAcrossWrapJitterReorderAndDuplicates() throws IOException {
        SimulatedCall call = SimulatedCall.ofTwo();
        Random random = new Random(7);
        for (int stream = 0; stream < 2; stream++) {
            Sender sender = new Sender(call, stream);
            for (int number = 0; number < 500; number++) {
                byte[] packet = sender.next(frame(stream, number), number == 0);
                double jitter = number == 0 ? 0 : random.nextDouble() * 60; // reorders, for packets are 20 ms apart
                call.datagram(stream, false, number * 20 + jitter, packet);
                if (number % 50 == 7) {
                    call.datagram(stream, false, number * 20 + 70, packet);
                }
            }
        }
        RenderedRecording rendered = render(call.ended(10_100));
        Wav wav = wav();
        assertThat(wav.frames()).isEqualTo(80_000);
        for (int stream = 0; stream < 2; stream++) {
            for (int number = 0; number < 500; number++) {
                assertFrame(wav, stream, number * 160, frame(stream, number));
            }
        }
        assertThat(rendered.gaps()).isEmpty();
        assertThat(rendered.lanes())
                .extracting(lane -> lane.participants())
                .containsExactly(List.of("alice"), List.of("bob"));
    }

    @Test
    void leavesLostPacketsSilentAndSaysSo() throws IOException {
        SimulatedCall call = SimulatedCall.ofTwo();
        Sender sender = new Sender(call, 0);
        for (int number = 0; number < 100; number++) {
            if (number >= 40 && number < 45) {
                sender.lose(frame(0, number));
            } else {
                sender.send(number * 20, frame(0, number));
            }
        }
        RenderedRecording rendered = render(call.ended(2000));
        assertThat(rendered.gaps())
                .containsExactly(new Gap(0, Duration.ofMillis(800), Duration.ofMillis(900), Gap.Cause.LOSS));
        assertThat(rendered.lanes().getFirst().lost()).isEqualTo(5);
        Wav wav = wav();
        assertFrame(wav, 0, 39 * 160, frame(0, 39));
        assertThat(Arrays.copyOfRange(wav.channels()[0], 40 * 160, 45 * 160)).containsOnly(0);
        assertFrame(wav, 0, 45 * 160, frame(0, 45));
    }

    @Test
    void hearsEachParticipantOnItsOwnChannelAtItsTime() throws IOException {
        SimulatedCall call = SimulatedCall.ofTwo();
        new Sender(call, 0).tone(440, 40, 2000);
        new Sender(call, 1).tone(1000, 740, 2000);
        render(call.ended(2000));
        Wav wav = wav();
        assertThat(Tones.onset(wav.channels()[0], 440, 8000)).isBetween(0, 20);
        assertThat(Tones.onset(wav.channels()[1], 1000, 8000)).isBetween(680, 720);
        assertThat(Tones.onset(wav.channels()[0], 1000, 8000)).isEqualTo(-1);
        assertThat(Tones.onset(wav.channels()[1], 440, 8000)).isEqualTo(-1);
    }

    @Test
    void keepsTimeThroughSilenceSuppression() throws IOException {
        SimulatedCall call = SimulatedCall.ofTwo();
        Random random = new Random(3);
        Sender sender = new Sender(call, 0);
        for (long second = 0; second < 600; second++) {
            boolean speaks = second % 2 == 0;
            for (int packet = 0; speaks && packet < 50; packet++) {
                double jitter = random.nextDouble() * 30;
                sender.send(second * 1000 + packet * 20 + jitter, Tones.muLaw(440, packet * 160, 160));
            }
            if (!speaks) {
                sender.silence(1000);
            }
        }
        sender.send(600_000, Tones.muLaw(1000, 0, 160));
        RenderedRecording rendered = render(call.ended(600_020));
        assertThat(rendered.length().toMillis()).isCloseTo(600_020, within(20L));
        assertThat(rendered.gaps()).isEmpty();
        short[] samples = wav().channels()[0];
        assertThat(Tones.amplitude(samples, samples.length - 160, 160, 1000, 8000))
                .isGreaterThan(7000);
        assertThat(Tones.amplitude(samples, 599 * 8000 + 100, 7000, 440, 8000)).isLessThan(10);
    }

    @Test
    void goesOnWithoutASeamWhenTheSsrcChanges() throws IOException {
        SimulatedCall call = SimulatedCall.ofTwo();
        Sender sender = new Sender(call, 0);
        for (int number = 0; number < 100; number++) {
            if (number == 50) {
                sender.ssrc(0x777).jumpSequence(20_000).jumpTimestamp(1_000_000_000);
            }
            sender.send(number * 20 + (number % 3), frame(0, number));
        }
        render(call.ended(2000));
        Wav wav = wav();
        assertThat(wav.frames()).isEqualTo(16_000);
        for (int number = 0; number < 100; number++) {
            assertFrame(wav, 0, number * 160, frame(0, number));
        }
    }

    @Test
    void placesByArrivalWhatComesAfterASenderStoodStill() throws IOException {
        SimulatedCall call = SimulatedCall.ofTwo();
        Sender sender = new Sender(call, 0);
        sender.tone(440, 0, 2000);
        sender.tone(1000, 7000, 12_000); // timestamps go on as if nothing had been
        new Sender(call, 1).tone(600, 0, 12_000);
        render(call.ended(12_000));
        Wav wav = wav();
        assertThat(Tones.onset(wav.channels()[0], 1000, 8000)).isBetween(6980, 7020);
        assertThat(wav.seconds()).isCloseTo(12, within(0.02));
    }

    @Test
    void isNotMisledByANetworkThatStoodStill() throws IOException {
        SimulatedCall call = SimulatedCall.ofTwo();
        Sender sender = new Sender(call, 0);
        for (int number = 0; number < 500; number++) {
            boolean stuck = number >= 100 && number < 200; // 2 s of packets come at once
            sender.send(stuck ? 4000 + (number - 100) * 0.1 : number * 20, frame(0, number));
        }
        render(call.ended(10_000));
        Wav wav = wav();
        assertThat(wav.frames()).isEqualTo(80_000);
        for (int number = 0; number < 500; number++) {
            assertFrame(wav, 0, number * 160, frame(0, number));
        }
    }

    @Test
    void followsATimestampJump() throws IOException {
        SimulatedCall call = SimulatedCall.ofTwo();
        Sender sender = new Sender(call, 0);
        sender.tone(440, 0, 1000);
        sender.jumpTimestamp(123_456_789);
        sender.tone(1000, 1000, 2000);
        render(call.ended(2000));
        assertThat(wav().frames()).isEqualTo(16_000);
        assertThat(Tones.onset(wav().channels()[0], 1000, 8000)).isBetween(980, 1020);
    }

    @Test
    void keepsTwoStreamsTogetherThoughOneClockDrifts() throws IOException {
        SimulatedCall call = SimulatedCall.ofTwo();
        new Sender(call, 0).clockError(200e-6).tone(440, 0, 1_200_000);
        new Sender(call, 0).payloadType(0, 160);
        Sender late = new Sender(call, 0).ssrc(5);
        late.tone(1000, 1_200_300, 1_200_400);
        new Sender(call, 1).tone(440, 0, 1_200_000);
        render(call.ended(1_200_400));
        short[] drifting = wav().channels()[0];
        // 240 ms of drift: the last of the drifting tone ends where its packets arrived
        assertThat(Tones.amplitude(drifting, (int) (8 * 1_200_180L), 160, 440, 8000))
                .isGreaterThan(6000);
        assertThat(Tones.amplitude(drifting, (int) (8 * 1_200_270L), 160, 440, 8000))
                .isLessThan(100);
    }

    @Test
    void namesHoldPauseAndRestartAsGaps() throws IOException {
        SimulatedCall call = SimulatedCall.ofTwo();
        Sender alice = new Sender(call, 0);
        alice.tone(440, 0, 2000).silence(2000).tone(440, 4000, 6000);
        Sender bob = new Sender(call, 1);
        bob.tone(1000, 0, 5000);
        for (int lost = 0; lost < 25; lost++) {
            bob.lose(new byte[160]);
        }
        bob.tone(1000, 5500, 6000);
        call.with(new HoldChanged(SimulatedCall.at(2000), 0, true));
        call.with(new HoldChanged(SimulatedCall.at(4000), 0, false));
        call.with(new PauseChanged(SimulatedCall.at(5005), true, "admin"));
        call.with(new PauseChanged(SimulatedCall.at(5495), false, "admin"));
        call.with(new GapKnown(SimulatedCall.at(8000), SimulatedCall.at(9000), "restart"));
        RenderedRecording rendered = render(call.ended(10_000));
        assertThat(rendered.gaps())
                .contains(new Gap(0, Duration.ofMillis(2000), Duration.ofMillis(4000), Gap.Cause.HOLD))
                .contains(new Gap(1, Duration.ofMillis(5000), Duration.ofMillis(5500), Gap.Cause.PAUSE))
                .contains(new Gap(0, Duration.ofMillis(8000), Duration.ofMillis(9000), Gap.Cause.RESTART))
                .noneMatch(gap -> gap.cause() == Gap.Cause.LOSS);
        assertThat(rendered.lanes().get(1).lost()).isZero();
        assertThat(rendered.events())
                .extracting(TimelineEvent::kind)
                .contains(TimelineEvent.Kind.HOLD, TimelineEvent.Kind.PAUSED, TimelineEvent.Kind.RESUMED);
    }

    @Test
    void aRestartIsTheSameGapOnAllLanesThoughTheirLastAndFirstPacketsLieApart() throws IOException {
        SimulatedCall call = SimulatedCall.ofTwo();
        Sender alice = new Sender(call, 0);
        Sender bob = new Sender(call, 1);
        alice.tone(440, 0, 4980);
        bob.tone(1000, 7, 5007);
        for (int lost = 0; lost < 51; lost++) {
            alice.lose(new byte[160]);
        }
        for (int lost = 0; lost < 48; lost++) {
            bob.lose(new byte[160]);
        }
        alice.tone(440, 6000, 8000);
        bob.tone(1000, 5967, 7967);
        call.with(new GapKnown(SimulatedCall.at(5100), SimulatedCall.at(5960), "RESTART"));
        RenderedRecording rendered = render(call.ended(8000));
        assertThat(rendered.gaps())
                .containsExactly(
                        new Gap(0, Duration.ofMillis(4980), Duration.ofMillis(6000), Gap.Cause.RESTART),
                        new Gap(1, Duration.ofMillis(4980), Duration.ofMillis(6000), Gap.Cause.RESTART));
    }

    @Test
    void aLaneThatMissedMoreThanARestartKeepsItsOwnGap() throws IOException {
        SimulatedCall call = SimulatedCall.ofTwo();
        Sender alice = new Sender(call, 0).tone(440, 0, 5000);
        Sender bob = new Sender(call, 1).tone(1000, 0, 5000);
        for (int lost = 0; lost < 50; lost++) {
            alice.lose(new byte[160]);
        }
        for (int lost = 0; lost < 100; lost++) {
            bob.lose(new byte[160]);
        }
        alice.tone(440, 6000, 8000);
        bob.tone(1000, 7000, 8000);
        call.with(new GapKnown(SimulatedCall.at(5000), SimulatedCall.at(6000), "RESTART"));
        assertThat(render(call.ended(8000)).gaps())
                .containsExactly(
                        new Gap(0, Duration.ofMillis(5000), Duration.ofMillis(6000), Gap.Cause.RESTART),
                        new Gap(1, Duration.ofMillis(5000), Duration.ofMillis(7000), Gap.Cause.RESTART));
    }

    @Test
    void beginsALaneWhereATransferBringsSomebodyNew() throws IOException {
        SimulatedCall call = SimulatedCall.ofTwo();
        new Sender(call, 0).tone(440, 0, 4000);
        new Sender(call, 1).tone(1000, 0, 2000).tone(600, 2000, 4000);
        call.participant(2000, "carol").bound(2000, 1, "carol");
        RenderedRecording rendered = render(call.ended(4000));
        assertThat(rendered.lanes())
                .extracting(lane -> lane.participants())
                .containsExactly(List.of("alice"), List.of("bob"), List.of("carol"));
        Wav wav = wav();
        assertThat(Tones.onset(wav.channels()[2], 600, 8000)).isBetween(1980, 2020);
        assertThat(Tones.onset(wav.channels()[1], 600, 8000)).isEqualTo(-1);
    }

    @Test
    void cutsTwoRecordingsOfOneJournal() throws IOException {
        SimulatedCall call = new SimulatedCall();
        call.stream(0, SimulatedCall.PCMU).bound(0, 0, "alice", "bob");
        call.with(new RecordingEnded(SimulatedCall.at(3000), RECORDING, "SESSION_STOPPED"));
        call.with(new RecordingStarted(SimulatedCall.at(3000), java.util.UUID.randomUUID(), "cs-2", ""));
        new Sender(call, 0).tone(440, 0, 6000);
        RenderedRecording rendered = render(call);
        assertThat(rendered.length()).isEqualTo(Duration.ofSeconds(3));
        assertThat(rendered.endCause()).isEqualTo("SESSION_STOPPED");
        assertThat(rendered.lanes()).hasSize(1);
    }

    @Test
    void writesNothingWhenNoMediaCame() throws IOException {
        RenderedRecording rendered = render(SimulatedCall.ofTwo().ended(5000));
        assertThat(rendered.files()).isEmpty();
        assertThat(rendered.lanes()).hasSize(2);
        assertThat(directory.resolve("audio.wav")).doesNotExist();
    }

    @Test
    void takesNoHarmFromGarbage() throws IOException {
        SimulatedCall call = SimulatedCall.ofTwo();
        Random random = new Random(11);
        for (int i = 0; i < 5000; i++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            if (noise.length > 0 && random.nextBoolean()) {
                noise[0] = (byte) 0x80;
            }
            call.datagram(random.nextInt(4), random.nextBoolean(), random.nextInt(5000), noise);
        }
        Sender alice = new Sender(call, 0);
        for (int number = 0; number < 250; number++) {
            alice.send(number * 20, Tones.muLaw(440, number * 160, 160));
        }
        RenderedRecording rendered = render(call.ended(5000));
        assertThat(rendered.length().toMillis()).isBetween(4900L, 5600L);
    }

    @Test
    void leavesNoTemporaryFilesAndTheSameBytesWhenRepeated() throws IOException {
        SimulatedCall call = SimulatedCall.ofTwo();
        new Sender(call, 0).tone(440, 0, 1000);
        call.ended(1000);
        RenderedRecording first = render(call);
        RenderedRecording second = render(call);
        assertThat(second).isEqualTo(first);
        MediaFile wav = first.files().orElseThrow().wav();
        assertThat(wav.sha256()).isEqualTo(WavReading.digestOf(wav.path()));
        try (var files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !name.equals("codecs")))
                    .containsExactlyInAnyOrder("audio.wav", "peaks.json");
        }
        assertThat(Files.readString(directory.resolve("peaks.json")))
                .startsWith("{\"version\":1,\"sampleRate\":10,\"channels\":[{\"participant\":\"alice\",\"peaks\":[0.2");
    }
}
