package org.holdfast.node;

import jakarta.enterprise.context.ApplicationScoped;

/** This node's judgement of itself. Thread-safe; answers within about a second even when the database hangs. */
@ApplicationScoped
public class NodeHealth {

    /** What {@code /health/web} needs besides the portal itself: the database answers, this node is not draining. */
    public HealthReport web() {
        throw new UnsupportedOperationException("web");
    }

    /** Every component, for monitoring. */
    public HealthReport full() {
        throw new UnsupportedOperationException("full");
    }
}
