package org.holdfast.export;

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

/** Packs what is ordered, one export at a time on this node, and clears the shelf. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ExportTimer {
    @Inject
    ExportRun run;

    @Inject
    Settings settings;

    private final AtomicBoolean busy = new AtomicBoolean();

    @Schedule(hour = "*", minute = "*", second = "*/3", persistent = false)
    void look() {
        if (settings.contains(Setting.ROLES, "worker") && busy.compareAndSet(false, true)) {
            try {
                boolean more = true;
                while (more) {
                    more = run.next();
                }
                run.expire();
            } catch (IOException | RuntimeException away) {
                WorkerLog.LOG.exportsWait(away.toString());
            } finally {
                busy.set(false);
            }
        }
    }
}
