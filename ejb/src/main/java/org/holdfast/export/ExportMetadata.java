package org.holdfast.export;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonWriter;
import jakarta.json.JsonWriterFactory;
import jakarta.json.stream.JsonGenerator;
import java.io.StringWriter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.holdfast.remark.KnownNote;
import org.holdfast.search.RecordingDetail;
import org.holdfast.search.RecordingSummary;
import org.jspecify.annotations.Nullable;

/** What is known of a recording as JSON, in the words of the REST interface. Stateless. */
final class ExportMetadata {
    private static final JsonWriterFactory WRITERS =
            Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true));

    private ExportMetadata() {}

    static String json(RecordingDetail detail, List<KnownNote> notes) {
        RecordingSummary summary = detail.summary();
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("id", summary.id().toString())
                .add("conversationId", summary.conversationId().toString())
                .add("conversationKey", detail.conversationKey())
                .add("state", word(summary.state()))
                .add("verdict", summary.verdict() == null ? "" : word(summary.verdict()))
                .add("verdictReasons", Json.createArrayBuilder(summary.verdictReasons()))
                .add("node", summary.node())
                .add("startedAt", summary.startedAt().toString())
                .add("endedAt", summary.endedAt().toString())
                .add("durationMs", summary.durationMs())
                .add("direction", summary.direction())
                .add("endCause", detail.endCause())
                .add("legalHold", summary.legalHold())
                .add("tags", Json.createArrayBuilder(summary.tags()))
                .add("warnings", Json.createArrayBuilder(summary.warnings()))
                .add("identifiers", Json.createObjectBuilder(Map.copyOf(detail.identifiers())))
                .add("participants", list(summary.participants(), ExportMetadata::party))
                .add("copies", list(summary.copies(), ExportMetadata::copy))
                .add("gaps", list(detail.gaps(), ExportMetadata::gap))
                .add(
                        "events",
                        list(
                                detail.events(),
                                event -> Json.createObjectBuilder()
                                        .add("at", event.at().toString())
                                        .add("kind", event.kind())
                                        .add("detail", event.detail())))
                .add("notes", list(notes, ExportMetadata::note));
        return text(json);
    }

    /** As a file of a directory listing would be called. */
    static String suffix(RecordingDetail.Snapshot snapshot) {
        String type = snapshot.contentType().toLowerCase(Locale.ROOT);
        return type.contains("xml") ? ".xml" : type.contains("sdp") ? ".sdp" : ".txt";
    }

    static String text(JsonObjectBuilder json) {
        StringWriter text = new StringWriter();
        try (JsonWriter writer = WRITERS.createWriter(text)) {
            writer.writeObject(json.build());
        }
        return text.toString();
    }

    static <T> JsonArrayBuilder list(Collection<T> items, Function<T, JsonObjectBuilder> form) {
        JsonArrayBuilder list = Json.createArrayBuilder();
        items.forEach(item -> list.add(form.apply(item)));
        return list;
    }

    private static JsonObjectBuilder party(RecordingSummary.Party party) {
        return optional(
                Json.createObjectBuilder()
                        .add("name", party.name())
                        .add("aor", party.aor())
                        .add("role", party.role()),
                "channel",
                party.channel() == null ? null : party.channel().longValue());
    }

    private static JsonObjectBuilder copy(RecordingSummary.Copy copy) {
        return Json.createObjectBuilder()
                .add("place", copy.place())
                .add("contentType", copy.contentType())
                .add("bytes", copy.bytes())
                .add("sha256", copy.sha256())
                .add("verifiedAt", copy.verifiedAt().toString());
    }

    private static JsonObjectBuilder gap(RecordingDetail.Gap gap) {
        return Json.createObjectBuilder()
                .add("stream", gap.stream())
                .add("from", gap.from().toString())
                .add("until", gap.until().toString())
                .add("cause", gap.cause());
    }

    private static JsonObjectBuilder note(KnownNote note) {
        return optional(
                Json.createObjectBuilder()
                        .add("author", note.author())
                        .add("writtenAt", note.writtenAt().toString())
                        .add("text", note.text()),
                "offsetMs",
                note.offsetMs());
    }

    private static JsonObjectBuilder optional(JsonObjectBuilder json, String name, @Nullable Long value) {
        return value == null ? json : json.add(name, value);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
