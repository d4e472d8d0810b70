package org.holdfast.connector.sip.stack;

import static org.holdfast.connector.health.ConnectorLog.LOG;

import java.util.concurrent.atomic.AtomicLong;

/** Counts messages that were dropped unread and says so now and then, never once a message. Thread-safe. */
final class DroppedMessages {
    private static final long SAY_EVERY_NANOS = 10_000_000_000L;

    private final AtomicLong unsaid = new AtomicLong();
    private final AtomicLong saidNanos = new AtomicLong(System.nanoTime() - SAY_EVERY_NANOS);

    void count(byte[] message, String reason) {
        if (blank(message)) {
            return; // a keep-alive
        }
        unsaid.incrementAndGet();
        long said = saidNanos.get();
        long now = System.nanoTime();
        if (now - said >= SAY_EVERY_NANOS && saidNanos.compareAndSet(said, now)) {
            LOG.droppedUnread(unsaid.getAndSet(0), reason);
        }
    }

    private static boolean blank(byte[] message) {
        for (byte one : message) {
            if (one != '\r' && one != '\n' && one != 0) {
                return false;
            }
        }
        return true;
    }
}
