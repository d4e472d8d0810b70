package org.holdfast.node;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import org.holdfast.settings.Settings;

/** What the container and the process provide to every feature. */
@Dependent
public class Provided {
    /** Its methods are {@code @Transactional}'s: each transaction has a persistence context of its own. */
    @Produces
    @PersistenceContext(unitName = "holdfast")
    @SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // set and read by the container
    private EntityManager entities;

    /** The container's threads. */
    @Produces
    @Resource
    @SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // set and read by the container
    private ManagedExecutorService threads;

    @Produces
    @Singleton
    Settings settings() {
        return Settings.ofProcess();
    }

    @Produces
    @Dependent
    Clock clock() {
        return Clock.systemUTC();
    }
}
