package org.holdfast.web.portal.operation;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.holdfast.alarm.Alarm;
import org.holdfast.node.HealthReport;
import org.holdfast.node.NodeHealth;
import org.holdfast.node.NodeStatus;
import org.holdfast.web.portal.BrowserZone;
import org.holdfast.web.portal.Durations;
import org.holdfast.web.portal.Moment;
import org.holdfast.web.portal.Texts;
import org.jspecify.annotations.Nullable;

/** This node at a glance. Of one request; the page asks again every few seconds. */
@Named
@RequestScoped
public class StatusView {
    @Inject
    private NodeHealth health;

    @Inject
    private BrowserZone browser;

    private @Nullable NodeStatus status;

    @SuppressWarnings("NullAway.Init") // injected
    public StatusView() {}

    /** An alarm; {@code since} is null when it never was raised. */
    public record AlarmRow(
            String name,
            boolean raised,
            String badge,
            String label,
            String reason,
            @Nullable Moment since) {}

    /** A part of the node. */
    public record PartRow(String name, String badge, String label, String reason) {}

    /** A figure with its name. */
    public record Figure(String name, String value) {}

    public List<AlarmRow> getAlarms() {
        return status().alarms().stream().map(this::row).toList();
    }

    /** How many alarms are raised, in words. */
    public String getVerdict() {
        long raised = status().alarms().stream().filter(Alarm::raised).count();
        return raised == 0 ? Texts.of("status.fine") : Texts.of("status.alarms", raised);
    }

    public boolean isFine() {
        return status().alarms().stream().noneMatch(Alarm::raised);
    }

    public List<PartRow> getParts() {
        return status().health().components().stream().map(StatusView::row).toList();
    }

    public List<Figure> getCalls() {
        NodeStatus now = status();
        String unknown = Texts.of("status.unknown");
        return List.of(
                new Figure(Texts.of("status.running"), Texts.of("status.running.of", now.running(), now.capacity())),
                new Figure(
                        Texts.of("status.outbox"),
                        now.outbox().map(String::valueOf).orElse(unknown)),
                new Figure(
                        Texts.of("status.work.waiting"),
                        now.backlog()
                                .map(work -> String.valueOf(work.waiting()))
                                .orElse(unknown)),
                new Figure(
                        Texts.of("status.work.oldest"),
                        now.backlog()
                                .map(work -> Durations.clock(work.oldest()))
                                .orElse(unknown)),
                new Figure(
                        Texts.of("status.work.given-up"),
                        now.backlog()
                                .map(work -> String.valueOf(work.givenUp()))
                                .orElse(unknown)));
    }

    public List<Figure> getVolumes() {
        return status().volumes().stream()
                .map(volume -> new Figure(
                        Texts.known("status.volume." + volume.use(), volume.use()),
                        Texts.of(
                                "status.volume.free",
                                Durations.bytes(volume.freeBytes()),
                                Durations.bytes(volume.totalBytes()))))
                .toList();
    }

    /** The page asks for news. */
    public void refresh() {
        status = null;
    }

    private NodeStatus status() {
        NodeStatus known = status;
        if (known == null) {
            known = health.status();
            status = known;
        }
        return known;
    }

    private AlarmRow row(Alarm alarm) {
        String key = alarm.kind().key();
        return new AlarmRow(
                Texts.known("alarm." + key, key),
                alarm.raised(),
                alarm.raised() ? "no-media" : "complete",
                Texts.of(alarm.raised() ? "alarm.raised" : "alarm.quiet"),
                alarm.raised() ? alarm.reason() : "",
                alarm.since() == null ? null : browser.moment(alarm.since()));
    }

    private static PartRow row(HealthReport.Component part) {
        return new PartRow(
                part.name(),
                part.up() ? "complete" : "no-media",
                Texts.of(part.up() ? "part.up" : "part.down"),
                part.reason());
    }
}
