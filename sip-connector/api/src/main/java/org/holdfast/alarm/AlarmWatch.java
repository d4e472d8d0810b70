package org.holdfast.alarm;

import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One alarm with its hysteresis. Guarded by {@link Alarms}. */
final class AlarmWatch {
    private final AlarmKind kind;
    private final Hysteresis hysteresis;
    private final Clock clock;
    private final LongSupplier nanos;
    private Alarm alarm;
    private long raisedNanos;

    /** Since when it has looked other than the alarm says, without a break; null while it looks as it says. */
    private @Nullable Long otherwiseNanos;

    AlarmWatch(AlarmKind kind, Hysteresis hysteresis, Clock clock, LongSupplier nanos) {
        this.kind = kind;
        this.hysteresis = hysteresis;
        this.clock = clock;
        this.nanos = nanos;
        this.alarm = Alarm.quiet(kind);
    }

    AlarmKind kind() {
        return kind;
    }

    Alarm alarm() {
        return alarm;
    }

    void look(@Nullable String fault, AlarmTeller teller) {
        long now = nanos.getAsLong();
        if ((fault != null) == alarm.raised()) {
            otherwiseNanos = null;
            return;
        }
        if (otherwiseNanos == null) {
            otherwiseNanos = now;
        }
        Duration otherwise = Duration.ofNanos(now - otherwiseNanos);
        if (fault != null && otherwise.compareTo(hysteresis.raiseAfter()) >= 0) {
            alarm = new Alarm(kind, true, fault, clock.instant());
            raisedNanos = now;
            otherwiseNanos = null;
            teller.raised(alarm);
        } else if (fault == null && otherwise.compareTo(hysteresis.clearAfter()) >= 0) {
            alarm = new Alarm(kind, false, alarm.reason(), clock.instant());
            otherwiseNanos = null;
            teller.cleared(alarm, Duration.ofNanos(now - raisedNanos));
        }
    }
}
