package org.holdfast.connector.session.lane;

/** A task that waits for its time. Thread-safe. */
public interface Later {

    /** Does nothing once it has begun. */
    void cancel();
}
