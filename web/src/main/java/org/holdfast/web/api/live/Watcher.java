package org.holdfast.web.api.live;

import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.holdfast.access.SignedIn;
import org.holdfast.access.gate.Gate;
import org.holdfast.access.gate.Right;
import org.holdfast.connector.api.LiveRecording;
import org.holdfast.recording.row.CatalogueUnavailable;

/** One connected browser or program. Looked after by the one thread of {@link LiveWatch}. */
final class Watcher {
    /** After this it has to ask at the door again. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final Duration QUIET = Duration.ofSeconds(10);

    private final SignedIn user;
    private final SseEventSink sink;
    private final Sse sse;
    private final Instant since;
    private int told;
    private Instant lastTold;

    Watcher(SignedIn user, SseEventSink sink, Sse sse, Instant now) {
        this.user = user;
        this.sink = sink;
        this.sse = sse;
        since = now;
        lastTold = Instant.EPOCH;
    }

    /** Whether it is still there and may still be. */
    boolean holds(Gate gate, Instant now) {
        try {
            return !sink.isClosed()
                    && now.isBefore(since.plus(LONGEST))
                    && gate.admits(user, since)
                    && gate.may(user, Right.LIST);
        } catch (CatalogueUnavailable away) {
            return false;
        }
    }

    /** Tells it that what it may see is no longer what it was told of; else, now and then, that nothing is new. */
    void tell(List<LiveRecording> running, Gate gate, Instant now) {
        int seen = fingerprint(running, gate);
        if (seen != told || lastTold.equals(Instant.EPOCH)) {
            told = seen;
            send(
                    sse.newEventBuilder()
                            .name("calls")
                            .data(Integer.toHexString(seen))
                            .build(),
                    now);
        } else if (now.isAfter(lastTold.plus(QUIET))) {
            send(sse.newEventBuilder().comment("quiet").build(), now);
        }
    }

    private void send(OutboundSseEvent event, Instant now) {
        lastTold = now;
        sink.send(event).whenComplete((sent, failed) -> {
            if (failed != null) {
                sink.close();
            }
        });
    }

    private int fingerprint(List<LiveRecording> running, Gate gate) {
        return running.stream()
                .filter(call -> gate.mayLive(
                        user,
                        Right.LIST,
                        call.parties().stream().map(LiveRecording.Party::aor).toList()))
                .map(call -> call.withPackets(0))
                .toList()
                .hashCode();
    }

    void end() {
        sink.close();
    }
}
