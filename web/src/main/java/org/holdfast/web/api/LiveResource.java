package org.holdfast.web.api;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.holdfast.access.SignedIn;
import org.holdfast.access.gate.Gate;
import org.holdfast.access.gate.Mask;
import org.holdfast.access.gate.Reach;
import org.holdfast.access.gate.Right;
import org.holdfast.audit.AuditAction;
import org.holdfast.connector.api.LiveRecording;
import org.holdfast.live.LiveCalls;
import org.holdfast.web.api.door.Needs;
import org.holdfast.web.session.Caller;
import org.holdfast.web.session.Memory;

/** The calls being recorded now, on every node; pausing and resuming one. */
@Path("live")
@Produces(MediaType.APPLICATION_JSON)
public class LiveResource {
    @Inject
    private LiveCalls calls;

    @Inject
    private Memory memory;

    @Inject
    private Clock clock;

    @Inject
    private Gate gate;

    @Inject
    private Caller caller;

    @SuppressWarnings("NullAway.Init") // injected
    public LiveResource() {}

    /** A running call; {@code id} is that of the recording it becomes. */
    public record LiveCall(
            UUID id,
            String node,
            String conversationKey,
            Instant startedAt,
            long durationMs,
            List<Participant> participants,
            boolean onHold,
            boolean paused,
            long packets) {}

    /** Who takes part now. */
    public record Participant(String aor, String name) {}

    @GET
    @Needs(Right.LIST)
    public Listing<LiveCall> running() {
        SignedIn user = caller.required();
        Reach reach = gate.reach(user, Right.LIST);
        Reach numbers = gate.reachOrNothing(user, Right.SEE_NUMBERS);
        return Listing.of(calls.running().stream()
                .filter(call -> reach.coversAddresses(aors(call)))
                .map(call -> call(call, numbers.coversAddresses(aors(call))))
                .toList());
    }

    private static List<String> aors(LiveRecording call) {
        return call.parties().stream().map(LiveRecording.Party::aor).toList();
    }

    @POST
    @Path("{id}/pause")
    @Needs(value = Right.PAUSE, of = Needs.Of.LIVE_CALL)
    public void pause(@PathParam("id") String id) {
        if (!calls.pause(RecordingsResource.uuid(id), who())) {
            throw new NotFoundException();
        }
        memory.done(caller.required(), AuditAction.PAUSE, id);
    }

    @POST
    @Path("{id}/resume")
    @Needs(value = Right.PAUSE, of = Needs.Of.LIVE_CALL)
    public void resume(@PathParam("id") String id) {
        if (!calls.resume(RecordingsResource.uuid(id), who())) {
            throw new NotFoundException();
        }
        memory.done(caller.required(), AuditAction.RESUME, id);
    }

    private String who() {
        return caller.required().login();
    }

    private LiveCall call(LiveRecording live, boolean numbers) {
        return new LiveCall(
                live.recordingId(),
                live.node(),
                live.conversationKey(),
                live.startedAt(),
                Math.max(0, Duration.between(live.startedAt(), clock.instant()).toMillis()),
                live.parties().stream()
                        .map(party -> numbers
                                ? new Participant(party.aor(), party.name())
                                : new Participant(Mask.address(party.aor()), Mask.text(party.name())))
                        .toList(),
                live.onHold(),
                live.paused(),
                live.packets());
    }
}
