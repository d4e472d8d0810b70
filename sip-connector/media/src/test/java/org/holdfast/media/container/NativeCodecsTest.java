package org.holdfast.media.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.holdfast.media.simulation.SimulatedCall.RECORDING;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.holdfast.media.codec.CodecProcessFailed;
import org.holdfast.media.codec.CodecProcesses;
import org.holdfast.media.journal.JournalEntry.PayloadFormat;
import org.holdfast.media.simulation.Ffmpeg;
import org.holdfast.media.simulation.Sender;
import org.holdfast.media.simulation.SimulatedCall;
import org.holdfast.media.simulation.Tones;
import org.holdfast.media.simulation.Wav;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The codec process, as it really runs. */
class NativeCodecsTest {
    @TempDir
    static Path libraries;

    @TempDir
    Path directory;

    private static CodecProcesses processes;
    private static RecordingRenderer renderer;

    @BeforeAll
    static void start() {
        processes = new CodecProcesses(libraries);
        renderer = new RecordingRenderer(processes);
    }

    @AfterAll
    static void stop() {
        processes.close();
    }

    private SimulatedCall tones() {
        SimulatedCall call = SimulatedCall.ofTwo();
        new Sender(call, 0).tone(440, 0, 4000);
        new Sender(call, 1).silence(1000).tone(1000, 1000, 3990);
        return call.ended(4000);
    }

    @Test
    void webmKeepsLanesApartAndInTime() throws IOException {
        renderer.render(RECORDING, tones(), directory);
        MediaFile webm = renderer.encode(directory);
        Wav heard = Ffmpeg.decode(webm.path());
        short[] left = heard.channels()[0];
        short[] right = heard.channels()[1];
        assertThat(heard.channels()).hasNumberOfRows(2);
        assertThat(heard.seconds()).isCloseTo(4, within(0.02));
        assertThat(Tones.onset(left, 440, heard.sampleRate())).isBetween(0, 20);
        assertThat(Tones.onset(right, 1000, heard.sampleRate())).isBetween(980, 1020);
        assertThat(Tones.amplitude(left, heard.sampleRate() * 2, heard.sampleRate(), 1000, heard.sampleRate()))
                .isLessThan(20);
        assertThat(Tones.amplitude(right, heard.sampleRate() * 2, heard.sampleRate(), 440, heard.sampleRate()))
                .isLessThan(20);
        assertThat(webm.bytes()).isEqualTo(Files.size(webm.path())).isBetween(8_000L, 40_000L);
    }

    @Test
    void webmTakesOneLaneAndMany() throws IOException {
        for (int lanes : List.of(1, 3, 5)) {
            SimulatedCall call = new SimulatedCall();
            for (int lane = 0; lane < lanes; lane++) {
                call.stream(lane, SimulatedCall.PCMU).bound(0, lane, "p" + lane);
                new Sender(call, lane).tone(400 + 200 * lane, 0, 1000);
            }
            renderer.render(RECORDING, call.ended(1000), directory);
            Wav heard = Ffmpeg.decode(renderer.encode(directory).path());
            assertThat(heard.channels()).hasNumberOfRows(lanes);
            for (int lane = 0; lane < lanes; lane++) {
                short[] samples = heard.channels()[lane];
                assertThat(Tones.amplitude(samples, 9600, 24_000, 400 + 200 * lane, 48_000))
                        .isGreaterThan(5000);
            }
        }
    }

    private Wav rendered(PayloadFormat format, int ticks, List<byte[]> payloads, int millis) throws IOException {
        SimulatedCall call = new SimulatedCall();
        call.stream(0, format).bound(0, 0, "alice");
        Sender sender = new Sender(call, 0).payloadType(format.payloadType(), ticks);
        for (int i = 0; i < payloads.size(); i++) {
            sender.send((double) i * millis, payloads.get(i));
        }
        renderer.render(RECORDING, call.ended((long) payloads.size() * millis), directory);
        return Wav.read(directory.resolve("audio.wav"));
    }

    private static void assertTone(Wav wav, int sampleRate, double seconds) {
        assertThat(wav.sampleRate()).isEqualTo(sampleRate);
        assertThat(wav.seconds()).isCloseTo(seconds, within(0.041));
        assertThat(Tones.amplitude(wav.channels()[0], sampleRate / 2, sampleRate, 440, sampleRate))
                .isGreaterThan(6000);
    }

    @Test
    void decodesG722AtItsTrueRate() throws IOException {
        List<byte[]> payloads = Ffmpeg.encode("g722", 16_000, 64_000, 320, 440);
        assertTone(rendered(new PayloadFormat(9, "G722", 8000, 1, ""), 160, payloads, 20), 16_000, 2);
    }

