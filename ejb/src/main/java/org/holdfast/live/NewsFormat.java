package org.holdfast.live;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.holdfast.alarm.Alarm;
import org.holdfast.alarm.AlarmKind;
import org.holdfast.connector.api.LiveRecording;
import org.holdfast.connector.api.RecorderHealth;

/**
 * News as bytes: compressed JSON, so that processes of two releases understand each other. A field may be added, never
 * renamed; one that is missing has a default, one that is unknown is left out. Stateless.
 */
final class NewsFormat {
    /** A later release may know more. */
    private static final Set<String> KINDS =
            Arrays.stream(AlarmKind.values()).map(Enum::name).collect(Collectors.toSet());

    private NewsFormat() {}

    static byte[] encoded(LiveNews news) {
        JsonArrayBuilder calls = Json.createArrayBuilder();
        news.calls().forEach(call -> calls.add(json(call)));
        JsonObject json = Json.createObjectBuilder()
                .add("member", news.member())
                .add("node", news.node())
                .add("recorder", json(news.health()))
                .add("calls", calls)
                .build();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream compressed = new GZIPOutputStream(bytes)) {
            compressed.write(json.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    private static JsonObject json(LiveRecording call) {
        JsonArrayBuilder parties = Json.createArrayBuilder();
        call.parties()
                .forEach(party -> parties.add(
                        Json.createObjectBuilder().add("aor", party.aor()).add("name", party.name())));
        return Json.createObjectBuilder()
                .add("id", call.recordingId().toString())
                .add("session", call.recordingSessionId().toString())
                .add("conversation", call.conversationKey())
                .add("startedAt", call.startedAt().toString())
                .add("parties", parties)
                .add("onHold", call.onHold())
                .add("paused", call.paused())
                .add("packets", call.packets())
                .add("onDemand", call.onDemand())
                .build();
    }

    private static JsonObject json(RecorderHealth health) {
        JsonArrayBuilder parts = Json.createArrayBuilder();
        health.components()
                .forEach(part -> parts.add(Json.createObjectBuilder()
                        .add("name", part.name())
                        .add("up", part.up())
                        .add("reason", part.reason())));
        return Json.createObjectBuilder()
                .add("draining", health.draining())
                .add("running", health.running())
                .add("capacity", health.capacity())
                .add("components", parts)
                .add("alarms", alarms(health.alarms()))
                .build();
    }

    private static JsonArrayBuilder alarms(List<Alarm> alarms) {
        JsonArrayBuilder json = Json.createArrayBuilder();
        alarms.forEach(alarm -> json.add(Json.createObjectBuilder()
                .add("kind", alarm.kind().name())
                .add("raised", alarm.raised())
                .add("reason", alarm.reason())
                .add("since", alarm.since() == null ? "" : alarm.since().toString())));
        return json;
    }

    /** @throws IOException when these bytes are no news */
    static LiveNews decoded(byte[] bytes) throws IOException {
        try (JsonReader reader = Json.createReader(new GZIPInputStream(new ByteArrayInputStream(bytes)))) {
            JsonObject json = reader.readObject();
            String node = json.getString("node");
            List<LiveRecording> calls = json.getJsonArray("calls").getValuesAs(JsonObject.class).stream()
                    .map(call -> call(node, call))
                    .toList();
            return new LiveNews(json.getString("member"), node, calls, health(json.getJsonObject("recorder")));
        } catch (JsonException
                | DateTimeException
                | ClassCastException
                | NullPointerException
                | IllegalArgumentException e) {
            throw new IOException("news of another release, or none: " + e, e);
        }
    }

    private static LiveRecording call(String node, JsonObject call) {
        return new LiveRecording(
                UUID.fromString(call.getString("id")),
                UUID.fromString(call.getString("session")),
                node,
                call.getString("conversation", ""),
                Instant.parse(call.getString("startedAt")),
                call.getJsonArray("parties").getValuesAs(JsonObject.class).stream()
                        .map(party -> new LiveRecording.Party(party.getString("aor", ""), party.getString("name", "")))
                        .toList(),
                call.getBoolean("onHold", false),
                call.getBoolean("paused", false),
                call.containsKey("packets") ? call.getJsonNumber("packets").longValue() : 0,
                call.getBoolean("onDemand", false));
    }

    private static RecorderHealth health(JsonObject health) {
        return new RecorderHealth(
                health.getJsonArray("components").getValuesAs(JsonObject.class).stream()
                        .map(part -> new RecorderHealth.Component(
                                part.getString("name"), part.getBoolean("up"), part.getString("reason", "")))
                        .toList(),
                health.getBoolean("draining", false),
                health.getInt("running", 0),
                health.getInt("capacity", 0),
                alarms(health));
    }

    private static List<Alarm> alarms(JsonObject health) {
        JsonArray alarms = health.containsKey("alarms") ? health.getJsonArray("alarms") : JsonValue.EMPTY_JSON_ARRAY;
        return alarms.getValuesAs(JsonObject.class).stream()
                .filter(alarm -> KINDS.contains(alarm.getString("kind")))
                .map(alarm -> new Alarm(
                        AlarmKind.valueOf(alarm.getString("kind")),
                        alarm.getBoolean("raised"),
                        alarm.getString("reason", ""),
                        alarm.getString("since", "").isEmpty() ? null : Instant.parse(alarm.getString("since"))))
                .toList();
    }
}
