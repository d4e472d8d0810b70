package org.holdfast.retention.policy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.holdfast.access.SignedIn;
import org.holdfast.audit.Actor;
import org.holdfast.audit.AuditAction;
import org.holdfast.audit.AuditEvent;
import org.holdfast.audit.AuditTrail;
import org.holdfast.operations.RetentionLog;
import org.holdfast.recording.row.CatalogueUnavailable;
import org.holdfast.recording.row.CurrentTenant;
import org.holdfast.recording.row.Tenants;
import org.holdfast.retention.Deletion;
import org.holdfast.retention.DeletionRefused;
import org.holdfast.retention.policy.RetentionPass.Outcome;

/**
 * Deletes what the policies want gone: a run a day, or when somebody asks, in slices that a timer takes one after the
 * other; a restart goes on where the last slice ended. Thread-safe: one slice at a time.
 */
@ApplicationScoped
public class RetentionRunner {
    /** From the beginning of one run by schedule to the next. */
    static final Duration EVERY = Duration.ofHours(24);

    /** A policy that was just changed is looked at by people first. */
    static final Duration SETTLED = Duration.ofHours(1);

    private static final int WINDOWS_A_SLICE = 40;
    private static final int DELETIONS_A_SLICE = 500;
    private static final int MOST_FAILURES_IN_A_ROW = 5;
    private static final int MOST_UNFINISHED = 100;
    private static final Duration UNFINISHED_AGAIN = Duration.ofMinutes(10);

    private Policies policies;
    private RetentionPass pass;
    private RetentionRuns runs;
    private Candidates candidates;
    private Tenants tenants;
    private Deletion deletion;
    private AuditTrail audit;
    private Executor executor;
    private Clock clock;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile Instant unfinishedFrom = Instant.MIN;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected RetentionRunner() {}

    @Inject
    @SuppressWarnings("checkstyle:ParameterNumber") // the parts it stands between
    public RetentionRunner(
            Policies policies,
            RetentionPass pass,
            RetentionRuns runs,
            Candidates candidates,
            Tenants tenants,
            Deletion deletion,
            AuditTrail audit,
            Executor executor,
            Clock clock) {
        this.policies = policies;
        this.pass = pass;
        this.runs = runs;
        this.candidates = candidates;
        this.tenants = tenants;
        this.deletion = deletion;
        this.audit = audit;
        this.executor = executor;
        this.clock = clock;
    }

    /** Begins a run now, unless one is running; that one is given then. It goes on in the background. */
    public RetentionRuns.Run start(SignedIn by) {
        UUID run = runs.begin(by.login(), pass.beginning(policies.book())).id();
        audit.add(AuditEvent.of(by.actor(), AuditAction.CREATE, "retention-run", run));
        try {
            executor.execute(this::work);
        } catch (RejectedExecutionException stopping) {
            RetentionLog.LOG.retentionWaits("the server is stopping");
        }
        return runs.find(run).orElseThrow();
    }

    /** Takes one slice for every tenant; returns at once when one is being taken. */
    public void work() {
        if (!busy.compareAndSet(false, true)) {
            return;
        }
        try {
            boolean finishes = !clock.instant().isBefore(unfinishedFrom);
            if (finishes) {
                unfinishedFrom = clock.instant().plus(UNFINISHED_AGAIN);
            }
            for (UUID tenant : tenants.all()) {
                CurrentTenant.as(tenant, () -> slice(finishes));
            }
        } catch (CatalogueUnavailable away) {
            RetentionLog.LOG.retentionWaits(away.reason());
        } finally {
            busy.set(false);
        }
    }

    private boolean slice(boolean finishes) {
        if (finishes) {
            candidates.unfinished(MOST_UNFINISHED).forEach(this::finish);
        }
        Optional<RetentionRuns.Running> running = runs.running();
        if (running.isEmpty() && isTime()) {
            running = Optional.of(runs.begin("schedule", pass.beginning(policies.book())));
        }
        running.ifPresent(this::goOn);
        return running.isPresent();
    }

    private boolean isTime() {
        Instant now = clock.instant();
        return policies.lastChange()
                        .filter(change -> !now.isBefore(change.plus(SETTLED)))
                        .isPresent()
                && runs.lastBegun()
                        .filter(begun -> now.isBefore(begun.plus(EVERY)))
                        .isEmpty()
                && policies.book().deletes();
    }

    private void finish(UUID recording) {
        try {
            deletion.delete(recording, Actor.SYSTEM, "");
        } catch (DeletionRefused | IOException notNow) {
            RetentionLog.LOG.notDeleted(recording.toString(), String.valueOf(notNow.getMessage()));
        }
    }

    private void goOn(RetentionRuns.Running run) {
        PolicyBook book = policies.book();
        Deleting deleting = new Deleting();
        Place place = run.place();
        for (int i = 0; i < WINDOWS_A_SLICE && !deleting.isDone(); i++) {
            RetentionPass.Stretch stretch = pass.next(book, place, deleting);
            runs.went(run.id(), stretch, deleting.take());
            if (deleting.isStuck()) {
                runs.ended(run.id(), deleting.because);
                RetentionLog.LOG.runStopped(run.id().toString(), deleting.because);
                return;
            }
            if (stretch.next() == null) {
                runs.find(run.id()).ifPresent(RetentionRunner::tell);
                return;
            }
            place = stretch.next();
        }
    }

    private static void tell(RetentionRuns.Run run) {
        RetentionRuns.Counts counts = run.counts();
        RetentionLog.LOG.runEnded(
                run.id().toString(), counts.gone(), counts.kept(), counts.held(), counts.locked(), counts.failed());
    }

    /** Deletes what it is told of. One slice, one thread. */
    private final class Deleting implements RetentionPass.Judge {
        private final List<Finding> findings = new ArrayList<>();
        private int gone;
        private int failuresInARow;
        private String because = "";

        @Override
        public Outcome judge(Candidate recording, Fate.Due due) {
            Outcome foreseen = DryRun.foreseen(recording, due.now());
            if (foreseen != Outcome.GONE) {
                findings.add(DryRun.finding(recording, due, foreseen, DryRun.prevented(recording, foreseen)));
                return foreseen;
            }
            return deleted(recording, due);
        }

        private Outcome deleted(Candidate recording, Fate.Due due) {
            try {
                deletion.delete(
                        recording.id(),
                        Actor.SYSTEM,
                        "retention policy " + due.by().name() + ": " + due.because());
                failuresInARow = 0;
                gone++;
                findings.add(DryRun.finding(recording, due, Outcome.GONE, null));
                return Outcome.GONE;
            } catch (DeletionRefused refused) {
                Outcome outcome = switch (refused.reason()) {
                    case HELD -> Outcome.HELD;
                    case LOCKED -> Outcome.LOCKED;
                    case OUT_OF_REACH -> Outcome.FAILED;
                };
                findings.add(DryRun.finding(recording, due, outcome, refused.getMessage()));
                return outcome;
            } catch (IOException away) {
                failuresInARow++;
                because = String.valueOf(away.getMessage());
                RetentionLog.LOG.notDeleted(recording.id().toString(), because);
                findings.add(DryRun.finding(recording, due, Outcome.FAILED, because));
                return Outcome.FAILED;
            }
        }

        @Override
        public boolean isDone() {
            return isStuck() || gone >= DELETIONS_A_SLICE;
        }

        boolean isStuck() {
            return failuresInARow >= MOST_FAILURES_IN_A_ROW;
        }

        List<Finding> take() {
            List<Finding> taken = List.copyOf(findings);
            findings.clear();
            return taken;
        }
    }
}
