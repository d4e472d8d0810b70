package org.holdfast.storage.scrub;

import jakarta.enterprise.context.ApplicationScoped;

/** What is wrong with stored media, as last seen; for alarms and metrics, which may not wait. Thread-safe. */
@ApplicationScoped
public class StorageWatch {
    private volatile Seen seen = new Seen("", 0, 0, 0);

    /**
     * As last seen.
     *
     * @param fault what an operator must look at; empty when nothing
     * @param repaired within the last day
     * @param damaged and not repaired
     */
    public record Seen(String fault, long checked, long repaired, long damaged) {}

    public Seen seen() {
        return seen;
    }

    void saw(Seen now) {
        seen = now;
    }
}
