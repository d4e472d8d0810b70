package org.holdfast.work;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.holdfast.operations.WorkerLog;
import org.holdfast.recording.row.CurrentTenant;
import org.holdfast.recording.row.DatabaseTrouble;
import org.holdfast.recording.row.RowId;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;

/**
 * Works the queue off with a fixed number of workers a crew, each on a thread of the container for as long as something is
 * due: what waits for a slow bucket never keeps a call from being finalised. No transaction is open while a step runs.
 * Thread-safe.
 */
@ApplicationScoped
public class WorkEngine {
    /** Tries in a row that threw, or never came back, before an item is put aside. */
    static final int MOST_FAILURES = 5;

    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration DATABASE_RETURNS = Duration.ofSeconds(5);

    private WorkQueue queue;
    private Instance<WorkStep> found;
    private Executor executor;
    private LeaseHolder self;
    private boolean worker;
    private List<Crew> crews;
    private DatabaseOutage outage;
    private final Set<UUID> running = ConcurrentHashMap.newKeySet();
    private final Queue<Report> unreported = new ConcurrentLinkedQueue<>();
    private final AtomicLong settled = new AtomicLong();

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected WorkEngine() {}

    @Inject
    public WorkEngine(WorkQueue queue, @Any Instance<WorkStep> steps, Executor executor, Settings settings) {
        this.queue = queue;
        this.found = steps;
        this.executor = executor;
        String node = settings.text(Setting.NODE_NAME);
        this.self = new LeaseHolder(node + "/" + RowId.next(), node, LEASE);
        this.worker = settings.contains(Setting.ROLES, "worker");
        this.crews = Arrays.stream(WorkKind.Crew.values())
                .map(crew -> Crew.of(crew, settings))
                .toList();
        this.outage = new DatabaseOutage();
    }

    /** Workers that do the same kinds of work. */
    private record Crew(Set<WorkKind> kinds, Semaphore places, AtomicBoolean woken) {
        static Crew of(WorkKind.Crew crew, Settings settings) {
            Set<WorkKind> kinds = Arrays.stream(WorkKind.values())
                    .filter(kind -> kind.crew() == crew)
                    .collect(toSet());
            return new Crew(kinds, new Semaphore(settings.number(crew.size())), new AtomicBoolean());
        }
    }

    void workQueued(@Observes(during = TransactionPhase.AFTER_SUCCESS) WorkDue due) {
        wake();
    }

    /** Looks for work now, unless every worker is busy and will look anyway. Returns at once. */
    public void wake() {
        if (worker) {
            crews.forEach(this::wake);
        }
    }

    private void wake(Crew crew) {
        crew.woken().set(true);
        if (crew.places().tryAcquire()) {
            try {
                executor.execute(() -> workOff(crew));
            } catch (RejectedExecutionException stopping) {
                crew.places().release();
            }
        }
    }

    /** Keeps the leases of what is being worked on. */
    public void renewLeases() {
        try {
            queue.renew(self, Set.copyOf(running));
        } catch (RuntimeException away) {
            outage.seen(away);
        }
    }

    /** Items done, tried again or given up since the process started: while this rises, somebody works. */
    public long settled() {
        return settled.get();
    }

    /** Items this process works on now. */
    public int running() {
        return running.size();
    }

    private void workOff(Crew crew) {
        try {
            Map<WorkKind, WorkStep> steps = steps(crew);
            do {
                crew.woken().set(false);
                reportLate();
                workWhileDue(crew, steps);
            } while (crew.woken().get());
        } catch (RuntimeException away) {
            outage.seen(away);
        } finally {
            crew.places().release();
        }
        if (crew.woken().get()) {
            wake(crew);
        }
    }

    private void workWhileDue(Crew crew, Map<WorkKind, WorkStep> steps) {
        List<ClaimedWork> claimed = claim(steps);
        while (!claimed.isEmpty()) {
            wake(crew); // where one is due there may be more, for the other workers
            claimed.forEach(work -> workOn(work, steps));
            claimed = claim(steps);
        }
    }

