package org.holdfast.rules;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** Has the snapshot of the rules written at the start and each minute: what came by replication is found here. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RulesTimer {
    @Inject
    RuleSnapshots snapshots;

    @PostConstruct
    void begin() {
        snapshots.later();
    }

    @Schedule(hour = "*", minute = "*", second = "40", persistent = false)
    void look() {
        snapshots.later();
    }
}
