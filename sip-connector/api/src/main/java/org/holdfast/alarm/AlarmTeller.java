package org.holdfast.alarm;

import java.time.Duration;

/** Hears of each change once; writes the log. */
public interface AlarmTeller {
    /** It was just raised. */
    void raised(Alarm alarm);

    /** It is over after so long. */
    void cleared(Alarm alarm, Duration raisedFor);
}
