package org.holdfast.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.holdfast.operations.StorageLog;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;
import org.holdfast.storage.s3.S3Terms;
import org.holdfast.storage.target.StorageTarget;
import org.holdfast.storage.target.StorageTargets;

/**
 * Gives objects under Object Lock the flag of a legal hold, and takes it away once there is none: then not even the owner of the
 * bucket deletes what is held. What a store does not do now is done at the next look. Stateless.
 */
@ApplicationScoped
public class HoldFlags {
    private static final int BATCH = 200;

    private HoldRows rows;
    private StorageTargets targets;
    private String node;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected HoldFlags() {}

    @Inject
    public HoldFlags(HoldRows rows, StorageTargets targets, Settings settings) {
        this.rows = rows;
        this.targets = targets;
        this.node = settings.text(Setting.NODE_NAME);
    }

    /** Sets what is due now; returns how many flags were changed. */
    public int look() {
        List<String> locking = targets.all().stream()
                .filter(target -> target.known().terms().lock() != S3Terms.Lock.NONE)
                .map(StorageTarget::place)
                .toList();
        Set<String> away = new HashSet<>();
        int changed = 0;
        for (HoldRows.Flag flag : locking.isEmpty() ? List.<HoldRows.Flag>of() : rows.due(locking, node, BATCH)) {
            if (!away.contains(flag.place()) && isSet(flag)) {
                changed++;
            } else {
                away.add(flag.place());
            }
        }
        return changed;
    }

    private boolean isSet(HoldRows.Flag flag) {
        Optional<StorageTarget> target = targets.at(flag.place()).filter(StorageTarget::isOpen);
        if (target.isEmpty()) {
            return false;
        }
        try {
            target.get().ask(store -> store.hold(flag.key(), flag.held()));
            rows.set(flag);
            return true;
        } catch (IOException refused) {
            StorageLog.LOG.holdNotFlagged(flag.key(), flag.held() ? "held" : "released", refused.toString());
            return false;
        }
    }
}
