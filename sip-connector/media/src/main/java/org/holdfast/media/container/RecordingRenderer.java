package org.holdfast.media.container;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.holdfast.media.codec.CodecProcesses;
import org.holdfast.media.codec.Codecs;
import org.holdfast.media.container.RenderedRecording.RenderedLane;
import org.holdfast.media.timeline.JournalReplay;
import org.holdfast.media.timeline.Timeline;
import org.holdfast.media.timeline.TimelinePlayer;
import org.holdfast.media.timeline.TimelinePlayer.Played;
import org.holdfast.media.timeline.TimelineScan;
import org.jspecify.annotations.Nullable;

/**
 * Makes a recording's files from its journal: WAV with one channel a lane, waveform peaks, and later WebM. Memory does not
 * grow with the length of the call. Thread-safe; a repeat gives the same files.
 */
public final class RecordingRenderer {

    /** Opus for speech: 32 kb/s for two lanes; 16 kHz and more deserve a little more (docs/adr/0013). */
    private static final int NARROW_BIT_RATE = 16_000;

    private static final int WIDE_BIT_RATE = 20_000;

    /** More channels than an m-line limit allows would be somebody's attack. */
    private static final int MAX_CHANNELS = 32;

    /** What a damaged timestamp may not do: make a file longer than the recording by more than this. */
    private static final Duration SLACK = Duration.ofMinutes(1);

    /** Seconds of one channel that are encoded in a second on the slowest machine we think of. */
    private static final int SLOWEST_ENCODING = 4;

    private final CodecProcesses processes;

    public RecordingRenderer(CodecProcesses processes) {
        this.processes = processes;
    }

    /** Reads the journal three times and writes {@code audio.wav} and {@code peaks.json}, unless there is no media. */
    public RenderedRecording render(UUID recordingId, JournalReplay journal, Path directory) throws IOException {
        Timeline timeline = TimelineScan.of(recordingId, journal);
        int channels = timeline.lanes().size();
        if (!timeline.hasMedia() || channels == 0) {
            Played nothing = TimelinePlayer.play(timeline, journal, packet -> {});
            return rendered(timeline, nothing, null, List.of());
        }
        if (channels > MAX_CHANNELS) {
            throw new IOException("The recording has " + channels + " lanes, more than " + MAX_CHANNELS);
        }
        return MediaFiles.publish(directory.resolve(MediaFiles.WAV), temporary -> {
            Sound sound = sound(timeline, journal, temporary);
            MediaFile wav = new MediaFile(
                    directory.resolve(MediaFiles.WAV),
                    Files.size(temporary),
                    sound.reading().digest());
            MediaFile peaks = peaks(timeline, sound, directory.resolve(MediaFiles.PEAKS));
            RenderedRecording.Files files =
                    new RenderedRecording.Files(wav, peaks, sound.shape().sampleRate());
            return rendered(timeline, sound.played(), new Result(files, sound), sound.warnings());
        });
    }

    private record Sound(Played played, WavFile.Shape shape, WavReading reading, List<String> warnings) {}

    private record Result(RenderedRecording.Files files, Sound sound) {}

    private Sound sound(Timeline timeline, JournalReplay journal, Path temporary) throws IOException {
        int rate = sampleRate(timeline);
        long frames = frames(timeline.lengthNanos(), rate);
        WavFile.Shape expected = new WavFile.Shape(timeline.lanes().size(), rate, frames);
        List<String> warnings = new ArrayList<>();
        try (WavFile wav = WavFile.create(temporary, expected);
                Codecs codecs = new Codecs(processes)) {
            Played played;
            try (LaneMixer mixer = new LaneMixer(wav, rate, framesAllowed(timeline, rate), codecs)) {
                played = TimelinePlayer.play(timeline, journal, mixer);
                mixer.undecodable().forEach(codec -> warnings.add("Audio in " + codec + " came and cannot be decoded"));
            }
            wav.extendTo(Math.min(frames, framesAllowed(timeline, rate)));
            WavFile.Shape shape = wav.finish();
            return new Sound(played, shape, WavReading.of(temporary, shape), warnings);
        }
    }

