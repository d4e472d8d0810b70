package org.holdfast.media.tool;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.holdfast.media.codec.CodecProcesses;
import org.holdfast.media.container.RecordingRenderer;
import org.holdfast.media.container.RenderedRecording;
import org.holdfast.media.journal.JournalDirectory;
import org.holdfast.media.journal.JournalEntry;
import org.holdfast.media.journal.JournalEntry.BodyKept;
import org.holdfast.media.journal.cipher.JournalKeys;
import org.holdfast.media.timeline.JournalReplay;

/**
 * {@code export}: what a journal holds as files anybody can open: {@code TO/<session>/metadata.json}, the raw SIP bodies,
 * and for each recording {@code audio.wav}. Reads torn and running journals too, and changes none.
 */
final class ExportCommand {
    private final PrintStream out;
    private final JournalKeys keys;

    ExportCommand(PrintStream out, JournalKeys keys) {
        this.out = out;
        this.keys = keys;
    }

    int run(List<Path> journals, Path to) throws IOException {
        Files.createDirectories(to);
        int worst = 0;
        Path codecs = Files.createTempDirectory("journal-codecs");
        try (CodecProcesses processes = new CodecProcesses(codecs)) {
            RecordingRenderer renderer = new RecordingRenderer(processes);
            for (Path journal : journals) {
                worst = Math.max(worst, exported(journal, to, renderer));
            }
        } finally {
            delete(codecs);
        }
        out.printf("%d journals exported to %s%s%n", journals.size(), to, worst == 0 ? "" : ", not all of them whole");
        return worst;
    }

    private int exported(Path journal, Path to, RecordingRenderer renderer) throws IOException {
        String name = journal.getFileName().toString();
        Path directory = to.resolve(name.replace(".journal", ""));
        if (Files.exists(directory)) {
            out.printf("%s: left out, %s is there already%n", name, directory);
            return 1;
        }
        Summary summary = Summary.of(journal, keys);
        if (summary.entries.isEmpty() || !summary.withheld.isEmpty()) {
            out.printf("%s: left out: %s%n", name, reason(summary));
            return 1;
        }
        try {
            write(journal, summary, Files.createDirectories(directory), renderer);
        } catch (IOException e) { // one that cannot be rendered keeps back no other
            out.printf("%s: not exported as a whole: %s%n", name, e);
            return 1;
        }
        summary.damage.forEach(sentence -> out.printf("%s: %s%n", name, sentence));
        return summary.damage.isEmpty() ? 0 : 1;
    }

    private static String reason(Summary summary) {
        return summary.withheld.isEmpty() ? "there is no whole record in it" : summary.withheld;
    }

    private void write(Path journal, Summary summary, Path directory, RecordingRenderer renderer) throws IOException {
        List<Object> recordings = new ArrayList<>();
        for (UUID id : recordings(journal, summary)) {
            RenderedRecording rendered = renderer.render(
                    id, JournalReplay.of(journal, keys), Files.createDirectories(directory.resolve(id.toString())));
            recordings.add(recording(id, rendered));
            out.printf(
                    "%s: recording %s, %d s, %d channels%n",
                    journal.getFileName(),
                    id,
                    rendered.length().toSeconds(),
                    rendered.lanes().size());
        }
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("journal", journal.getFileName().toString());
        metadata.put("sealed", summary.sealed);
        metadata.put("damage", summary.damage);
        metadata.put("recordings", recordings);
        metadata.put("bodies", bodies(summary, directory.resolve("bodies")));
        metadata.put(
                "facts", summary.entries.stream().map(Inspection::described).toList());
        Files.writeString(directory.resolve("metadata.json"), JsonText.of(metadata));
    }

    /** Where no record tells of a recording any more, all is one, under the id of the session. */
    private static Set<UUID> recordings(Path journal, Summary summary) {
        Set<UUID> ids = new LinkedHashSet<>();
        for (JournalEntry entry : summary.entries) {
            if (entry instanceof JournalEntry.RecordingStarted started) {
                ids.add(started.recordingId());
            } else if (entry instanceof JournalEntry.RecordingEnded ended) {
                ids.add(ended.recordingId());
            }
        }
        UUID session = JournalDirectory.recordingSessionId(journal);
        return ids.isEmpty() && session != null ? Set.of(session) : ids;
    }

    private static Map<String, Object> recording(UUID id, RenderedRecording rendered) {
        Map<String, Object> recording = new LinkedHashMap<>();
        recording.put("id", id);
        recording.put("startedAt", rendered.origin());
        recording.put("durationMs", rendered.length().toMillis());
        recording.put("endCause", rendered.endCause());
        recording.put(
                "audio",
                rendered.files()
                        .map(files ->
                                id + "/" + Objects.toString(files.wav().path().getFileName()))
                        .orElse(null));
        recording.put(
                "sha256", rendered.files().map(files -> files.wav().sha256()).orElse(null));
        recording.put(
                "channels",
                rendered.lanes().stream().map(ExportCommand::channel).toList());
        recording.put(
                "gaps",
                rendered.gaps().stream()
                        .map(gap -> Map.of(
                                "channel", gap.lane(),
                                "fromMs", gap.from().toMillis(),
                                "untilMs", gap.until().toMillis(),
                                "cause", gap.cause().name()))
                        .toList());
        recording.put("warnings", rendered.warnings());
        return recording;
    }

    private static Map<String, Object> channel(RenderedRecording.RenderedLane lane) {
        Map<String, Object> channel = new LinkedHashMap<>();
        channel.put("channel", lane.channel());
        channel.put("label", lane.label());
        channel.put("participants", lane.participants());
        channel.put("encoding", lane.encoding());
        channel.put("packets", lane.kept());
        channel.put("lost", lane.lost());
        return channel;
    }

    private static List<Object> bodies(Summary summary, Path directory) throws IOException {
        List<Object> bodies = new ArrayList<>();
        for (JournalEntry entry : summary.entries) {
            if (entry instanceof BodyKept body) {
                String file =
                        "%03d-%s".formatted(bodies.size() + 1, body.method().replaceAll("[^A-Za-z]", ""));
                Files.write(Files.createDirectories(directory).resolve(file), body.body());
                bodies.add(Map.of("file", "bodies/" + file, "at", body.at(), "contentType", body.contentType()));
            }
        }
        return bodies;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
