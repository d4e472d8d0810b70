package org.holdfast.connector.sip.engine;

import static org.holdfast.connector.health.MetricsText.label;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.function.Supplier;
import org.holdfast.alarm.ClockWatch;
import org.holdfast.connector.api.RecorderHealth;
import org.holdfast.connector.capture.CaptureTotals;
import org.holdfast.connector.capture.MediaCapture;
import org.holdfast.connector.health.MetricsText;
import org.holdfast.connector.session.outbox.JournalRoom;
import org.holdfast.connector.session.outbox.Outbox;
import org.holdfast.media.journal.JournalDirectory;
import org.holdfast.rulebook.Outcome;

/** The recorder in numbers, for Prometheus. Each name has a row in {@code docs/operations.md}. Stateless, thread-safe. */
record RecorderMetrics(
        Supplier<RecorderHealth> health, MediaCapture media, Outbox outbox, JournalRoom journals, ClockWatch clock) {

    String text() {
        MetricsText text = new MetricsText();
        judgement(text, health.get());
        media(text, media.totals());
        journals(text);
        clock(text);
        return text.toString();
    }

    private static void judgement(MetricsText text, RecorderHealth now) {
        text.family("holdfast_alarm", "gauge", "1 while the alarm is raised");
        now.alarms()
                .forEach(alarm -> text.sample(
                        "holdfast_alarm", label("alarm", alarm.kind().key()), alarm.raised() ? 1 : 0));
        text.family(
                "holdfast_recorder_component_up", "gauge", "1 while the recorder's own probe of that part succeeds");
        now.components()
                .forEach(part -> text.sample(
                        "holdfast_recorder_component_up", label("component", part.name()), part.up() ? 1 : 0));
        text.gauge("holdfast_recorder_sessions", "Recording Sessions running", now.running());
        text.gauge("holdfast_recorder_sessions_capacity", "Recording Sessions at most", now.capacity());
        text.gauge("holdfast_recorder_draining", "1 while no new Recording Session is taken", now.draining() ? 1 : 0);
    }

    private void media(MetricsText text, CaptureTotals totals) {
        text.gauge("holdfast_media_port_pairs", "RTP and RTCP port pairs of the range", media.portPairs());
        text.gauge("holdfast_media_port_pairs_free", "Port pairs that can be leased", media.portPairsFree());
        text.counter("holdfast_media_datagrams_kept_total", "Datagrams written to a journal", totals.kept());
        text.counter(
                "holdfast_media_datagrams_unwritten_total", "Datagrams a journal could not take", totals.unwritten());
        text.counter(
                "holdfast_media_datagrams_overflowed_total", "Datagrams lost in a full socket", totals.overflowed());
        text.counter("holdfast_media_datagrams_foreign_total", "Datagrams of a stranger", totals.foreign());
    }

    private void journals(MetricsText text) {
        text.gauge("holdfast_outbox_journals", "Sealed journals the catalogue has not taken yet", outbox.waiting());
        text.family("holdfast_recordings_not_kept_total", "counter", "Recordings not kept, by rule");
        for (Outcome outcome : EnumSet.complementOf(EnumSet.of(Outcome.KEEP))) {
            text.sample(
                    "holdfast_recordings_not_kept_total",
                    label("outcome", outcome.word()),
                    outbox.notKept().count(outcome.word()));
        }
        freeBytes().ifPresent(free -> text.gauge("holdfast_journal_free_bytes", "Room on the journal volume", free));
    }

    private void clock(MetricsText text) {
        text.gauge(
                "holdfast_clock_offset_seconds",
                "Wall clock against the monotonic one since the start",
                clock.offset().toMillis() / 1000.0);
        text.counter("holdfast_clock_steps_total", "Steps of the wall clock of a second or more", clock.steps());
    }

    private Optional<Long> freeBytes() {
        Optional<JournalDirectory> directory = journals.directory();
        try {
            return directory.isEmpty()
                    ? Optional.empty()
                    : Optional.of(directory.get().usableBytes());
        } catch (IOException away) {
            return Optional.empty(); // the journal's own alarm tells
        }
    }
}
