package org.holdfast.connector.session.volume;

import java.time.Duration;

/**
 * How much room the journal volume must have for what, as the operator said. Immutable.
 *
 * @param purgePercent below this share of free space kept journals that are safe elsewhere are purged
 * @param refusePercent below it new Recording Sessions are refused
 * @param endPercent below it the running ones are ended in order
 * @param minFreeBytes refused below this in any case, but for volumes so small that it would be most of them
 * @param keep how long a kept journal stays once it is safe elsewhere
 */
public record VolumeLimits(int purgePercent, int refusePercent, int endPercent, long minFreeBytes, Duration keep) {

    private static final long GIB = 1L << 30;
    private static final long MOST_PURGE = 64 * GIB;
    private static final long MOST_REFUSE = 8 * GIB;
    private static final long MOST_END = GIB;
    private static final long MOST_RESERVE = 64L << 20;

    /** The same in bytes of free space, for a volume of a size; each is at most what any volume can need. */
    public Marks marks(long volumeBytes) {
        long least = Math.min(minFreeBytes, volumeBytes / 10);
        long refuse = Math.max(least, Math.min(share(volumeBytes, refusePercent), MOST_REFUSE));
        long end = Math.min(Math.max(least / 5, Math.min(share(volumeBytes, endPercent), MOST_END)), refuse / 2);
        long purge = Math.max(refuse + refuse / 2, Math.min(share(volumeBytes, purgePercent), MOST_PURGE));
        return new Marks(purge, refuse, end, Math.min(end, MOST_RESERVE));
    }

    private static long share(long bytes, int percent) {
        return bytes / 100 * percent;
    }

    /**
     * Free bytes below which something happens.
     *
     * @param reserve bytes held back, for ends on a volume that is full
     */
    public record Marks(long purge, long refuse, long end, long reserve) {}
}
