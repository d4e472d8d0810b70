package org.holdfast.access;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicBoolean;
import org.holdfast.access.factor.SecondFactors;
import org.holdfast.access.tenant.KnownTenant;
import org.holdfast.access.tenant.SealingAtStart;
import org.holdfast.access.tenant.TenantRows;
import org.holdfast.operations.WorkerLog;
import org.holdfast.recording.row.CurrentTenant;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;

/** Sees to the first administrator and to secrets in clear as soon as the database is there, and to tokens that expired: where people sign in. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AccessTimer {
    @Inject
    FirstAdministrator administrator;

    @Inject
    Tokens tokens;

    @Inject
    SecondFactors factors;

    @Inject
    TenantRows tenants;

    @Inject
    Settings settings;

    private final AtomicBoolean ensured = new AtomicBoolean();
    private final SealingAtStart sealing = new SealingAtStart("second factors");

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void ensureAdministrator() {
        if (isPortal() && ensured.compareAndSet(false, true)) {
            try {
                administrator.ensure();
            } catch (RuntimeException away) {
                WorkerLog.LOG.debug("The first administrator has to wait", away);
                ensured.set(false);
            }
        }
    }

    @Schedule(hour = "*", minute = "*", second = "5", persistent = false)
    void sealSecrets() {
        if (isPortal()) {
            sealing.attempt(tenants, factors::seal);
        }
    }

    @Schedule(hour = "*", minute = "7", persistent = false)
    void buryExpiredTokens() {
        if (!isPortal()) {
            return;
        }
        try {
            for (KnownTenant tenant : tenants.all()) {
                CurrentTenant.as(tenant.id(), () -> {
                    tokens.buryExpired();
                    return true;
                });
            }
        } catch (RuntimeException away) {
            WorkerLog.LOG.debug("Expired tokens are buried later", away);
        }
    }

    private boolean isPortal() {
        return settings.contains(Setting.ROLES, "portal");
    }
}
