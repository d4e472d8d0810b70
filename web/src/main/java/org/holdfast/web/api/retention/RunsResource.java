package org.holdfast.web.api.retention;

import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.holdfast.access.gate.Right;
import org.holdfast.retention.policy.RetentionRunner;
import org.holdfast.retention.policy.RetentionRuns;
import org.holdfast.web.api.Listing;
import org.holdfast.web.api.door.Needs;
import org.holdfast.web.api.people.Ids;
import org.holdfast.web.api.problem.ParameterRejected;
import org.holdfast.web.session.Caller;
import org.jspecify.annotations.Nullable;

/** Runs of the retention policies: their history, and a run now. */
@Path("retention-runs")
@Produces(MediaType.APPLICATION_JSON)
public class RunsResource {
    private static final int MOST = 1000;

    @Inject
    private RetentionRuns runs;

    @Inject
    private RetentionRunner runner;

    @Inject
    private Caller caller;

    @Context
    private UriInfo uri;

    @SuppressWarnings("NullAway.Init") // injected
    public RunsResource() {}

    @GET
    @Needs(Right.CONFIGURE)
    public Listing<RetentionRuns.Run> runs(
            @QueryParam("cursor") @Nullable String cursor, @QueryParam("limit") @DefaultValue("50") String limit) {
        int most = limit(limit);
        return listing(runs.list(cursor(cursor), most), most, RetentionRuns.Run::id);
    }

    /** Begins one, unless one is running: then it is that one's. */
    @POST
    @Needs(Right.CONFIGURE)
    public RetentionRuns.Run run() {
        return runner.start(caller.required());
    }

    @GET
    @Path("{id}")
    @Needs(Right.CONFIGURE)
    public RetentionRuns.Run run(@PathParam("id") String id) {
        return runs.find(Ids.of(id)).orElseThrow(NotFoundException::new);
    }

    @GET
    @Path("{id}/recordings")
    @Needs(Right.CONFIGURE)
    public Listing<RetentionRuns.Item> recordings(
            @PathParam("id") String id,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("100") String limit) {
        int most = limit(limit);
        return listing(runs.items(Ids.of(id), cursor(cursor), most), most, RetentionRuns.Item::recordingId);
    }

    private <T> Listing<T> listing(List<T> found, int most, Function<T, UUID> id) {
        return new Listing<>(
                found,
                found.size() < most
                        ? null
                        : uri.getRequestUriBuilder()
                                .replaceQueryParam("cursor", id.apply(found.getLast()))
                                .build()
                                .toString());
    }

    static @Nullable UUID cursor(@Nullable String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterRejected("cursor", "cursor must be that of `next` of the page before.");
        }
    }

    static int limit(String text) {
        if (text.matches("[1-9]\\d{0,3}") && Integer.parseInt(text) <= MOST) {
            return Integer.parseInt(text);
        }
        throw new ParameterRejected("limit", "limit must be 1 to " + MOST + ".");
    }
}