    @Test
    void decodesG726() throws IOException {
        List<byte[]> payloads = new ArrayList<>(); // the encoder makes long frames; a packet has 160 samples of 4 bits
        for (byte[] frame : Ffmpeg.encode("g726le", 8000, 32_000, 0, 440)) {
            for (int at = 0; at + 80 <= frame.length; at += 80) {
                payloads.add(Arrays.copyOfRange(frame, at, at + 80));
            }
        }
        assertTone(
                rendered(new PayloadFormat(2, "G726-32", 8000, 1, ""), 160, payloads, 20),
                8000,
                payloads.size() / 50.0);
    }

    @Test
    void decodesOpus() throws IOException {
        List<byte[]> payloads = Ffmpeg.encode("libopus", 48_000, 32_000, 0, 440);
        assertTone(rendered(new PayloadFormat(111, "opus", 48_000, 2, ""), 960, payloads, 20), 48_000, 2);
    }

    @Test
    void decodesAmrOctetAlignedAndBandwidthEfficient() throws IOException {
        List<byte[]> frames = Ffmpeg.encode("libopencore_amrnb", 8000, 12_200, 160, 440);
        List<byte[]> aligned = frames.stream()
                .map(frame -> joined(new byte[] {(byte) 0xf0}, frame))
                .toList();
        PayloadFormat octets = new PayloadFormat(97, "AMR", 8000, 1, "octet-align=1;mode-set=7");
        assertTone(rendered(octets, 160, aligned, 20), 8000, 2);
        List<byte[]> packed =
                frames.stream().map(NativeCodecsTest::bandwidthEfficient).toList();
        assertTone(rendered(new PayloadFormat(97, "AMR", 8000, 1, ""), 160, packed, 20), 8000, 2);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.writeBytes(first);
        joined.writeBytes(second);
        return joined.toByteArray();
    }

    /** RFC 4867 §4.3: 4 bits of mode request, 6 of contents, 244 of speech, no alignment between. */
    private static byte[] bandwidthEfficient(byte[] stored) {
        StringBuilder bits = new StringBuilder("1111");
        bits.append(bits(stored[0] & 0xff), 0, 6);
        for (int i = 1; i < stored.length; i++) {
            bits.append(bits(stored[i] & 0xff));
        }
        bits.setLength(4 + 6 + 244);
        byte[] payload = new byte[(bits.length() + 7) / 8];
        for (int i = 0; i < bits.length(); i++) {
            payload[i / 8] |= (byte) ((bits.charAt(i) - '0') << (7 - i % 8));
        }
        return payload;
    }

    private static String bits(int octet) {
        return Integer.toBinaryString(0x100 | octet).substring(1);
    }

    @Test
    void takesNoHarmFromPayloadsThatAreNoSuchCodec() throws IOException {
        for (String codec : List.of("G729", "GSM", "iLBC", "AMR", "AMR-WB", "G722", "opus", "speex", "G723")) {
            int rate = codec.equals("AMR-WB") || codec.equals("speex") ? 16_000 : codec.equals("opus") ? 48_000 : 8000;
            Random random = new Random(5);
            List<byte[]> noise = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                byte[] payload = new byte[random.nextInt(1, 120)];
                random.nextBytes(payload);
                noise.add(payload);
            }
            rendered(new PayloadFormat(100, codec, rate, 1, ""), rate / 50, noise, 20);
        }
    }

    @Test
    void aKilledProcessFailsItsJobAndTheNextJobWorks() throws IOException {
        renderer.render(RECORDING, tones(), directory);
        MediaFile first = renderer.encode(directory);
        long pid = processes.idlePids().getFirst();
        assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
        ProcessHandle.of(pid).ifPresent(dying -> dying.onExit().join());
        MediaFile second = renderer.encode(directory);
        assertThat(second).isEqualTo(first); // digest and all: work that is done twice changes nothing
    }

    @Test
    void aJobThatTakesTooLongIsKilledAndSaysSo() throws IOException {
        renderer.render(RECORDING, tones(), directory);
        assertThatThrownBy(() -> processes.encodeWebm(
                        directory.resolve("audio.wav"), directory.resolve("late.webm"), 16_000, Duration.ofMillis(1)))
                .isInstanceOf(CodecProcessFailed.class)
                .hasMessageContaining("took longer than");
        assertThat(renderer.encode(directory).bytes()).isPositive();
    }

    @Test
    void whatIsNoWavIsRefusedInWords() {
        assertThatThrownBy(() -> processes.encodeWebm(
                        directory.resolve("missing.wav"),
                        directory.resolve("out.webm"),
                        16_000,
                        Duration.ofSeconds(20)))
                .isInstanceOf(CodecProcessFailed.class)
                .hasMessageContaining("No such file");
    }
}
