package org.holdfast.webhook;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** Has the running calls and alarms looked at, and what is due delivered, every two seconds. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class WebhookTimer {
    @Inject
    LiveNewsWatch watch;

    @Inject
    DeliveryRound round;

    @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false)
    void look() {
        watch.look();
        round.wake();
    }

    @Schedule(hour = "*", minute = "17", second = "0", persistent = false)
    void tidy() {
        round.tidy();
    }
}
