package org.holdfast.storage.scrub;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.holdfast.operations.StorageLog;
import org.holdfast.recording.row.CurrentTenant;
import org.holdfast.recording.row.RowId;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;

/**
 * Reads stored media of this node again: three quarters of what it may read in order, the rest at random. What a place that does
 * not answer has is passed over until the next round. One thread at a time.
 */
@ApplicationScoped
public class Scrub {
    private static final int BATCH = 20;

    /** How long a copy that could not be repaired is left alone. */
    private static final Duration TRY_AGAIN = Duration.ofMinutes(10);

    private ScrubRows rows;
    private StoredBytes bytes;
    private Repair repair;
    private String node;
    private Clock clock;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected Scrub() {}

    @Inject
    public Scrub(ScrubRows rows, StoredBytes bytes, Repair repair, Settings settings, Clock clock) {
        this.rows = rows;
        this.bytes = bytes;
        this.repair = repair;
        this.node = settings.text(Setting.NODE_NAME);
        this.clock = clock;
    }

    /** Looks at copies until about so many bytes were read, or all were looked at; returns how many were read. */
    public long round(long budget) {
        long read = 0;
        for (DueCopy due : rows.damaged(node, clock.instant().minus(TRY_AGAIN), BATCH)) {
            read += look(due);
        }
        Map<UUID, DueCopy> seen = new LinkedHashMap<>();
        while (read < budget * 3 / 4) {
            List<DueCopy> next = new ArrayList<>(rows.next(node, BATCH));
            next.removeIf(due -> seen.containsKey(due.id()));
            if (next.isEmpty()) {
                return read;
            }
            for (DueCopy due : next) {
                seen.put(due.id(), due);
                read += look(due);
                rows.passed(node, due.id());
                if (read >= budget * 3 / 4) {
                    break;
                }
            }
        }
        for (DueCopy due : rows.sample(node, anywhere(), BATCH)) {
            read += read < budget && !seen.containsKey(due.id()) ? look(due) : 0;
        }
        return read;
    }

    /** An id of some moment of the last five years, or thereabouts: ids begin with their time (RFC 9562 §5.7). */
    private UUID anywhere() {
        UUID now = RowId.next();
        long most = now.getMostSignificantBits() >>> 16;
        long moment = ThreadLocalRandom.current()
                .nextLong(most - Duration.ofDays(5 * 365).toMillis(), most);
        return new UUID(moment << 16 | 0x7000, now.getLeastSignificantBits());
    }

    private long look(DueCopy due) {
        return CurrentTenant.as(due.tenantId(), () -> {
            if (!bytes.reachable(due.copy()) || !rows.stands(due)) {
                return 0L;
            }
            try {
                judge(due);
                return due.copy().bytes();
            } catch (IOException away) {
                StorageLog.LOG.debugf(
                        "%s could not be looked at: %s", due.copy().location(), away);
                return 0L;
            }
        });
    }

    private void judge(DueCopy due) throws IOException {
        String wrong = bytes.wrong(due.copy());
        if (!wrong.isEmpty()) {
            wrong = bytes.wrong(due.copy()); // the second look tells the copy from its way here
        }
        if (wrong.isEmpty()) {
            rows.found(due, ScrubRows.Outcome.GOOD, "", clock.instant());
        } else if (rows.stands(due)) {
            damaged(due, wrong);
        }
    }

    private void damaged(DueCopy due, String wrong) throws IOException {
        String recording = due.recordingId().toString();
        StorageLog.LOG.copyDamaged(due.copy().location(), due.copy().place(), recording, wrong);
        String from;
        try {
            from = repair.repaired(due).orElse("");
        } catch (IOException | RuntimeException failed) {
            rows.found(due, ScrubRows.Outcome.DAMAGED, wrong + "; not repaired: " + failed, clock.instant());
            StorageLog.LOG.copyNotRepaired(due.copy().location(), due.copy().place(), recording, failed.toString());
            return;
        }
        if (from.isEmpty()) {
            rows.found(due, ScrubRows.Outcome.DAMAGED, wrong + "; there is no good copy", clock.instant());
            StorageLog.LOG.copyNotRepaired(
                    due.copy().location(), due.copy().place(), recording, "there is no good copy");
        } else {
            rows.found(due, ScrubRows.Outcome.REPAIRED, wrong + "; repaired from " + from, clock.instant());
            StorageLog.LOG.copyRepaired(due.copy().location(), due.copy().place(), recording, from);
        }
    }
}
