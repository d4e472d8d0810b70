package org.holdfast.web.api;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.holdfast.connector.api.LiveRecording;
import org.holdfast.live.LiveCalls;

/** The calls being recorded now, on every node; pausing and resuming one. */
@Path("live")
@Produces(MediaType.APPLICATION_JSON)
public class LiveResource {
    @Inject
    private LiveCalls calls;

    @Inject
    private Clock clock;

    @Context
    private SecurityContext caller;

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
    public Listing<LiveCall> running() {
        return Listing.of(calls.running().stream().map(this::call).toList());
    }

    @POST
    @Path("{id}/pause")
    public void pause(@PathParam("id") String id) {
        if (!calls.pause(RecordingsResource.uuid(id), who())) {
            throw new NotFoundException();
        }
    }

    @POST
    @Path("{id}/resume")
    public void resume(@PathParam("id") String id) {
        if (!calls.resume(RecordingsResource.uuid(id), who())) {
            throw new NotFoundException();
        }
    }

    private String who() {
        return caller.getUserPrincipal().getName();
    }

    private LiveCall call(LiveRecording live) {
        return new LiveCall(
                live.recordingId(),
                live.node(),
                live.conversationKey(),
                live.startedAt(),
                Math.max(0, Duration.between(live.startedAt(), clock.instant()).toMillis()),
                live.parties().stream()
                        .map(party -> new Participant(party.aor(), party.name()))
                        .toList(),
                live.onHold(),
                live.paused(),
                live.packets());
    }
}
