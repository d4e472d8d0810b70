package org.holdfast.node;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdfast.access.FirstAdministrator;
import org.holdfast.connector.api.RecorderHealth;
import org.holdfast.live.LiveCalls;
import org.holdfast.media.journal.JournalDirectory;
import org.holdfast.node.HealthReport.Component;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;
import org.holdfast.work.WorkBacklog;

/** This node's judgement of itself. Thread-safe; answers within about a second even when the database hangs. */
@ApplicationScoped
public class NodeHealth {
    /** Work this late means that something is wrong, whatever it is. */
    private static final Duration WORK_IS_LATE = Duration.ofMinutes(10);

    /** So many calls that the catalogue does not know mean that nobody takes them in. */
    private static final int OUTBOX_IS_LONG = 100;

    private CatalogueWatch catalogue;
    private LiveCalls live;
    private FirstAdministrator administrator;
    private boolean recorder;
    private Path journals;
    private Path media;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected NodeHealth() {}

    @Inject
    public NodeHealth(CatalogueWatch catalogue, LiveCalls live, FirstAdministrator administrator, Settings settings) {
        this.catalogue = catalogue;
        this.live = live;
        this.administrator = administrator;
        this.recorder = settings.contains(Setting.ROLES, "recorder");
        this.journals = Path.of(settings.text(Setting.JOURNAL_DIRECTORY));
        this.media = Path.of(settings.text(Setting.MEDIA_DIRECTORY));
    }

    /** What {@code /health/web} needs besides the portal itself: the database answers, people can sign in, no draining. */
    public HealthReport web() {
        List<Component> components = new ArrayList<>(database(catalogue.look()).subList(0, 2));
        components.add(signIn());
        components.add(draining());
        return new HealthReport(components);
    }

    /** Every component, for monitoring. */
    public HealthReport full() {
        List<Component> components = new ArrayList<>(database(catalogue.look()));
        components.add(signIn());
        components.add(draining());
        components.add(mediaDirectory());
        if (recorder) {
            components.add(outbox());
            components.addAll(recorderParts());
        }
        return new HealthReport(components);
    }

    /** Database, schema, work. */
    private static List<Component> database(CatalogueWatch.Seen seen) {
        return switch (seen) {
            case CatalogueWatch.Away(String because) ->
                List.of(
                        down("database", because),
                        down("schema", "unknown: the database does not answer"),
                        down("work", "unknown: the database does not answer"));
            case CatalogueWatch.Answered(SchemaState schema, WorkBacklog backlog) ->
                List.of(up("database", ""), schema(schema), work(backlog));
        };
    }

    private static Component schema(SchemaState schema) {
        String words =
                "%s: found %s, this release needs %s".formatted(schema.word(), schema.found(), SchemaState.NEEDED);
        return new Component("schema", schema.usable(), words);
    }

    private static Component work(WorkBacklog backlog) {
        String words = "%d waiting, the oldest for %d s, %d given up"
                .formatted(backlog.waiting(), backlog.oldest().toSeconds(), backlog.givenUp());
        return new Component("work", backlog.oldest().compareTo(WORK_IS_LATE) < 0, words);
    }

    private Component signIn() {
        return administrator.isSeenTo()
                ? up("sign-in", "")
                : down("sign-in", "this process has not yet looked whether there is a first administrator");
    }

    private Component draining() {
        boolean draining = live.recorderHealth().map(RecorderHealth::draining).orElse(false);
        return draining ? down("drain", "this node takes no new calls") : up("drain", "");
    }

    private Component mediaDirectory() {
        boolean writable = Files.isWritable(media) || Files.notExists(media);
        return writable ? up("media-directory", "") : down("media-directory", media + " cannot be written to");
    }

    private Component outbox() {
        try {
            int waiting =
                    JournalDirectory.open(journals).awaitingAcknowledgement().size();
            String words = waiting + " calls are not in the catalogue yet";
            return new Component("journal-outbox", waiting < OUTBOX_IS_LONG, words);
        } catch (IOException unreadable) {
            return down("journal-outbox", unreadable.toString());
        }
    }

    private List<Component> recorderParts() {
        Optional<RecorderHealth> health = live.recorderHealth();
        if (health.isEmpty()) {
            return List.of(down("recorder", "it has not reported to the application yet"));
        }
        return health.get().components().stream()
                .map(part -> new Component("recorder-" + part.name(), part.up(), part.reason()))
                .toList();
    }

    private static Component up(String name, String reason) {
        return new Component(name, true, reason);
    }

    private static Component down(String name, String reason) {
        return new Component(name, false, reason);
    }
}
