package org.holdfast.web.api;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.holdfast.access.SignedIn;
import org.holdfast.access.gate.Gate;
import org.holdfast.access.gate.Mask;
import org.holdfast.access.gate.Right;
import org.holdfast.audit.AuditAction;
import org.holdfast.connector.api.LiveRecording;
import org.holdfast.live.ListenAnswer;
import org.holdfast.live.Listening;
import org.holdfast.live.LiveAnswer;
import org.holdfast.live.LiveCalls;
import org.holdfast.live.LiveListening;
import org.holdfast.web.WebLog;
import org.holdfast.web.api.door.Needs;
import org.holdfast.web.api.live.WhileAdmitted;
import org.holdfast.web.api.problem.Problem;
import org.holdfast.web.session.Caller;
import org.holdfast.web.session.Memory;

/** The calls being recorded now, on every node; pausing, resuming and listening to one. */
@Path("live")
@Produces(MediaType.APPLICATION_JSON)
public class LiveResource {
    private static final String NOT_CONFIRMED =
            "The recorder of this call did not answer: whether it obeyed is not known. The live list tells.";

    @Inject
    private LiveCalls calls;

    @Inject
    private LiveListening listening;

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
            long packets,
            boolean onDemand) {}

    /** Who takes part now. */
    public record Participant(String aor, String name) {}

    @GET
    @Needs(Right.LIST)
    public Listing<LiveCall> running() {
        SignedIn user = caller.required();
        return Listing.of(calls.running().stream()
                .filter(call -> gate.mayLive(user, Right.LIST, aors(call)))
                .map(call -> call(call, gate.mayLive(user, Right.SEE_NUMBERS, aors(call))))
                .toList());
    }

    private static List<String> aors(LiveRecording call) {
        return call.parties().stream().map(LiveRecording.Party::aor).toList();
    }

    @POST
    @Path("{id}/pause")
    @Needs(value = Right.PAUSE, of = Needs.Of.LIVE_CALL)
    public void pause(@PathParam("id") String id) {
        confirm(calls.pause(RecordingsResource.uuid(id), who()));
        memory.done(caller.required(), AuditAction.PAUSE, id);
    }

    @POST
    @Path("{id}/resume")
    @Needs(value = Right.PAUSE, of = Needs.Of.LIVE_CALL)
    public void resume(@PathParam("id") String id) {
        confirm(calls.resume(RecordingsResource.uuid(id), who()));
        memory.done(caller.required(), AuditAction.RESUME, id);
    }

    /** A rule says "on demand": from now on the call is kept. */
    @POST
    @Path("{id}/keep")
    @Needs(value = Right.PAUSE, of = Needs.Of.LIVE_CALL)
    public void keep(@PathParam("id") String id) {
        confirm(calls.keep(RecordingsResource.uuid(id), who()));
        memory.done(caller.required(), AuditAction.KEEP, id);
    }

    private static void confirm(LiveAnswer answer) {
        switch (answer) {
            case DONE -> {}
            case NOT_RUNNING -> throw new NotFoundException();
            case NO_ANSWER ->
                throw new WebApplicationException(Problem.of(504, NOT_CONFIRMED).response());
        }
    }

    /** What is heard of it now, half a second behind: an endless WAV, the first stream left, the second right. */
    @GET
    @Path("{id}/audio")
    @Produces({"audio/wav", MediaType.WILDCARD})
    @Needs(value = Right.LISTEN_LIVE, of = Needs.Of.LIVE_CALL)
    public Response audio(@PathParam("id") String id) throws IOException {
        return switch (listening.begin(RecordingsResource.uuid(id), who())) {
            case ListenAnswer.Begun(Listening begun) -> {
                memory.done(caller.required(), AuditAction.LISTEN_LIVE, id);
                yield Response.ok(streamed(begun, caller.required()), "audio/wav")
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build();
            }
            case ListenAnswer.NotRunning() -> throw new NotFoundException();
            case ListenAnswer.Elsewhere(String node) ->
                Problem.of(409, "Node %s records this call: listen there.".formatted(node))
                        .with("node", node)
                        .response();
            case ListenAnswer.TooMany(int most) ->
                Problem.of(503, "%d people listen already, more may not at once (live.listeners).".formatted(most))
                        .builder()
                        .header(HttpHeaders.RETRY_AFTER, "10")
                        .build();
        };
    }

    /** Without this a HEAD would begin to listen. */
    @HEAD
    @Path("{id}/audio")
    @Needs(value = Right.LISTEN_LIVE, of = Needs.Of.LIVE_CALL)
    public Response audioHead(@PathParam("id") String id) {
        throw new NotAllowedException("GET");
    }

    private StreamingOutput streamed(Listening begun, SignedIn user) {
        return out -> {
            try (begun) {
                begun.writeTo(new WhileAdmitted(out, user, gate, clock));
            } catch (IOException gone) {
                WebLog.LOG.debug("A listener is gone", gone);
            }
        };
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
                live.packets(),
                live.onDemand());
    }
}
