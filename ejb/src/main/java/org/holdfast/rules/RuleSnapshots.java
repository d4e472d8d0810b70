package org.holdfast.rules;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.holdfast.access.people.PeopleChanged;
import org.holdfast.operations.WorkerLog;
import org.holdfast.recording.row.CatalogueUnavailable;
import org.holdfast.rulebook.RuleBook;
import org.holdfast.rulebook.RuleFile;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;

/**
 * Keeps the file beside the journals equal to the rules of the catalogue: soon after a rule, a group or a user changed, and
 * each minute. While the database is away the file stays as it is. Thread-safe.
 */
@ApplicationScoped
public class RuleSnapshots {
    private Rules rules;
    private Executor executor;
    private Path file;
    private final AtomicBoolean failing = new AtomicBoolean();

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected RuleSnapshots() {}

    @Inject
    public RuleSnapshots(Rules rules, Executor executor, Settings settings) {
        this.rules = rules;
        this.executor = executor;
        this.file = Path.of(settings.text(Setting.JOURNAL_DIRECTORY))
                .toAbsolutePath()
                .resolve(RuleFile.NAME);
    }

    void rulesChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) RulesChanged changed) {
        later();
    }

    void peopleChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) PeopleChanged changed) {
        later();
    }

    /** Writes what is not yet written, on another thread. */
    public void later() {
        try {
            executor.execute(this::write);
        } catch (RejectedExecutionException stopping) {
            WorkerLog.LOG.debug("The rules are written at the next start", stopping);
        }
    }

    synchronized void write() {
        try {
            RuleBook book = rules.book();
            Path place = file.getParent();
            if (place != null) {
                Files.createDirectories(place);
            }
            if (RuleFile.write(file, book)) {
                WorkerLog.LOG.rulesWritten(book.rules().size(), file.toString());
            }
            failing.set(false);
        } catch (CatalogueUnavailable away) {
            WorkerLog.LOG.debug("The recorder goes on by the rules it has", away);
        } catch (IOException | RuntimeException failed) {
            if (failing.compareAndSet(false, true)) {
                WorkerLog.LOG.rulesNotWritten(file.toString(), failed.toString());
            }
        }
    }
}
