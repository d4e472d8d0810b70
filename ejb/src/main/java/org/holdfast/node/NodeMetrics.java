package org.holdfast.node;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.File;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.holdfast.alarm.Alarm;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;
import org.holdfast.storage.scrub.StorageWatch;
import org.holdfast.work.WorkBacklog;
import org.holdfast.work.WorkBacklog.OfKind;
import org.holdfast.work.WorkEngine;
import org.holdfast.work.WorkKind;

/**
 * What is not the recorder in numbers, on the server's metrics endpoint. A scrape reads what the last look of {@link NodeAlarms}
 * saw and never waits for the database. Each name has a row in {@code docs/operations.md}.
 */
@ApplicationScoped
class NodeMetrics {
    private MeterRegistry registry;
    private NodeAlarms alarms;
    private WorkEngine engine;
    private StorageWatch storage;
    private File media;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected NodeMetrics() {}

    @Inject
    NodeMetrics(
            @Any Instance<MeterRegistry> registries,
            NodeAlarms alarms,
            WorkEngine engine,
            StorageWatch storage,
            Settings settings) {
        // the server offers one; a server without metrics is no reason not to start
        this.registry = registries.stream().findFirst().orElseGet(CompositeMeterRegistry::new);
        this.alarms = alarms;
        this.engine = engine;
        this.storage = storage;
        this.media = new File(settings.text(Setting.MEDIA_DIRECTORY));
    }

    /**
     * Makes them known; once. By the registry's own methods: what a builder registers with a deployment's registry does not
     * reach the server's. The registry refers to this bean only weakly; it lives as long as the application.
     */
    void register() {
        for (Alarm alarm : alarms.now()) {
            String kind = alarm.kind().key();
            registry.gauge("holdfast.alarm", List.of(Tag.of("alarm", kind)), this, self -> self.raised(alarm));
        }
        registry.gauge("holdfast.database.up", List.of(), this, self -> self.answered() ? 1 : 0);
        for (WorkKind kind : WorkKind.values()) {
            work(kind, "holdfast.work.waiting", OfKind::waiting);
            work(kind, "holdfast.work.running", OfKind::running);
            work(kind, "holdfast.work.failing", OfKind::failing);
            work(kind, "holdfast.work.given.up", OfKind::givenUp);
            work(kind, "holdfast.work.oldest.seconds", one -> one.oldest().toSeconds());
        }
        registry.more().counter("holdfast.work.settled", List.of(), this, self -> self.engine.settled());
        registry.gauge(
                "holdfast.storage.checked",
                List.of(),
                this,
                self -> self.storage.seen().checked());
        registry.gauge(
                "holdfast.storage.repaired",
                List.of(),
                this,
                self -> self.storage.seen().repaired());
        registry.gauge(
                "holdfast.storage.damaged",
                List.of(),
                this,
                self -> self.storage.seen().damaged());
        registry.gauge("holdfast.media.free.bytes", List.of(), this, self -> self.media.getUsableSpace());
    }

    private boolean answered() {
        return alarms.seen() instanceof CatalogueWatch.Answered;
    }

    private double raised(Alarm wanted) {
        return alarms.now().stream().anyMatch(alarm -> alarm.kind() == wanted.kind() && alarm.raised()) ? 1 : 0;
    }

    private void work(WorkKind kind, String name, ToDoubleFunction<OfKind> value) {
        List<Tag> tags = List.of(Tag.of("kind", kind.name().toLowerCase(Locale.ROOT)));
        registry.gauge(name, tags, this, self -> self.ofKind(kind, value));
    }

    private double ofKind(WorkKind kind, ToDoubleFunction<OfKind> value) {
        return alarms.seen() instanceof CatalogueWatch.Answered(SchemaState schema, WorkBacklog backlog)
                ? backlog.kinds().stream()
                        .filter(one -> one.kind() == kind)
                        .mapToDouble(value)
                        .findFirst()
                        .orElse(0)
                : Double.NaN;
    }
}
