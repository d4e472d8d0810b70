package org.holdfast.connector.capture;

import java.util.concurrent.atomic.LongAdder;

/** What became of the datagrams of all streams, since the capture was opened. Thread-safe; added to once a visit. */
final class CaptureCounters {
    final LongAdder kept = new LongAdder();
    final LongAdder discarded = new LongAdder();
    final LongAdder foreign = new LongAdder();
    final LongAdder garbage = new LongAdder();
    final LongAdder late = new LongAdder();
    final LongAdder unwritten = new LongAdder();
    final LongAdder overflowed = new LongAdder();
    final LongAdder reports = new LongAdder();
    final LongAdder unsent = new LongAdder();

    CaptureTotals totals() {
        return new CaptureTotals(
                kept.sum(),
                discarded.sum(),
                foreign.sum(),
                garbage.sum(),
                late.sum(),
                unwritten.sum(),
                overflowed.sum(),
                reports.sum(),
                unsent.sum());
    }
}
