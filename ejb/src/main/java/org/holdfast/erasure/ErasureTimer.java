package org.holdfast.erasure;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.holdfast.operations.RetentionLog;
import org.holdfast.recording.row.CurrentTenant;
import org.holdfast.recording.row.Tenants;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;

/** Looks every few seconds for erasures that were confirmed, on nodes that work. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ErasureTimer {
    private static final int MOST_ROUNDS = 20;

    @Inject
    ErasureJob job;

    @Inject
    Tenants tenants;

    @Inject
    Settings settings;

    private final AtomicBoolean busy = new AtomicBoolean();

    @Schedule(hour = "*", minute = "*", second = "3/10", persistent = false)
    void look() {
        if (!settings.contains(Setting.ROLES, "worker") || !busy.compareAndSet(false, true)) {
            return;
        }
        try {
            for (UUID tenant : tenants.all()) {
                CurrentTenant.as(tenant, this::rounds);
            }
        } catch (RuntimeException failed) {
            RetentionLog.LOG.retentionWaits(failed.toString());
        } finally {
            busy.set(false);
        }
    }

    private boolean rounds() {
        boolean more = true;
        for (int i = 0; i < MOST_ROUNDS && more; i++) {
            more = job.round();
        }
        return more;
    }
}
