package org.holdfast.storage.scrub;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicBoolean;
import org.holdfast.operations.StorageLog;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;

/** Scrubs a little every minute, at a rate that nobody notices, and looks for what the alarm must know. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ScrubTimer {
    private static final long SECONDS = 60;

    @Inject
    Scrub scrub;

    @Inject
    StorageFaults faults;

    @Inject
    Settings settings;

    private final AtomicBoolean busy = new AtomicBoolean();

    @Schedule(hour = "*", minute = "*", second = "23", persistent = false)
    void scrub() {
        long rate = 1024L * settings.number(Setting.SCRUB_RATE);
        if (rate > 0 && settings.contains(Setting.ROLES, "worker") && busy.compareAndSet(false, true)) {
            try {
                scrub.round(rate * SECONDS);
            } catch (RuntimeException away) {
                StorageLog.LOG.debug("Stored media could not be looked at", away);
            } finally {
                busy.set(false);
            }
        }
    }

    @Schedule(hour = "*", minute = "*", second = "3/20", persistent = false)
    void look() {
        if (settings.contains(Setting.ROLES, "worker")) {
            faults.look();
        }
    }
}
