package org.holdfast.node;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.holdfast.work.WorkBacklog;
import org.holdfast.work.WorkQueue;

/** Asks the database how it is, and waits no longer than a caller may. Thread-safe; a hung database is asked only once. */
@ApplicationScoped
class CatalogueWatch {
    private static final Duration PATIENCE = Duration.ofMillis(900);

    private DatabaseProbe database;
    private WorkQueue work;
    private Executor executor;
    private CompletableFuture<Seen> asked = CompletableFuture.completedFuture(new Away("not asked yet"));

    /** What was seen of the database. */
    sealed interface Seen {}

    /** It answered. */
    record Answered(SchemaState schema, WorkBacklog backlog) implements Seen {}

    /** It did not. */
    record Away(String because) implements Seen {}

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected CatalogueWatch() {}

    @Inject
    CatalogueWatch(DatabaseProbe database, WorkQueue work, Executor executor) {
        this.database = database;
        this.work = work;
        this.executor = executor;
    }

    /** Within about a second. */
    Seen look() {
        try {
            return question().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException hangs) {
            return new Away("no answer within " + PATIENCE.toMillis() + " ms");
        } catch (ExecutionException failed) {
            return new Away(rootOf(failed).toString());
        } catch (RejectedExecutionException stopping) {
            return new Away("the server is stopping");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Away("interrupted while asking");
        }
    }

    private synchronized CompletableFuture<Seen> question() {
        if (asked.isDone()) {
            asked = CompletableFuture.supplyAsync(this::ask, executor);
        }
        return asked;
    }

    private Seen ask() {
        SchemaState schema = SchemaState.of(database.schemaVersion());
        return schema.usable() ? new Answered(schema, work.backlog()) : new Answered(schema, WorkBacklog.NONE);
    }

    private static Throwable rootOf(Throwable failed) {
        Throwable root = failed;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
