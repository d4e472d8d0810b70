package org.holdfast.connector.session.outbox;

/** How long to wait before a journal is announced again: 1 s, doubled with every refusal, at most 60 s. Immutable. */
record Patience(int seconds, long untilNanos) {
    static final Patience NONE = new Patience(0, System.nanoTime());

    boolean over() {
        return seconds == 0 || System.nanoTime() - untilNanos >= 0;
    }

    Patience longer() {
        int next = Math.clamp(seconds * 2L, 1, 60);
        return new Patience(next, System.nanoTime() + next * 1_000_000_000L);
    }
}
