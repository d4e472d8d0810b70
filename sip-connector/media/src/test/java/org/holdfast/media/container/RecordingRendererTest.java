package org.holdfast.media.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.holdfast.media.simulation.SimulatedCall.RECORDING;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
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

/** What is rendered: its gaps, its lanes, its files. */
class RecordingRendererTest extends RenderingFixture {
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
    void aRestartBeforeAnyMediaIsAGapInWhichTimeBegins() throws IOException {
        SimulatedCall call = SimulatedCall.ofTwo();
        new Sender(call, 0).tone(440, 3020, 5000);
        new Sender(call, 1).tone(1000, 3040, 5000);
        call.with(new GapKnown(SimulatedCall.at(20), SimulatedCall.at(3000), "RESTART"));
        RenderedRecording rendered = render(call.ended(5000));
        assertThat(rendered.origin()).isEqualTo(SimulatedCall.at(20));
        assertThat(rendered.gaps())
                .containsExactly(
                        new Gap(0, Duration.ZERO, Duration.ofMillis(2980), Gap.Cause.RESTART),
                        new Gap(1, Duration.ZERO, Duration.ofMillis(2980), Gap.Cause.RESTART));
        assertThat(Tones.onset(wav().channels()[0], 440, 8000)).isBetween(2980, 3020);
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
