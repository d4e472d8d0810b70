package org.holdfast.web.portal.operation;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.holdfast.access.SignedIn;
import org.holdfast.alarm.Alarm;
import org.holdfast.audit.AuditAction;
import org.holdfast.connector.api.RecorderHealth;
import org.holdfast.live.KnownRecorder;
import org.holdfast.live.LiveAnswer;
import org.holdfast.live.LiveCalls;
import org.holdfast.node.HealthReport;
import org.holdfast.node.NodeHealth;
import org.holdfast.node.NodeStatus;
import org.holdfast.web.portal.BrowserZone;
import org.holdfast.web.portal.Durations;
import org.holdfast.web.portal.Moment;
import org.holdfast.web.portal.Texts;
import org.holdfast.web.portal.browser.Notice;
import org.holdfast.web.session.Memory;
import org.holdfast.web.session.PortalSession;
import org.jspecify.annotations.Nullable;

/** This node at a glance. Of one request; the page asks again every few seconds. */
@Named
@RequestScoped
public class StatusView {
    @Inject
    private NodeHealth health;

    @Inject
    private BrowserZone browser;

    @Inject
    private LiveCalls calls;

    @Inject
    private PortalSession session;

    @Inject
    private Memory memory;

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

    /** A node of the cluster whose recorder is there. */
    public record NodeRow(String name, String badge, String label, String calls, boolean draining) {}

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

    public List<NodeRow> getNodes() {
        return calls.recorders().stream().map(StatusView::row).toList();
    }

    private static NodeRow row(KnownRecorder recorder) {
        RecorderHealth health = recorder.health();
        String state = health.draining() ? "node.drains" : health.takesCalls() ? "node.ready" : "node.sick";
        return new NodeRow(
                recorder.node(),
                health.draining() ? "on-hold" : health.takesCalls() ? "complete" : "no-media",
                Texts.of(state),
                Texts.of("status.running.of", health.running(), health.capacity()),
                health.draining());
    }

    public void drain(String node) {
        drained(node, true);
    }

    public void undrain(String node) {
        drained(node, false);
    }

    private void drained(String node, boolean draining) {
        SignedIn user = session.user().orElseThrow();
        LiveAnswer answer = calls.drain(node, draining, user.login());
        if (answer == LiveAnswer.DONE) {
            memory.done(user, draining ? AuditAction.DRAIN : AuditAction.UNDRAIN, "node", node);
        } else {
            Notice.warn(Texts.of("node.silent", node));
        }
        status = null;
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
