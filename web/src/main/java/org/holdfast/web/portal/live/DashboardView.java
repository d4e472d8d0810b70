package org.holdfast.web.portal.live;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.holdfast.access.SignedIn;
import org.holdfast.access.gate.Gate;
import org.holdfast.access.gate.Reach;
import org.holdfast.access.gate.Right;
import org.holdfast.alarm.Alarm;
import org.holdfast.connector.api.LiveRecording;
import org.holdfast.live.LiveCalls;
import org.holdfast.node.NodeHealth;
import org.holdfast.node.NodeStatus;
import org.holdfast.recording.Verdict;
import org.holdfast.recording.row.CatalogueUnavailable;
import org.holdfast.search.today.Day;
import org.holdfast.search.today.DayFigures;
import org.holdfast.web.portal.BrowserZone;
import org.holdfast.web.portal.Durations;
import org.holdfast.web.portal.Texts;
import org.holdfast.web.portal.VerdictLabel;
import org.holdfast.web.session.PortalSession;
import org.jspecify.annotations.Nullable;

/** The day at a glance, of what the reader may list. Of one request; the page asks again by itself. */
@Named
@RequestScoped
public class DashboardView {
    @Inject
    private Day days;

    @Inject
    private LiveCalls calls;

    @Inject
    private NodeHealth health;

    @Inject
    private Gate gate;

    @Inject
    private PortalSession session;

    @Inject
    private BrowserZone browser;

    private @Nullable Figures figures;
    private @Nullable NodeStatus status;

    @SuppressWarnings("NullAway.Init") // injected
    public DashboardView() {}

    private record Figures(boolean known, DayFigures today, DayFigures yesterday) {}

    /** One verdict's share of the day. */
    public record Share(VerdictLabel verdict, long count, String href, int percent) {}

    /** A volume and how full it is. */
    public record Volume(String name, String free, int percent) {}

    /** An alarm that is raised. */
    public record RaisedAlarm(String name, String reason) {}

    /** False while the catalogue does not answer. */
    public boolean isKnown() {
        return figures().known();
    }

    public long getCalls() {
        return figures().today().calls();
    }

    public long getCallsYesterday() {
        return figures().yesterday().calls();
    }

    /** How long today's calls last together. */
    public String getTime() {
        return Durations.clock(Duration.ofSeconds(figures().today().seconds()));
    }

    public String getTodayHref() {
        return "recordings.xhtml?from=" + midnight();
    }

    /** Those running now that the reader may know of. */
    public long getRunning() {
        SignedIn reader = user();
        return calls.running().stream()
                .filter(call -> gate.mayLive(
                        reader,
                        Right.LIST,
                        call.parties().stream().map(LiveRecording.Party::aor).toList()))
                .count();
    }

    /** Each verdict, and those that have none yet. */
    public List<Share> getShares() {
        DayFigures today = figures().today();
        long all = Math.max(1, today.calls());
        Stream<Share> given = Arrays.stream(Verdict.values())
                .map(verdict -> new Share(
                        VerdictLabel.of(verdict),
                        today.of(verdict),
                        getTodayHref() + "&verdict=" + verdict.word(),
                        percent(today.of(verdict), all)));
        Stream<Share> pending = Stream.of(
                new Share(VerdictLabel.of(null), today.pending(), getTodayHref(), percent(today.pending(), all)));
        return Stream.concat(given, pending).toList();
    }

    private static int percent(long part, long all) {
        return Math.clamp(Math.round(100.0 * part / all), part == 0 ? 0 : 1, 100);
    }

    /** Whether the reader is shown how the node is. */
    public boolean isOperator() {
        return gate.may(user(), Right.CONFIGURE);
    }

    public List<RaisedAlarm> getAlarms() {
        return status().alarms().stream()
                .filter(Alarm::raised)
                .map(alarm -> new RaisedAlarm(
                        Texts.known("alarm." + alarm.kind().key(), alarm.kind().key()), alarm.reason()))
                .toList();
    }

    public List<Volume> getVolumes() {
        return status().volumes().stream()
                .map(volume -> new Volume(
                        Texts.known("status.volume." + volume.use(), volume.use()),
                        Texts.of(
                                "status.volume.free",
                                Durations.bytes(volume.freeBytes()),
                                Durations.bytes(volume.totalBytes())),
                        percent(volume.totalBytes() - volume.freeBytes(), Math.max(1, volume.totalBytes()))))
                .toList();
    }

    /** The page asks for news. */
    public void refresh() {
        figures = null;
        status = null;
    }

    private Figures figures() {
        Figures read = figures;
        if (read == null) {
            read = read();
            figures = read;
        }
        return read;
    }

    private Figures read() {
        Reach reach = gate.reachOrNothing(user(), Right.LIST);
        LocalDate today = browser.today();
        try {
            return new Figures(true, of(today, reach), of(today.minusDays(1), reach));
        } catch (CatalogueUnavailable away) {
            return new Figures(false, DayFigures.NONE, DayFigures.NONE);
        }
    }

    private DayFigures of(LocalDate day, Reach reach) {
        return days.between(
                browser.instant(day.atStartOfDay()),
                browser.instant(day.plusDays(1).atStartOfDay()),
                reach);
    }

    private String midnight() {
        return browser.today() + "T00:00";
    }

    private NodeStatus status() {
        NodeStatus read = status;
        if (read == null) {
            read = health.status();
            status = read;
        }
        return read;
    }

    private SignedIn user() {
        return session.user().orElseThrow();
    }
}
