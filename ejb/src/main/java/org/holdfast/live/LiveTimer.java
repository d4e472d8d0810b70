package org.holdfast.live;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** Has the running calls said anew every two seconds: what was counted meanwhile, and for those who came late. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class LiveTimer {
    @Inject
    LivePublisher publisher;

    @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false)
    void sayAgain() {
        publisher.nudge();
    }
}
