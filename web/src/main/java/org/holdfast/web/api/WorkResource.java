package org.holdfast.web.api;

import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.holdfast.access.gate.Right;
import org.holdfast.web.api.door.Needs;
import org.holdfast.web.api.problem.ParameterRejected;
import org.holdfast.web.api.problem.Problem;
import org.holdfast.work.OpenWork;
import org.holdfast.work.WorkList;
import org.jspecify.annotations.Nullable;

/** Slow work that is not done: what was given up and why, what runs, what waits; running it again. */
@Path("work")
@Produces(MediaType.APPLICATION_JSON)
public class WorkResource {
    private static final int MOST = 1000;

    @Inject
    private WorkList work;

    @Context
    private UriInfo uri;

    @Context
    private SecurityContext caller;

    @SuppressWarnings("NullAway.Init") // injected
    public WorkResource() {}

    /** An item; {@code at} is when it was given up or set aside, or when it is due. */
    public record Item(
            UUID id,
            UUID recordingId,
            String kind,
            String state,
            String node,
            int attempts,
            Instant createdAt,
            Instant at,
            @Nullable String because,
            @Nullable String byWhom) {

        static Item of(OpenWork open) {
            return new Item(
                    open.id(),
                    open.recordingId(),
                    word(open.kind()),
                    word(open.state().name()),
                    open.node(),
                    open.attempts(),
                    open.createdAt(),
                    open.at(),
                    open.because(),
                    open.byWhom());
        }
    }

    @GET
    @Needs(Right.CONFIGURE)
    public Listing<Item> open(
            @QueryParam("state") @DefaultValue("given-up") String state,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("50") String limit) {
        int most = limit(limit);
        List<OpenWork> found = work.open(state(state), cursor == null ? null : cursor(cursor), most);
        String next = found.size() < most
                ? null
                : uri.getRequestUriBuilder()
                        .replaceQueryParam("cursor", found.getLast().id())
                        .build()
                        .toString();
        return new Listing<>(found.stream().map(Item::of).toList(), next);
    }

    @POST
    @Path("{id}/run-again")
    @Needs(Right.CONFIGURE)
    public void runAgain(@PathParam("id") String id) {
        requireOpen(work.runAgain(RecordingsResource.uuid(id)), "There is no such open work, or it is running.");
    }

    @POST
    @Path("{id}/set-aside")
    @Needs(Right.CONFIGURE)
    public void setAside(@PathParam("id") String id) {
        requireOpen(
                work.setAside(
                        RecordingsResource.uuid(id), caller.getUserPrincipal().getName()),
                "No such work is given up.");
    }

    private static void requireOpen(boolean changed, String otherwise) {
        if (!changed) {
            throw new WebApplicationException(Problem.of(409, otherwise).response());
        }
    }

    private static OpenWork.State state(String word) {
        for (OpenWork.State state : OpenWork.State.values()) {
            if (word(state.name()).equals(word)) {
                return state;
            }
        }
        throw new ParameterRejected("state", "state must be given-up, running, waiting or set-aside.");
    }

    private static UUID cursor(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterRejected("cursor", "cursor must be that of `next` of the page before.");
        }
    }

    private static int limit(String text) {
        if (text.matches("\\d{1,4}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= MOST) {
            return Integer.parseInt(text);
        }
        throw new ParameterRejected("limit", "limit must be 1 to " + MOST + ".");
    }

    private static String word(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
