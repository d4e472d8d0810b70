package org.holdfast.storage;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.holdfast.recording.MediaCopy;
import org.holdfast.recording.RecordingFacts;

/**
 * All that is known of a recording, as an object beside its media: what lies there with its digests, for people, and the
 * rows of the catalogue, for its restoration. Immutable; the same knowledge gives the same bytes.
 */
record Manifest(JsonObject json) {
    static final String FORMAT = "holdfast-recording";
    /** Raised when an older release could not restore from it. */
    static final int VERSION = 1;

    static final String CONTENT_TYPE = "application/json";

    static Manifest of(RecordingFacts facts, List<MediaCopy> files, JsonObject rows) {
        JsonArrayBuilder list = Json.createArrayBuilder();
        files.forEach(file -> list.add(Json.createObjectBuilder()
                .add("key", file.location())
                .add("kind", file.kind().name())
                .add("contentType", file.contentType())
                .add("bytes", file.bytes())
                .add("sha256", file.sha256())));
        return new Manifest(Json.createObjectBuilder()
                .add("format", FORMAT)
                .add("version", VERSION)
                .add("recording", facts.id().toString())
                .add("node", facts.node())
                .add("startedAt", facts.startedAt().toString())
                .add("endedAt", facts.endedAt().toString())
                .add("files", list)
                .add("rows", rows)
                .build());
    }

    /** @throws IOException when it is no manifest of that recording, or one of a later release */
    static Manifest read(UUID recording, InputStream in) throws IOException {
        try (JsonReader reader = Json.createReader(in)) {
            JsonObject json = reader.readObject();
            if (!json.getString("format", "").equals(FORMAT)
                    || !json.getString("recording", "").equals(recording.toString())) {
                throw new IOException("it is not a manifest of recording " + recording);
            }
            if (json.getInt("version", 0) != VERSION) {
                throw new IOException(
                        "its version is %d, this release reads %d".formatted(json.getInt("version", 0), VERSION));
            }
            return new Manifest(json);
        } catch (JsonException | ClassCastException damaged) {
            throw new IOException("it cannot be read: " + damaged.getMessage(), damaged);
        }
    }

    JsonObject rows() {
        return json.getJsonObject("rows");
    }

    byte[] bytes() {
        StringWriter text = new StringWriter();
        try (JsonWriter writer = Json.createWriter(text)) {
            writer.writeObject(json);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
