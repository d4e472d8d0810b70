package org.holdfast.connector.health;

import static org.holdfast.connector.health.ConnectorLog.LOG;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.holdfast.alarm.Alarm;
import org.holdfast.alarm.AlarmKind;
import org.holdfast.alarm.AlarmTeller;
import org.holdfast.alarm.Alarms;
import org.holdfast.alarm.Hysteresis;
import org.holdfast.connector.api.RecorderHealth.Component;

/**
 * The recorder's alarms, made of its components: several components may be one alarm. Apart from the monitor that asks the
 * components, so that a probe that hangs raises an alarm too. Thread-safe.
 */
public final class RecorderAlarms {
    private static final List<AlarmKind> KINDS =
            List.of(AlarmKind.SIP, AlarmKind.MEDIA, AlarmKind.JOURNAL, AlarmKind.DISK, AlarmKind.CLOCK);

    private final Supplier<List<Component>> components;
    private final Alarms alarms;

    public RecorderAlarms(
            Supplier<List<Component>> components, Hysteresis hysteresis, Clock clock, LongSupplier nanos) {
        this.components = components;
        this.alarms = new Alarms(KINDS, hysteresis, clock, nanos, new Teller());
    }

    /** Looks at the components; wanted every second. */
    public void look() {
        Map<AlarmKind, String> faults = new EnumMap<>(AlarmKind.class);
        components.get().stream()
                .filter(component -> !component.up())
                .forEach(component ->
                        faults.merge(kindOf(component.name()), component.reason(), (one, other) -> one + "; " + other));
        alarms.look(faults);
    }

    /** Each as it stands. */
    public List<Alarm> now() {
        return alarms.now();
    }

    private static AlarmKind kindOf(String component) {
        return switch (component) {
            case "journal", "journal-force" -> AlarmKind.JOURNAL;
            case "disk" -> AlarmKind.DISK;
            case "clock" -> AlarmKind.CLOCK;
            case "media-ports", "receivers" -> AlarmKind.MEDIA;
            default -> AlarmKind.SIP;
        };
    }

    /** Says it in the log. */
    private static final class Teller implements AlarmTeller {
        @Override
        public void raised(Alarm alarm) {
            switch (alarm.kind()) {
                case MEDIA -> LOG.mediaAlarm(alarm.reason());
                case JOURNAL -> LOG.journalAlarm(alarm.reason());
                case DISK -> LOG.diskAlarm(alarm.reason());
                case CLOCK -> LOG.clockAlarm(alarm.reason());
                default -> LOG.sipAlarm(alarm.reason());
            }
        }

        @Override
        public void cleared(Alarm alarm, Duration raisedFor) {
            LOG.alarmOver(alarm.kind().key(), raisedFor.toSeconds());
        }
    }
}
