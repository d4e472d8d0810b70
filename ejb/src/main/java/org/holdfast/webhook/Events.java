package org.holdfast.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.holdfast.alarm.Alarm;
import org.holdfast.recording.news.RecordingNews;
import org.holdfast.recording.row.CurrentTenant;
import org.holdfast.recording.row.RowId;
import org.holdfast.recording.row.TellsOutage;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;

/**
 * Makes events of what happens and queues them. An event's id follows from what it tells, so that news that come twice are one
 * event. Says which recording, when and how good it is; who talked is for those who may ask. Stateless.
 */
@ApplicationScoped
@TellsOutage
@Transactional
public class Events {
    private EntityManager entities;
    private Deliveries deliveries;
    private Clock clock;
    private String node;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected Events() {}

    @Inject
    public Events(EntityManager entities, Deliveries deliveries, Clock clock, Settings settings) {
        this.entities = entities;
        this.deliveries = deliveries;
        this.clock = clock;
        this.node = settings.text(Setting.NODE_NAME);
    }

    /** A call that a recorder of this process has begun to record. */
    record Started(UUID recordingId, String node, Instant at, boolean onDemand) {}

    /** In the transaction that made it so, where there is one. */
    void happened(@Observes RecordingNews news) {
        switch (news.kind()) {
            case COMPLETED -> tell(EventKind.COMPLETED, news.recordingId());
            case JUDGED -> tell(EventKind.VERDICT, news.recordingId());
            case AVAILABLE -> tell(EventKind.AVAILABLE, news.recordingId());
        }
    }

    private void tell(EventKind kind, UUID recordingId) {
        entities.flush();
        List<?> found = entities.createNativeQuery("""
                        select conversation_id, node, started_at, ended_at, duration_ms, end_cause, verdict,
                               array_to_string(verdict_reasons, ',') as reasons
                          from recording where id = :id""", Tuple.class)
                .setParameter("id", recordingId)
                .getResultList();
        found.forEach(row -> add(kind, kind.word() + " " + recordingId, recording(recordingId, (Tuple) row)));
    }

    private static JsonObjectBuilder recording(UUID id, Tuple row) {
        JsonObjectBuilder recording = Json.createObjectBuilder()
                .add("id", id.toString())
                .add("conversationId", row.get("conversation_id", UUID.class).toString())
                .add("node", row.get("node", String.class))
                .add("startedAt", row.get("started_at", Instant.class).toString())
                .add("endedAt", row.get("ended_at", Instant.class).toString())
                .add("durationMs", row.get("duration_ms", Number.class).longValue())
                .add("endCause", row.get("end_cause", String.class));
        String verdict = row.get("verdict", String.class);
        if (verdict != null) {
            recording
                    .add("verdict", verdict.toLowerCase(java.util.Locale.ROOT).replace('_', '-'))
                    .add(
                            "verdictReasons",
                            Json.createArrayBuilder(Arrays.stream(
                                            row.get("reasons", String.class).split(","))
                                    .filter(reason -> !reason.isEmpty())
                                    .toList()));
        }
        return Json.createObjectBuilder().add("recording", recording);
    }

    void started(Collection<Started> calls) {
        for (Started call : calls) {
            add(
                    EventKind.STARTED,
                    "started " + call.recordingId(),
                    Json.createObjectBuilder()
                            .add(
                                    "recording",
                                    Json.createObjectBuilder()
                                            .add("id", call.recordingId().toString())
                                            .add("node", call.node())
                                            .add("startedAt", call.at().toString())
                                            .add("onDemand", call.onDemand())));
        }
    }

    void alarms(Collection<Alarm> turned) {
        for (Alarm alarm : turned) {
            String since = String.valueOf(alarm.since());
            String state = alarm.raised() ? "raised" : "over";
            add(
                    EventKind.ALARM,
                    "alarm %s %s %s %s".formatted(node, alarm.kind().key(), since, state),
                    Json.createObjectBuilder()
                            .add(
                                    "alarm",
                                    Json.createObjectBuilder()
                                            .add("kind", alarm.kind().key())
                                            .add("raised", alarm.raised())
                                            .add("reason", alarm.reason())
                                            .add("since", since)));
        }
    }

    private void add(EventKind kind, String identity, JsonObjectBuilder about) {
        UUID id = RowId.of(CurrentTenant.get(), identity);
        deliveries.add(id, kind, body(id, kind, about));
    }

    /** What is sent. */
    String body(UUID id, EventKind kind, JsonObjectBuilder about) {
        return Json.createObjectBuilder()
                .add("id", id.toString())
                .add("type", kind.word())
                .add("node", node)
                .add("at", clock.instant().toString())
                .addAll(about)
                .build()
                .toString();
    }
}
