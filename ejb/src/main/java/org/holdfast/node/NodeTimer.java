package org.holdfast.node;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicReference;
import org.holdfast.operations.WorkerLog;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;

/** Watches for alarms and whether the schema fits this release, says so once when it does not, and keeps this node's row. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class NodeTimer {
    @Inject
    DatabaseProbe database;

    @Inject
    Settings settings;

    private final AtomicReference<SchemaState> last = new AtomicReference<>(SchemaState.UNKNOWN);

    @Inject
    NodeAlarms alarms;

    @Inject
    NodeMetrics metrics;

    @PostConstruct
    void begin() {
        metrics.register();
    }

    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    void watch() {
        alarms.look();
    }

    @Schedule(hour = "*", minute = "*", second = "*/30", persistent = false)
    void look() {
        try {
            SchemaState now = SchemaState.of(database.schemaVersion());
            if (!last.getAndSet(now).equals(now) && now.fit() != SchemaState.Fit.OK) {
                WorkerLog.LOG.schemaUnfit(now.word(), now.found(), SchemaState.NEEDED);
            }
            if (now.usable()) {
                database.noteNode(settings.text(Setting.NODE_NAME), settings.text(Setting.ROLES));
            }
        } catch (RuntimeException away) {
            WorkerLog.LOG.debug("The schema could not be looked at", away);
        }
    }
}
