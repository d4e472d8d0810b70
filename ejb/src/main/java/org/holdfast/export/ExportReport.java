package org.holdfast.export;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.holdfast.csv.Csv;
import org.holdfast.export.ExportQueue.Order;
import org.holdfast.export.ExportQueue.Outcome;
import org.holdfast.search.RecordingDetail;
import org.holdfast.search.RecordingSummary;
import org.jspecify.annotations.Nullable;

/** What an export holds and what it does not, for people (CSV), programs (JSON) and doubters (digests). One thread. */
final class ExportReport {
    private static final List<String> HEAD = List.of(
            "id",
            "startedAt",
            "endedAt",
            "durationMs",
            "direction",
            "verdict",
            "names",
            "addresses",
            "tags",
            "legalHold",
            "file",
            "bytes",
            "sha256",
            "outcome");
    private static final String READ_ME = """
            Recordings exported from Holdfast.

            index.csv     one line a recording that was asked for, also those left out, with the reason
            report.json   the same for programs, with the digest of each media file as it was noted when the recording was stored
            recordings/   media, metadata and what came in by SIP, one folder a recording
            SHA256SUMS    digest of every file here; "sha256sum -c SHA256SUMS" tells whether each is as it was packed
            """;

    private final Order order;
    private final StringBuilder index = new StringBuilder(Csv.line(Arrays.asList(HEAD.toArray(String[]::new))));
    private final JsonArrayBuilder entries = Json.createArrayBuilder();
    private long bytes;
    private int taken;
    private int left;

    ExportReport(Order order) {
        this.order = order;
    }

    /** Of media so far. */
    long bytes() {
        return bytes;
    }

    /** It is not in it. */
    Outcome leftOut(UUID id, String because) {
        left++;
        index.append(Csv.line(
                Arrays.asList(id.toString(), "", "", "", "", "", "", "", "", "", "", "", "", "Left out. " + because)));
        entries.add(Json.createObjectBuilder()
                .add("recording", id.toString())
                .add("included", false)
                .add("outcome", because));
        return new Outcome(false, because);
    }

    /** It is in it; media may be missing, {@code noted} is the digest in the catalogue. */
    Outcome included(
            RecordingDetail detail, ExportArchive.@Nullable Entry media, @Nullable String noted, String outcome) {
        taken++;
        RecordingSummary summary = detail.summary();
        String words = summary.legalHold() ? outcome + " Under legal hold." : outcome;
        JsonObjectBuilder entry = Json.createObjectBuilder()
                .add("recording", summary.id().toString())
                .add("included", true)
                .add("legalHold", summary.legalHold())
                .add("outcome", words);
        if (media != null && noted != null) {
            bytes += media.bytes();
            entry.add("file", media.name())
                    .add("bytes", media.bytes())
                    .add("sha256", media.sha256())
                    .add("sha256InCatalogue", noted)
                    .add("whole", media.sha256().equals(noted));
        }
        entries.add(entry);
        index.append(line(summary, media, words));
        return new Outcome(true, words);
    }

    private static String line(RecordingSummary summary, ExportArchive.@Nullable Entry media, String outcome) {
        return Csv.line(Arrays.asList(
                summary.id().toString(),
                summary.startedAt().toString(),
                summary.endedAt().toString(),
                Long.toString(summary.durationMs()),
                summary.direction(),
                summary.verdict() == null ? "" : summary.verdict().name().toLowerCase(Locale.ROOT),
                summary.participants().stream()
                        .map(RecordingSummary.Party::name)
                        .collect(Collectors.joining(" | ")),
                summary.participants().stream().map(RecordingSummary.Party::aor).collect(Collectors.joining(" | ")),
                String.join(" | ", summary.tags()),
                Boolean.toString(summary.legalHold()),
                media == null ? "" : media.name(),
                media == null ? "" : Long.toString(media.bytes()),
                media == null ? "" : media.sha256(),
                outcome));
    }

    /** The last entries of the archive. */
    void into(ExportArchive archive) throws IOException {
        archive.add("index.csv", index.toString());
        archive.add(
                "report.json",
                ExportMetadata.text(Json.createObjectBuilder()
                        .add("export", order.id().toString())
                        .add("askedBy", order.by().login())
                        .add("asked", order.asked())
                        .add("format", order.format().name().toLowerCase(Locale.ROOT))
                        .add("included", taken)
                        .add("leftOut", left)
                        .add("recordings", entries)));
        archive.add("README.txt", READ_ME);
    }
}
