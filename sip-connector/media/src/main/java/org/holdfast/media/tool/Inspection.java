package org.holdfast.media.tool;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.holdfast.media.journal.JournalEntry;
import org.holdfast.media.journal.cipher.JournalKeys;

/** {@code list}, {@code show}, {@code verify}: reads journals and changes nothing. */
final class Inspection {
    private final PrintStream out;
    private final JournalKeys keys;

    Inspection(PrintStream out, JournalKeys keys) {
        this.out = out;
        this.keys = keys;
    }

    int list(List<Path> journals) throws IOException {
        out.printf(
                "%-36s  %-10s  %-24s  %10s  %9s  %11s  %s%n",
                "session", "state", "from", "seconds", "datagrams", "bytes", "call");
        for (Path journal : journals) {
            Summary summary = Summary.of(journal, keys);
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

    int show(Path journal) throws IOException {
        Summary summary = Summary.of(journal, keys);
        out.printf("%s, %d bytes%n", journal, Files.size(journal));
        summary.entries.forEach(entry -> out.println("  " + described(entry)));
        summary.streams.forEach((key, stream) -> out.printf(
                "  %s: %d datagrams, %d bytes, %s to %s%n",
                key, stream.count, stream.bytes, stream.first, stream.last));
        return told(journal, summary);
    }

    int verify(List<Path> journals) throws IOException {
        int worst = 0;
        for (Path journal : journals) {
            worst = Math.max(worst, told(journal, Summary.of(journal, keys)));
        }
        out.printf("%d journals read, %s%n", journals.size(), worst == 0 ? "all sound" : "damage found");
        return worst;
    }

    private static String state(Summary summary) {
        return (summary.sealed ? "sealed" : "not sealed") + (summary.encrypted ? ", encrypted" : "");
    }

    private int told(Path journal, Summary summary) {
        if (summary.damage.isEmpty() && summary.withheld.isEmpty()) {
            out.printf("%s: sound, %s%n", journal.getFileName(), state(summary));
            return 0;
        }
        if (!summary.withheld.isEmpty()) {
            out.printf("%s: cannot be read here: %s%n", journal.getFileName(), summary.withheld);
            return 1;
        }
        summary.damage.forEach(sentence -> out.printf("%s: %s%n", journal.getFileName(), sentence));
        return 1;
    }

    /** Opaque bytes by their number only. */
    static String described(JournalEntry entry) {
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
}
