package org.holdfast.alarm;

import java.util.Locale;

/** What must be in order on a node. Health, metrics, alarm rules and the runbook all use these words. */
public enum AlarmKind {
    SIP,
    MEDIA,
    JOURNAL,
    DISK,
    DATABASE,
    FINALISER,
    WORK_QUEUE,
    STORAGE,
    CLOCK;

    /** As health and metrics write it, e.g. {@code work-queue}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
