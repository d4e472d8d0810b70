package org.holdfast.media.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.holdfast.media.simulation.Sender;
import org.holdfast.media.simulation.SimulatedCall;
import org.holdfast.media.simulation.Tones;
import org.holdfast.media.simulation.Wav;
import org.junit.jupiter.api.Test;

/** When what was sent is heard: every sample where it belongs, whatever networks, senders and their clocks do. */
class RenderedTimeTest extends RenderingFixture {
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
}
