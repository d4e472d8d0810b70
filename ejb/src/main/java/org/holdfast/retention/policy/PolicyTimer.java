package org.holdfast.retention.policy;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.holdfast.operations.RetentionLog;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;

/** Each minute one slice of retention, on nodes that work. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PolicyTimer {
    @Inject
    RetentionRunner runner;

    @Inject
    Settings settings;

    @Schedule(hour = "*", minute = "*", second = "41", persistent = false)
    void look() {
        if (settings.contains(Setting.ROLES, "worker")) {
            try {
                runner.work();
            } catch (RuntimeException failed) {
                RetentionLog.LOG.retentionWaits(failed.toString());
            }
        }
    }
}
