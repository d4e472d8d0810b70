package org.holdfast.node;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.holdfast.alarm.Alarm;
import org.holdfast.alarm.AlarmKind;
import org.holdfast.alarm.AlarmTeller;
import org.holdfast.alarm.Alarms;
import org.holdfast.alarm.ClockWatch;
import org.holdfast.alarm.Hysteresis;
import org.holdfast.operations.StorageLog;
import org.holdfast.operations.WorkerLog;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;
import org.holdfast.storage.scrub.StorageWatch;
import org.holdfast.work.WorkBacklog;
import org.holdfast.work.WorkEngine;
import org.holdfast.work.WorkKind;

/**
 * The alarms of what is not the recorder: database, finaliser, work queue, storage, and the clock where no recorder watches it. Looked at
 * every few seconds; what was seen last is what metrics and pages show. Thread-safe.
 */
@ApplicationScoped
class NodeAlarms {
    private static final Hysteresis HYSTERESIS = new Hysteresis(Duration.ofSeconds(10), Duration.ofSeconds(15));

    private CatalogueWatch catalogue;
    private StalledWork stalled;
    private ClockWatch clockWatch;
    private StorageWatch storage;
    private boolean watchesClock;
    private boolean worker;
    private Alarms alarms;
    private final Map<AlarmKind, String> faults = new EnumMap<>(AlarmKind.class);
    private volatile CatalogueWatch.Seen seen = new CatalogueWatch.Away("not asked yet");

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected NodeAlarms() {}

    @Inject
    NodeAlarms(CatalogueWatch catalogue, WorkEngine engine, StorageWatch storage, Settings settings, Clock clock) {
        this.storage = storage;
        this.catalogue = catalogue;
        this.stalled = new StalledWork(engine, System::nanoTime);
        this.clockWatch = new ClockWatch(clock, System::nanoTime);
        this.watchesClock = !settings.contains(Setting.ROLES, "recorder");
        this.worker = settings.contains(Setting.ROLES, "worker");
        Set<AlarmKind> kinds = EnumSet.of(AlarmKind.DATABASE);
        if (worker) {
            kinds.add(AlarmKind.FINALISER);
            kinds.add(AlarmKind.WORK_QUEUE);
            kinds.add(AlarmKind.STORAGE);
        }
        if (watchesClock) {
            kinds.add(AlarmKind.CLOCK);
        }
        this.alarms = new Alarms(kinds, HYSTERESIS, clock, System::nanoTime, new Teller());
    }

    /** Looks now; within about a second. */
    synchronized void look() {
        CatalogueWatch.Seen now = catalogue.look();
        seen = now;
        switch (now) {
            case CatalogueWatch.Away(String because) -> note(AlarmKind.DATABASE, because);
            case CatalogueWatch.Answered(SchemaState schema, WorkBacklog backlog) -> {
                note(AlarmKind.DATABASE, schema.usable() ? "" : "the schema is " + schema.word());
                note(AlarmKind.FINALISER, finaliser(backlog.of(WorkKind.finalising())));
                note(AlarmKind.WORK_QUEUE, worker ? stalled.fault(backlog) : "");
            }
        }
        note(AlarmKind.STORAGE, worker ? storage.seen().fault() : "");
        clockWatch.look();
        note(AlarmKind.CLOCK, clockWatch.fault());
        alarms.look(faults);
    }

    /** Of the last look. */
    List<Alarm> now() {
        return alarms.now();
    }

    /** What the last look saw of the database. */
    CatalogueWatch.Seen seen() {
        return seen;
    }

    private void note(AlarmKind kind, String fault) {
        if (fault.isEmpty()) {
            faults.remove(kind);
        } else {
            faults.put(kind, fault);
        }
    }

    static String finaliser(WorkBacklog finalising) {
        return finalising.troubled() == 0
                ? ""
                : "%d recordings cannot be finalised, %d of them are given up"
                        .formatted(finalising.troubled(), finalising.givenUp());
    }

    /** Says it in the log. */
    private static final class Teller implements AlarmTeller {
        @Override
        public void raised(Alarm alarm) {
            switch (alarm.kind()) {
                case FINALISER -> WorkerLog.LOG.finaliserAlarm(alarm.reason());
                case WORK_QUEUE -> WorkerLog.LOG.workQueueAlarm(alarm.reason());
                case STORAGE -> StorageLog.LOG.storageAlarm(alarm.reason());
                case CLOCK -> WorkerLog.LOG.clockAlarm(alarm.reason());
                default -> WorkerLog.LOG.databaseAlarm(alarm.reason());
            }
        }

        @Override
        public void cleared(Alarm alarm, Duration raisedFor) {
            WorkerLog.LOG.alarmOver(alarm.kind().key(), raisedFor.toSeconds());
        }
    }
}
