package org.holdfast.media.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.holdfast.media.codec.CodecProcesses;
import org.holdfast.media.journal.JournalEntry.PayloadFormat;
import org.holdfast.media.simulation.Sender;
import org.holdfast.media.simulation.SimulatedCall;
import org.holdfast.media.simulation.Tones;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveSoundTest {
    @TempDir
    private Path directory;

    private short[] left = new short[0];
    private short[] right = new short[0];

    @Test
    void theFirstStreamIsLeftAndTheSecondRight() throws IOException {
        SimulatedCall call = SimulatedCall.ofTwo();
        speak(call, 0, 440, 0, 1000);
        speak(call, 1, 660, 0, 1000);
        hear(call, 0, 1000, 8000);
        assertThat(Tones.amplitude(left, 800, 6400, 440, 8000)).isGreaterThan(6000);
        assertThat(Tones.amplitude(left, 800, 6400, 660, 8000)).isLessThan(300);
        assertThat(Tones.amplitude(right, 800, 6400, 660, 8000)).isGreaterThan(6000);
    }

    @Test
    void theOnlyStreamIsOnBothSides() throws IOException {
        SimulatedCall call = new SimulatedCall().stream(0, SimulatedCall.PCMU);
        speak(call, 0, 440, 0, 1000);
        hear(call, 0, 1000, 8000);
        assertThat(Tones.amplitude(right, 800, 6400, 440, 8000)).isGreaterThan(6000);
        assertThat(left).isEqualTo(right);
    }

    @Test
    void whatArrivedBeforeOneListensIsLeftOutAndAPauseIsSilence() throws IOException {
        SimulatedCall call = SimulatedCall.ofTwo();
        speak(call, 0, 440, 0, 400);
        speak(call, 0, 440, 800, 1200);
        hear(call, 200, 1200, 8000);
        assertThat(Tones.onset(left, 440, 8000)).isBetween(0, 20);
        assertThat(Tones.amplitude(left, 2000, 2400, 440, 8000)).isLessThan(300);
        assertThat(Tones.amplitude(left, 5200, 2400, 440, 8000)).isGreaterThan(6000);
    }

    @Test
    void aTimestampThatJumpsIsHeardWhenItArrives() throws IOException {
        SimulatedCall call = SimulatedCall.ofTwo();
        Sender sender = new Sender(call, 0);
        for (int at = 0; at < 500; at += 20) {
            sender.send(at, Tones.muLaw(440, at * 8, 160));
        }
        sender.jumpTimestamp(4_000_000);
        for (int at = 500; at < 1000; at += 20) {
            sender.send(at, Tones.muLaw(660, at * 8, 160));
        }
        hear(call, 0, 1000, 8000);
        assertThat(Tones.onset(left, 660, 8000)).isBetween(490, 510);
    }

    @Test
    void theEndOfTheRecordingIsTheEnd() throws IOException {
        SimulatedCall call = SimulatedCall.ofTwo().ended(500);
        try (LiveSound sound = listener(0)) {
            assertThat(sound.ended()).isFalse();
            call.show(sound);
            assertThat(sound.ended()).isTrue();
        }
    }

    @Test
    void aWiderBandIsHeardInFull() throws IOException {
        PayloadFormat wide = new PayloadFormat(96, "L16", 16_000, 1, "");
        SimulatedCall call = new SimulatedCall().stream(0, wide).stream(1, SimulatedCall.PCMU);
        Sender sender = new Sender(call, 0).payloadType(96, 320);
        for (int at = 0; at < 1000; at += 20) {
            ByteBuffer linear = ByteBuffer.allocate(640);
            for (int i = 0; i < 320; i++) {
                linear.putShort(Tones.sample(6000, at * 16L + i, 16_000));
            }
            sender.send(at, linear.array());
        }
        speak(call, 1, 440, 0, 1000);
        hear(call, 0, 1000, 16_000);
        assertThat(Tones.amplitude(left, 1600, 12_800, 6000, 16_000)).isGreaterThan(6000);
        assertThat(Tones.amplitude(right, 1600, 12_800, 440, 16_000)).isGreaterThan(6000);
    }

    private static void speak(SimulatedCall call, int stream, double frequency, int from, int until) {
        Sender sender = new Sender(call, stream).ssrc(0x2000 + stream + from);
        for (int at = from; at < until; at += 20) {
            sender.send(at, Tones.muLaw(frequency, at * 8, 160));
        }
    }

    private LiveSound listener(long fromMillis) {
        return new LiveSound(
                SimulatedCall.RECORDING,
                new CodecProcesses(directory),
                SimulatedCall.nanos(SimulatedCall.at(fromMillis)));
    }

    private void hear(SimulatedCall call, long fromMillis, long untilMillis, int rate) throws IOException {
        try (LiveSound sound = listener(fromMillis)) {
            call.show(sound);
            assertThat(sound.sampleRate()).isEqualTo(rate);
            ByteBuffer samples = sound.take(SimulatedCall.nanos(SimulatedCall.at(untilMillis)))
                    .order(ByteOrder.LITTLE_ENDIAN);
            left = new short[samples.remaining() / 4];
            right = new short[left.length];
            for (int i = 0; i < left.length; i++) {
                left[i] = samples.getShort();
                right[i] = samples.getShort();
            }
        }
    }
}
