package org.holdfast.webhook;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.holdfast.access.tenant.SealingAtStart;
import org.holdfast.access.tenant.TenantRows;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;

/** Has the running calls and alarms looked at, and what is due delivered, every two seconds; seals what is in clear once a start. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class WebhookTimer {
    @Inject
    LiveNewsWatch watch;

    @Inject
    DeliveryRound round;

    @Inject
    Webhooks webhooks;

    @Inject
    TenantRows tenants;

    @Inject
    Settings settings;

    private final SealingAtStart sealing = new SealingAtStart("webhooks");

    @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false)
    void look() {
        watch.look();
        round.wake();
    }

    @Schedule(hour = "*", minute = "*", second = "5", persistent = false)
    void seal() {
        if (settings.contains(Setting.ROLES, "worker")) {
            sealing.attempt(tenants, webhooks::seal);
        }
    }

    @Schedule(hour = "*", minute = "17", second = "0", persistent = false)
    void tidy() {
        round.tidy();
    }
}
