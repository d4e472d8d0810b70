package org.holdfast.media.journal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lists, shows and verifies journals by hand, without a server: {@code list DIR}, {@code show DIR|FILE [ID]}, {@code verify
 * DIR|FILE}. Exit status 0: sound, 1: damage found, 2: wrong usage or unreadable.
 */
public final class JournalTool {
    private static final String USAGE = """
            usage: journal list DIRECTORY           every journal: state, session, times, datagrams
                   journal show DIRECTORY ID        what one journal holds (or: show FILE)
                   journal verify DIRECTORY         reads every byte; exit status 1 when anything is damaged (or: verify FILE)
            """;

    private final PrintStream out;

    private JournalTool(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) {
        System.exit(run(System.out, arguments));
    }

    static int run(PrintStream out, String... arguments) {
        try {
            return new JournalTool(out).perform(List.of(arguments));
        } catch (IOException e) {
            out.println("cannot read: " + e);
            return 2;
        }
    }

    private int perform(List<String> arguments) throws IOException {
        String verb = arguments.isEmpty() ? "" : arguments.getFirst();
        return switch (verb + arguments.size()) {
            case "list2" -> list(journals(Path.of(arguments.get(1))));
            case "show2" -> show(Path.of(arguments.get(1)));
            case "show3" -> show(named(Path.of(arguments.get(1)), arguments.get(2)));
            case "verify2" -> verify(journals(Path.of(arguments.get(1))));
            default -> {
                out.print(USAGE);
                yield 2;
            }
        };
    }

    /** A journal itself, or all of a journal directory, oldest first. */
    private static List<Path> journals(Path place) throws IOException {
        if (Files.isRegularFile(place)) {
            return List.of(place);
        }
        try (Stream<Path> files = Files.walk(place, 2)) {
            return files.filter(file -> JournalDirectory.recordingSessionId(file) != null && Files.isRegularFile(file))
                    .sorted(Comparator.comparing(Path::getFileName))
                    .toList();
        }
    }

    private static Path named(Path directory, String id) throws IOException {
        return journals(directory).stream()
                .filter(file -> file.getFileName().toString().startsWith(id))
                .findFirst()
                .orElseThrow(() -> new IOException("no journal " + id + " in " + directory));
    }

    private int list(List<Path> journals) throws IOException {
        out.printf(
                "%-36s  %-10s  %-24s  %10s  %9s  %11s  %s%n",
                "session", "state", "from", "seconds", "datagrams", "bytes", "call");
        for (Path journal : journals) {
            Summary summary = Summary.of(journal);
            out.printf(
                    "%-36s  %-10s  %-24s  %10.3f  %9d  %11d  %s%n",
                    journal.getFileName().toString().replace(".journal", ""),
                    place(journal),
                    summary.first,
                    summary.seconds(),
                    summary.datagrams,
                    Files.size(journal),
                    summary.callId);
        }
        return 0;
    }

    private static String place(Path journal) {
        Path directory = journal.toAbsolutePath().getParent();
        return directory == null ? "" : String.valueOf(directory.getFileName());
    }

    private int show(Path journal) throws IOException {
        Summary summary = Summary.of(journal);
        out.printf("%s, %d bytes%n", journal, Files.size(journal));
        summary.entries.forEach(entry -> out.println("  " + described(entry)));
        summary.streams.forEach((key, stream) -> out.printf(
                "  %s: %d datagrams, %d bytes, %s to %s%n",
                key, stream.count, stream.bytes, stream.first, stream.last));
        return told(journal, summary);
    }

    private int verify(List<Path> journals) throws IOException {
        int worst = 0;
        for (Path journal : journals) {
            worst = Math.max(worst, told(journal, Summary.of(journal)));
        }
        out.printf("%d journals read, %s%n", journals.size(), worst == 0 ? "all sound" : "damage found");
        return worst;
    }

    private int told(Path journal, Summary summary) {
        if (summary.damage.isEmpty()) {
            out.printf("%s: sound, %s%n", journal.getFileName(), summary.sealed ? "sealed" : "not sealed");
            return 0;
        }
        summary.damage.forEach(sentence -> out.printf("%s: %s%n", journal.getFileName(), sentence));
        return 1;
    }

    /** Opaque bytes by their number only. */
    private static String described(JournalEntry entry) {
        return switch (entry) {
            case JournalEntry.DialogKept kept -> "%s DialogKept %d bytes".formatted(kept.at(), kept.state().length);
            case JournalEntry.BodyKept kept ->
                "%s BodyKept %s %s %d bytes"
                        .formatted(kept.at(), kept.method(), kept.contentType(), kept.body().length);
            case JournalEntry.AnswerKept kept ->
                "%s AnswerKept version %d %s %d bytes"
                        .formatted(kept.at(), kept.version(), kept.offer() ? "offer" : "answer", kept.sdp().length);
            default -> entry.at() + " " + entry;
        };
    }

    /** What a journal holds, added up. */
    private static final class Summary implements JournalVisitor {
        private static final class StreamSummary {
            private long count;
            private long bytes;
            private @Nullable Instant first;
            private @Nullable Instant last;
        }

        private final List<JournalEntry> entries = new ArrayList<>();
        private final Map<String, StreamSummary> streams = new TreeMap<>();
        private List<String> damage = List.of();
        private boolean sealed;
        private String callId = "";
        private long datagrams;
        private @Nullable Instant first;
        private @Nullable Instant last;

        static Summary of(Path journal) throws IOException {
            Summary summary = new Summary();
            JournalReader.ReadResult result = JournalReader.read(journal, summary);
            summary.damage = result.damage();
            summary.sealed = result.sealed();
            return summary;
        }

        @Override
        public void entry(JournalEntry entry) {
            entries.add(entry);
            if (entry instanceof JournalEntry.SessionOpened opened) {
                callId = opened.callId();
            }
            seen(entry.at());
        }

        @Override
        public void datagram(int stream, boolean control, long arrivalNanos, ByteBuffer datagram) {
            Instant at = Instant.ofEpochSecond(0, arrivalNanos);
            StreamSummary summary = streams.computeIfAbsent(
                    "stream " + stream + (control ? " RTCP" : " RTP"), _ -> new StreamSummary());
            summary.count++;
            summary.bytes += datagram.remaining();
            summary.first = summary.first == null ? at : summary.first;
            summary.last = at;
            datagrams++;
            seen(at);
        }

        private void seen(Instant at) {
            first = first == null || at.isBefore(first) ? at : first;
            last = last == null || at.isAfter(last) ? at : last;
        }

        double seconds() {
            return first == null || last == null
                    ? 0
                    : Duration.between(first, last).toNanos() / 1e9;
        }
    }
}
