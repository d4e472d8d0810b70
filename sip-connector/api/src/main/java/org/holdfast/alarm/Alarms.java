package org.holdfast.alarm;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** The alarms somebody watches for. Looked at again and again with the faults of the moment. Thread-safe. */
public final class Alarms {
    private final List<AlarmWatch> watches;
    private final AlarmTeller teller;

    /**
     * All quiet at first.
     *
     * @param clock wall time, for people
     * @param nanos monotonic time, for how long a fault lasts
     */
    public Alarms(
            Collection<AlarmKind> kinds, Hysteresis hysteresis, Clock clock, LongSupplier nanos, AlarmTeller teller) {
        this.watches = kinds.stream()
                .sorted()
                .map(kind -> new AlarmWatch(kind, hysteresis, clock, nanos))
                .toList();
        this.teller = teller;
    }

    /** What is wrong now, by kind; what is not named is in order. */
    public synchronized void look(Map<AlarmKind, String> faults) {
        watches.forEach(watch -> watch.look(faults.get(watch.kind()), teller));
    }

    /** Each as it stands. */
    public synchronized List<Alarm> now() {
        return watches.stream().map(AlarmWatch::alarm).toList();
    }
}
