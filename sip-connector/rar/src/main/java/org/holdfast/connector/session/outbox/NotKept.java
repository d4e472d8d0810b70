package org.holdfast.connector.session.outbox;

import static org.holdfast.connector.health.ConnectorLog.LOG;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.holdfast.connector.api.DiscardedRecording;

/** Counts the recordings that were not kept, by rule, and says so in the log. Thread-safe. */
public final class NotKept {
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    /** One more. */
    public void note(DiscardedRecording recording) {
        counts.computeIfAbsent(recording.outcome(), outcome -> new LongAdder()).increment();
        LOG.notKept(recording.recordingId().toString(), recording.outcome(), recording.rule());
    }

    /** How many so far, for that reason. */
    public long count(String outcome) {
        LongAdder counted = counts.get(outcome);
        return counted == null ? 0 : counted.sum();
    }
}
