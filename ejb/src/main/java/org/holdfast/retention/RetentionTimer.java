package org.holdfast.retention;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.holdfast.operations.WorkerLog;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;

/** Looks every half minute for local media that may go. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RetentionTimer {
    @Inject
    LocalPurge local;

    @Inject
    Settings settings;

    private final AtomicBoolean busy = new AtomicBoolean();

    @Schedule(hour = "*", minute = "*", second = "11/30", persistent = false)
    void look() {
        if (settings.contains(Setting.ROLES, "worker") && busy.compareAndSet(false, true)) {
            try {
                int gone = local.purge();
                if (gone > 0) {
                    WorkerLog.LOG.localFilesGone(gone);
                }
            } catch (IOException | RuntimeException away) {
                WorkerLog.LOG.localMediaNotPurged(away.toString());
            } finally {
                busy.set(false);
            }
        }
    }
}
