package org.holdfast.storage;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.holdfast.operations.WorkerLog;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;
import org.holdfast.storage.target.StorageTargets;
import org.holdfast.work.WorkKind;
import org.holdfast.work.WorkQueue;

/** Once after the start, queues what was recorded before there was a bucket; and again once there is a first target. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class StorageTimer {
    private static final int BATCH = 500;

    @Inject
    StorageOverview overview;

    @Inject
    StorageTargets targets;

    @Inject
    HoldFlags flags;

    @Inject
    WorkQueue queue;

    @Inject
    Settings settings;

    private final AtomicBoolean caughtUp = new AtomicBoolean();

    @Schedule(hour = "*", minute = "*", second = "7/20", persistent = false)
    void look() {
        if (settings.contains(Setting.ROLES, "worker") && caughtUp.compareAndSet(false, true)) {
            try {
                caughtUp.set(targets.any() && !queued());
            } catch (RuntimeException away) {
                WorkerLog.LOG.debug("Earlier recordings have to wait", away);
                caughtUp.set(false);
            }
        }
    }

    @Schedule(hour = "*", minute = "*", second = "17/30", persistent = false)
    void flag() {
        if (settings.contains(Setting.ROLES, "worker")) {
            try {
                flags.look();
            } catch (RuntimeException away) {
                WorkerLog.LOG.debug("Flags of legal holds have to wait", away);
            }
        }
    }

    private boolean queued() {
        List<UUID> missing = overview.neverUploaded(settings.text(Setting.NODE_NAME), BATCH);
        int queued = queue.redo(WorkKind.UPLOAD, missing);
        if (queued > 0) {
            WorkerLog.LOG.uploadsQueued(queued);
        }
        return queued > 0;
    }
}
