package org.holdfast.work;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** Ticks the work engine: what no event announces (delays, expired leases, a database that came back) is found here. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class WorkTimer {
    @Inject
    WorkEngine engine;

    @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false)
    void look() {
        engine.wake();
    }

    @Schedule(hour = "*", minute = "*", second = "*/20", persistent = false)
    void keepLeases() {
        engine.renewLeases();
    }
}
