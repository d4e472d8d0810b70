package org.holdfast.work;

import java.time.Duration;

/**
 * Who holds leases: one a process, so that a restarted node waits its former self's leases out. Immutable.
 *
 * @param name unique to the process
 * @param node whose journals and media it can reach
 * @param lease how long a lease holds unless renewed
 */
record LeaseHolder(String name, String node, Duration lease) {}
