package org.holdfast.storage.scrub;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.holdfast.operations.StorageLog;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;
import org.holdfast.storage.object.TargetState;
import org.holdfast.storage.target.StorageTarget;
import org.holdfast.storage.target.StorageTargets;

/** Puts in words what is wrong with stored media and its targets, for the alarm {@code storage}. Stateless. */
@ApplicationScoped
public class StorageFaults {
    /** A target that fails for so long needs an operator; what is shorter heals by itself. */
    private static final Duration AWAY = Duration.ofMinutes(15);

    /** How long a repaired copy is told of: bytes that change are a fault of something. */
    private static final Duration TOLD = Duration.ofDays(1);

    private ScrubRows rows;
    private StorageTargets targets;
    private StorageWatch watch;
    private String node;
    private Clock clock;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected StorageFaults() {}

    @Inject
    public StorageFaults(ScrubRows rows, StorageTargets targets, StorageWatch watch, Settings settings, Clock clock) {
        this.rows = rows;
        this.targets = targets;
        this.watch = watch;
        this.node = settings.text(Setting.NODE_NAME);
        this.clock = clock;
    }

    /** Looks now and tells {@link StorageWatch}; while the database is away, what was seen last stands. */
    public void look() {
        Instant now = clock.instant();
        try {
            ScrubRows.Summary scrubbed = rows.summary(node, now.minus(TOLD));
            List<String> faults = new ArrayList<>();
            if (scrubbed.damaged() > 0) {
                faults.add(scrubbed.damaged() + " stored files are damaged and have no good copy");
            }
            if (scrubbed.repaired() > 0) {
                faults.add(scrubbed.repaired() + " stored files were damaged and were repaired within a day");
            }
            targets.all().stream()
                    .map(StorageTarget::state)
                    .filter(state -> isAway(state, now))
                    .forEach(state -> faults.add("%s fails since %s: %s"
                            .formatted(state.address(), state.failingSince(), state.explained())));
            watch.saw(new StorageWatch.Seen(
                    String.join("; ", faults), scrubbed.checked(), scrubbed.repaired(), scrubbed.damaged()));
        } catch (RuntimeException away) {
            StorageLog.LOG.debug("What is wrong with stored media could not be looked up", away);
        }
    }

    private static boolean isAway(TargetState state, Instant now) {
        Instant since = state.failingSince();
        return since != null && since.plus(AWAY).isBefore(now);
    }
}