    private static long framesAllowed(Timeline timeline, int rate) {
        Duration recorded = Duration.between(timeline.origin(), timeline.facts().endedAt());
        return frames((recorded.isNegative() ? SLACK : recorded.plus(SLACK)).toNanos(), rate);
    }

    private static long frames(long nanos, int rate) {
        return nanos / TimeUnit.SECONDS.toNanos(1) * rate
                + nanos % TimeUnit.SECONDS.toNanos(1) * rate / TimeUnit.SECONDS.toNanos(1);
    }

    /** The lowest of 8, 16 and 48 kHz that no lane has to be lowered for. */
    private static int sampleRate(Timeline timeline) {
        int highest = timeline.formatsHeard().stream()
                .flatMap(format -> Codecs.sampleRate(format).stream())
                .max(Integer::compare)
                .orElse(8000);
        return highest <= 8000 ? 8000 : highest <= 16000 ? 16000 : 48000;
    }

    private static MediaFile peaks(Timeline timeline, Sound sound, Path file) throws IOException {
        StringBuilder json = new StringBuilder("{\"version\":1,\"sampleRate\":")
                .append(WavReading.PEAKS_PER_SECOND)
                .append(",\"channels\":[");
        for (Timeline.Lane lane : timeline.lanes()) {
            json.append(lane.channel() == 0 ? "" : ",")
                    .append("{\"participant\":")
                    .append(quoted(String.join(",", lane.participants())))
                    .append(",\"peaks\":[");
            for (int slot = 0; slot < sound.reading().peakCount(); slot++) {
                json.append(slot == 0 ? "" : ",")
                        .append(String.format(
                                Locale.ROOT, "%.3f", sound.reading().peak(lane.channel(), slot)));
            }
            json.append("]}");
        }
        byte[] bytes = json.append("]}").toString().getBytes(StandardCharsets.UTF_8);
        MediaFiles.publish(file, temporary -> Files.write(temporary, bytes));
        return new MediaFile(
                file, bytes.length, HexFormat.of().formatHex(WavReading.sha256().digest(bytes)));
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(character -> {
            if (character < 0x20 || character == '"' || character == '\\') {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", character));
            } else {
                quoted.append((char) character);
            }
        });
        return quoted.append('"').toString();
    }

    private static RenderedRecording rendered(
            Timeline timeline, Played played, @Nullable Result result, List<String> warnings) {
        List<RenderedLane> lanes = timeline.lanes().stream()
                .map(lane -> new RenderedLane(
                        lane.channel(),
                        lane.stream(),
                        lane.label(),
                        lane.participants(),
                        played.counts().get(lane.channel()).encoding(),
                        result == null ? 0 : result.sound().reading().audibleMillis(lane.channel()),
                        played.counts().get(lane.channel()).kept(),
                        played.counts().get(lane.channel()).lost(),
                        timeline.isHeldThroughout(lane)))
                .toList();
        Duration length = result == null
                ? Duration.ZERO
                : Duration.ofNanos(Math.round(result.sound().shape().frames()
                        * 1e9
                        / result.sound().shape().sampleRate()));
        return new RenderedRecording(
                timeline.origin(),
                length,
                timeline.facts().endCause(),
                Optional.ofNullable(result).map(Result::files),
                lanes,
                played.gaps(),
                played.events(),
                warnings);
    }

    /** Encodes {@code audio.wav} of a directory to {@code audio.webm} beside it, in the codec process. */
    public MediaFile encode(Path directory) throws IOException {
        Path wav = directory.resolve(MediaFiles.WAV);
        Path webm = directory.resolve(MediaFiles.WEBM);
        WavFile.Shape shape = WavFile.shapeOf(wav);
        int bitRate = shape.sampleRate() > 8000 ? WIDE_BIT_RATE : NARROW_BIT_RATE;
        long seconds = shape.frames() / shape.sampleRate() * shape.channels();
        Duration limit = Duration.ofMinutes(1).plusSeconds(seconds / SLOWEST_ENCODING);
        return MediaFiles.publish(webm, temporary -> {
            processes.encodeWebm(wav, temporary, bitRate, limit);
            return new MediaFile(webm, Files.size(temporary), WavReading.digestOf(temporary));
        });
    }
}
