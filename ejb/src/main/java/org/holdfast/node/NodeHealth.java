package org.holdfast.node;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.holdfast.access.FirstAdministrator;
import org.holdfast.alarm.Alarm;
import org.holdfast.connector.api.RecorderHealth;
import org.holdfast.live.LiveCalls;
import org.holdfast.media.journal.JournalDirectory;
import org.holdfast.node.HealthReport.Component;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;
import org.holdfast.work.WorkBacklog;
import org.holdfast.work.WorkKind;

/** This node's judgement of itself. Thread-safe; answers within about a second even when the database hangs. */
@ApplicationScoped
public class NodeHealth {
    /** So many calls that the catalogue does not know mean that nobody takes them in. */
    private static final int OUTBOX_IS_LONG = 100;

    private static final String UNKNOWN = "unknown: the database does not answer";

    /** What only a process that works off the queue answers for. */
    private static final Set<String> OF_WORKER = Set.of("finaliser", "work-queue");

    private CatalogueWatch catalogue;
    private NodeAlarms alarms;
    private LiveCalls live;
    private FirstAdministrator administrator;
    private boolean recorder;
    private boolean worker;
    private boolean portal;
    private String roles;
    private Path journals;
    private Path media;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected NodeHealth() {}

    @Inject
    NodeHealth(
            CatalogueWatch catalogue,
            NodeAlarms alarms,
            LiveCalls live,
            FirstAdministrator administrator,
            Settings settings) {
        this.catalogue = catalogue;
        this.alarms = alarms;
        this.live = live;
        this.administrator = administrator;
        this.recorder = settings.contains(Setting.ROLES, "recorder");
        this.worker = settings.contains(Setting.ROLES, "worker");
        this.portal = settings.contains(Setting.ROLES, "portal");
        this.roles = settings.text(Setting.ROLES);
        this.journals = Path.of(settings.text(Setting.JOURNAL_DIRECTORY));
        this.media = Path.of(settings.text(Setting.MEDIA_DIRECTORY));
    }

    /** What {@code /health/web} needs besides the portal itself: the database answers, people can sign in, no draining. */
    public HealthReport web() {
        if (!portal) {
            return new HealthReport(List.of(down("roles", "this process serves no portal, its roles are " + roles)));
        }
        List<Component> components = new ArrayList<>(database(catalogue.look()).subList(0, 2));
        components.add(signIn());
        components.add(draining());
        return new HealthReport(components);
    }

    /** Every component of this process's roles, for monitoring. */
    public HealthReport full() {
        return full(catalogue.look());
    }

    /** Every component, every alarm and some figures, for people. */
    public NodeStatus status() {
        CatalogueWatch.Seen seen = catalogue.look();
        Optional<RecorderHealth> recording = live.nodeRecorderHealth();
        List<Alarm> all = new ArrayList<>(recording.map(RecorderHealth::alarms).orElse(List.of()));
        all.addAll(alarms.now());
        return new NodeStatus(
                full(seen),
                all,
                seen instanceof CatalogueWatch.Answered(SchemaState schema, WorkBacklog backlog)
                        ? Optional.of(backlog)
                        : Optional.empty(),
                recorder ? waiting() : Optional.empty(),
                volumes(),
                recording.map(RecorderHealth::running).orElse(0),
                recording.map(RecorderHealth::capacity).orElse(0));
    }

    private HealthReport full(CatalogueWatch.Seen seen) {
        List<Component> components = new ArrayList<>(database(seen));
        if (!worker) {
            components.removeIf(component -> OF_WORKER.contains(component.name()));
        }
        if (portal) {
            components.add(signIn());
        }
        components.add(draining());
        if (portal || worker) {
            components.add(mediaDirectory());
        }
        if (recorder) {
            components.add(outbox());
            components.addAll(recorderParts());
        } else if (worker) {
            components.add(recorderElsewhere());
        }
        alarms.now().stream()
                .filter(Alarm::raised)
                .filter(alarm -> worker || !OF_WORKER.contains(alarm.kind().key()))
                .filter(alarm -> components.stream()
                        .noneMatch(part -> part.name().equals(alarm.kind().key())))
                .forEach(alarm -> components.add(down(alarm.kind().key(), alarm.reason())));
        return new HealthReport(components);
    }

    /** Whose journals are worked on here; how it is itself, its own health port says. */
    private Component recorderElsewhere() {
        return live.nodeRecorderHealth().isPresent()
                ? up("recorder", "in another process of this node")
                : down("recorder", "no process of the cluster records for this node");
    }

    /** Database, schema, finaliser, work queue. */
    private List<Component> database(CatalogueWatch.Seen seen) {
        return switch (seen) {
            case CatalogueWatch.Away(String because) ->
                List.of(
                        down("database", because),
                        down("schema", UNKNOWN),
                        down("finaliser", UNKNOWN),
                        down("work-queue", UNKNOWN));
            case CatalogueWatch.Answered(SchemaState schema, WorkBacklog backlog) ->
                List.of(up("database", ""), schema(schema), finaliser(backlog), workQueue(backlog));
        };
    }

    private static Component schema(SchemaState schema) {
        String words =
                "%s: found %s, this release needs %s".formatted(schema.word(), schema.found(), SchemaState.NEEDED);
        return new Component("schema", schema.usable(), words);
    }

    private static Component finaliser(WorkBacklog backlog) {
        String fault = NodeAlarms.finaliser(backlog.of(WorkKind.finalising()));
        return fault.isEmpty() ? up("finaliser", "") : down("finaliser", fault);
    }

    private static Component workQueue(WorkBacklog backlog) {
        String words = "%d waiting, the oldest for %d s, %d given up"
                .formatted(backlog.waiting(), backlog.oldest().toSeconds(), backlog.givenUp());
        return new Component("work-queue", backlog.oldest().compareTo(StalledWork.LATE) < 0, words);
    }

    private Component signIn() {
        return administrator.isSeenTo()
                ? up("sign-in", "")
                : down("sign-in", "this process has not yet looked whether there is a first administrator");
    }

    private Component draining() {
        boolean draining =
                live.nodeRecorderHealth().map(RecorderHealth::draining).orElse(false);
        return draining ? down("drain", "this node takes no new calls") : up("drain", "");
    }

    private Component mediaDirectory() {
        boolean writable = Files.isWritable(media) || Files.notExists(media);
        return writable ? up("media-directory", "") : down("media-directory", media + " cannot be written to");
    }

    private Component outbox() {
        return waiting()
                .map(waiting -> new Component(
                        "journal-outbox", waiting < OUTBOX_IS_LONG, waiting + " calls are not in the catalogue yet"))
                .orElseGet(() -> down("journal-outbox", "the directory of sealed journals cannot be read"));
    }

    private Optional<Integer> waiting() {
        try {
            return Optional.of(
                    JournalDirectory.open(journals).awaitingAcknowledgement().size());
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private List<NodeStatus.Volume> volumes() {
        return recorder
                ? List.of(volume("journal", journals), volume("media", media))
                : List.of(volume("media", media));
    }

    private static NodeStatus.Volume volume(String use, Path directory) {
        return new NodeStatus.Volume(
                use,
                directory.toString(),
                directory.toFile().getUsableSpace(),
                directory.toFile().getTotalSpace());
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
