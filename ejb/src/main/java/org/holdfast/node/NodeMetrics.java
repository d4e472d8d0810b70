package org.holdfast.node;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.File;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.holdfast.alarm.Alarm;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;
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
    private File media;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected NodeMetrics() {}

    @Inject
    NodeMetrics(@Any Instance<MeterRegistry> registries, NodeAlarms alarms, WorkEngine engine, Settings settings) {
        // the server offers one; a server without metrics is no reason not to start
        this.registry = registries.stream().findFirst().orElseGet(CompositeMeterRegistry::new);
        this.alarms = alarms;
        this.engine = engine;
        this.media = new File(settings.text(Setting.MEDIA_DIRECTORY));
    }

    /** Makes them known; once. */
    void register() {
        for (Alarm alarm : alarms.now()) {
            gauge(
                    "holdfast.alarm",
                    "1 while the alarm is raised",
                    "alarm",
                    alarm.kind().key(),
                    () -> raised(alarm));
        }
        Gauge.builder("holdfast.database.up", alarms, now -> now.seen() instanceof CatalogueWatch.Answered ? 1 : 0)
                .description("1 while the database answers")
                .register(registry);
        for (WorkKind kind : WorkKind.values()) {
            work(kind, "holdfast.work.waiting", "Items not done, running ones included", OfKind::waiting);
            work(kind, "holdfast.work.running", "Items somebody works on", OfKind::running);
            work(kind, "holdfast.work.failing", "Items that fail again and again", OfKind::failing);
            work(kind, "holdfast.work.given.up", "Items an operator must look at", OfKind::givenUp);
            work(
                    kind,
                    "holdfast.work.oldest.seconds",
                    "How long the oldest has been due",
                    one -> one.oldest().toSeconds());
        }
        FunctionCounter.builder("holdfast.work.settled", engine, WorkEngine::settled)
                .description("Tries that ended, well or not")
                .register(registry);
        Gauge.builder("holdfast.media.free.bytes", media, File::getUsableSpace)
                .description("Room on the volume of finished media")
                .register(registry);
    }

    private double raised(Alarm wanted) {
        return alarms.now().stream().anyMatch(alarm -> alarm.kind() == wanted.kind() && alarm.raised()) ? 1 : 0;
    }

    private void work(WorkKind kind, String name, String help, ToDoubleFunction<OfKind> value) {
        String label = kind.name().toLowerCase(Locale.ROOT);
        gauge(name, help, "kind", label, () -> ofKind(kind, value));
    }

    private double ofKind(WorkKind kind, ToDoubleFunction<OfKind> value) {
        Predicate<OfKind> wanted = one -> one.kind() == kind;
        return alarms.seen() instanceof CatalogueWatch.Answered(SchemaState schema, WorkBacklog backlog)
                ? backlog.kinds().stream()
                        .filter(wanted)
                        .mapToDouble(value)
                        .findFirst()
                        .orElse(0)
                : Double.NaN;
    }

    private void gauge(String name, String help, String label, String labelled, Supplier<Number> value) {
        Gauge.builder(name, value).description(help).tag(label, labelled).register(registry);
    }
}
