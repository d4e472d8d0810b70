package org.holdfast.reconcile;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The lines of a report as the database keeps them: compressed JSON. A field may be added, never renamed. Stateless. */
final class ReportFormat {
    private ReportFormat() {}

    static byte[] encoded(List<ReportLine> lines) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream compressed = new GZIPOutputStream(bytes);
                JsonGenerator json = Json.createGenerator(compressed)) {
            json.writeStartArray();
            lines.forEach(line -> json.write(object(line)));
            json.writeEnd();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static List<ReportLine> decoded(byte[] bytes) {
        try (JsonParser json = Json.createParser(new GZIPInputStream(new ByteArrayInputStream(bytes)))) {
            json.next();
            return json.getArrayStream()
                    .map(value -> line(value.asJsonObject()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonObject object(ReportLine line) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("outcome", line.outcome().name())
                .add("line", line.line())
                .add("at", line.at().toString())
                .add("from", line.from())
                .add("to", line.to())
                .add("callId", line.callId())
                .add("differs", line.differs());
        add(json, "expected", line.expected());
        add(json, "recordingId", line.recordingId());
        add(json, "recordedAt", line.recordedAt());
        add(json, "recorded", line.recorded());
        return json.build();
    }

    private static void add(JsonObjectBuilder json, String name, @Nullable Object value) {
        if (value != null) {
            json.add(name, value.toString());
        }
    }

    private static ReportLine line(JsonObject json) {
        String expected = json.getString("expected", "");
        String recording = json.getString("recordingId", "");
        String recordedAt = json.getString("recordedAt", "");
        String recorded = json.getString("recorded", "");
        return new ReportLine(
                ReportLine.Outcome.valueOf(json.getString("outcome")),
                json.getJsonNumber("line").longValue(),
                Instant.parse(json.getString("at")),
                json.getString("from", ""),
                json.getString("to", ""),
                json.getString("callId", ""),
                expected.isEmpty() ? null : Duration.parse(expected),
                recording.isEmpty() ? null : UUID.fromString(recording),
                recordedAt.isEmpty() ? null : Instant.parse(recordedAt),
                recorded.isEmpty() ? null : Duration.parse(recorded),
                json.getBoolean("differs", false));
    }
}
