package org.holdfast.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.holdfast.alarm.Alarm;
import org.holdfast.alarm.AlarmKind;
import org.holdfast.node.AlarmsHere;
import org.holdfast.operations.WorkerLog;
import org.holdfast.recording.row.CatalogueUnavailable;

/**
 * Makes events of what this process's own recorder begins to record and of alarms that turn. While the database is away it
 * remembers, as far as memory goes: what happened meanwhile is told late, not never. Thread-safe; who tells it something never
 * waits for the database.
 */
@ApplicationScoped
public class LiveNewsWatch {
    static final int MOST_WAITING = 10_000;

    private AlarmsHere alarms;
    private Events events;
    private final Map<AlarmKind, Alarm> known = new EnumMap<>(AlarmKind.class);
    private final List<Alarm> turned = new ArrayList<>();
    private final Map<UUID, Events.Started> waiting = new LinkedHashMap<>();
    private final Map<UUID, Boolean> told = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Boolean> eldest) {
            return size() > MOST_WAITING;
        }
    };

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected LiveNewsWatch() {}

    @Inject
    public LiveNewsWatch(AlarmsHere alarms, Events events) {
        this.alarms = alarms;
        this.events = events;
    }

    /** The recorder of this process records that call, just begun or not. Returns at once. */
    public synchronized void seen(UUID recordingId, String node, Instant startedAt, boolean onDemand) {
        if (told.putIfAbsent(recordingId, true) == null) {
            if (waiting.size() < MOST_WAITING) {
                waiting.put(recordingId, new Events.Started(recordingId, node, startedAt, onDemand));
            } else {
                WorkerLog.LOG.webhookEventLost(EventKind.STARTED.word(), recordingId.toString());
            }
        }
    }

    /** Queues what is new. */
    void look() {
        alarms.now().forEach(this::compare);
        List<Events.Started> begun = begun();
        try {
            events.started(begun);
            List<Alarm> news = turned();
            events.alarms(news);
            forget(begun, news);
        } catch (CatalogueUnavailable away) {
            WorkerLog.LOG.debug("Events wait for the database", away);
        }
    }

    private synchronized List<Events.Started> begun() {
        return List.copyOf(waiting.values());
    }

    private synchronized List<Alarm> turned() {
        return List.copyOf(turned);
    }

    private synchronized void forget(List<Events.Started> begun, List<Alarm> news) {
        begun.forEach(call -> waiting.remove(call.recordingId()));
        turned.removeAll(news);
    }

    private synchronized void compare(Alarm alarm) {
        Alarm before = known.put(alarm.kind(), alarm);
        boolean wasRaised = before != null && before.raised();
        if (alarm.raised() != wasRaised && turned.size() < MOST_WAITING) {
            turned.add(alarm);
        }
    }
}