    private List<ClaimedWork> claim(Map<WorkKind, WorkStep> steps) {
        Set<WorkKind> open = steps.values().stream()
                .filter(WorkStep::isOpen)
                .map(WorkStep::kind)
                .collect(toSet());
        if (open.isEmpty()) {
            return List.of();
        }
        List<ClaimedWork> claimed = queue.claim(self, open, Set.copyOf(running), 1);
        outage.over();
        return claimed;
    }

    private void workOn(ClaimedWork work, Map<WorkKind, WorkStep> steps) {
        running.add(work.id());
        try {
            Runnable report = work.failures() > MOST_FAILURES
                    ? () -> giveUp(
                            work,
                            "%d tries in a row ended the process or outlived their lease".formatted(MOST_FAILURES))
                    : perform(work, Objects.requireNonNull(steps.get(work.kind())));
            report(new Report(work.id(), report));
        } catch (RuntimeException | Error bug) {
            running.remove(work.id()); // its lease runs out
            throw bug;
        }
    }

    /** Does the step; what is returned writes down how it ended. */
    private Runnable perform(ClaimedWork work, WorkStep step) {
        try {
            WorkOutcome outcome = CurrentTenant.as(work.tenantId(), () -> step.perform(work.recordingId()));
            return () -> settle(work, outcome);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return () -> settle(work, WorkOutcome.retryAfter(Duration.ZERO, "the server was stopping"));
        } catch (Exception | LinkageError | StackOverflowError failed) {
            return switch (DatabaseTrouble.of(failed)) {
                case AWAY, PASSING ->
                    () -> settle(work, WorkOutcome.retryAfter(DATABASE_RETURNS, "the database: " + rootOf(failed)));
                case LASTING, NONE -> () -> failed(work, failed);
            };
        }
    }

    /** How a try ended, to be written into the queue. */
    private record Report(UUID item, Runnable writing) {}

    /** How it ended is not forgotten because the database is away just then: the work would be done twice. */
    private void report(Report report) {
        try {
            report.writing().run();
            running.remove(report.item());
            settled.incrementAndGet();
        } catch (RuntimeException unwritten) {
            switch (DatabaseTrouble.of(unwritten)) {
                case PASSING -> unreported.add(report);
                case AWAY -> {
                    unreported.add(report);
                    outage.seen(unwritten);
                }
                case LASTING, NONE -> throw unwritten;
            }
        }
    }

    private void reportLate() {
        for (int late = unreported.size(); late > 0; late--) {
            Report report = unreported.poll();
            if (report != null) {
                report(report);
            }
        }
    }

    private void failed(ClaimedWork work, Throwable failed) {
        WorkerLog.LOG.stepFailed(work.kind().name(), work.recordingId().toString(), failed);
        if (work.failures() >= MOST_FAILURES) {
            giveUp(work, failed.toString());
        } else {
            Duration delay = Duration.ofSeconds(1L << work.failures());
            queue.again(self, work, new WorkQueue.Again(jittered(delay), failed.toString(), false));
        }
    }

    private void settle(ClaimedWork work, WorkOutcome outcome) {
        switch (outcome) {
            case WorkOutcome.Done() -> queue.done(self, work);
            case WorkOutcome.RetryAfter(Duration delay, String because) ->
                queue.again(self, work, new WorkQueue.Again(jittered(delay), because, true));
            case WorkOutcome.GiveUp(String because) -> giveUp(work, because);
        }
    }

    private void giveUp(ClaimedWork work, String because) {
        queue.givenUp(self, work, because);
        WorkerLog.LOG.workGivenUp(work.kind().name(), work.recordingId().toString(), work.attempts(), because);
    }

    private static Throwable rootOf(Throwable failed) {
        Throwable root = failed;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /** A quarter more or less, so that what failed together does not come back together. */
    private static Duration jittered(Duration delay) {
        return Duration.ofMillis(
                Math.round(delay.toMillis() * ThreadLocalRandom.current().nextDouble(0.75, 1.25)));
    }

    private Map<WorkKind, WorkStep> steps(Crew crew) {
        return found.stream()
                .filter(step -> crew.kinds().contains(step.kind()))
                .collect(toMap(WorkStep::kind, Function.identity()));
    }
}
