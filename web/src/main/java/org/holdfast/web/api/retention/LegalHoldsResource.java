package org.holdfast.web.api.retention;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.holdfast.access.SignedIn;
import org.holdfast.access.gate.Gate;
import org.holdfast.access.gate.Right;
import org.holdfast.access.people.Groups;
import org.holdfast.retention.BulkHold;
import org.holdfast.retention.LegalHolds;
import org.holdfast.search.Sight;
import org.holdfast.web.api.HoldResource;
import org.holdfast.web.api.Listing;
import org.holdfast.web.api.RecordingFilters;
import org.holdfast.web.api.door.Needs;
import org.holdfast.web.api.problem.ParameterRejected;
import org.holdfast.web.session.Caller;
import org.jspecify.annotations.Nullable;

/** Legal holds in force, and holding all that a search finds. */
@Path("legal-holds")
@Produces(MediaType.APPLICATION_JSON)
public class LegalHoldsResource {
    @Inject
    private LegalHolds holds;

    @Inject
    private BulkHold bulk;

    @Inject
    private Gate gate;

    @Inject
    private Groups groups;

    @Inject
    private Caller caller;

    @Context
    private UriInfo uri;

    @SuppressWarnings("NullAway.Init") // injected
    public LegalHoldsResource() {}

    @GET
    @Needs(Right.HOLD)
    public Listing<LegalHolds.Held> holds(
            @QueryParam("cursor") @Nullable String cursor, @QueryParam("limit") @DefaultValue("100") String limit) {
        int most = RunsResource.limit(limit);
        List<LegalHolds.Held> found =
                holds.list(gate.reach(caller.required(), Right.HOLD), RunsResource.cursor(cursor), most);
        return new Listing<>(
                found,
                found.size() < most
                        ? null
                        : uri.getRequestUriBuilder()
                                .replaceQueryParam("cursor", found.getLast().id())
                                .build()
                                .toString());
    }

    /** The query is that of {@code GET /recordings}; what it finds beyond the reach of the caller's right is left out. */
    @POST
    @Needs(Right.HOLD)
    @Consumes(MediaType.APPLICATION_JSON)
    public BulkHold.Placed hold(HoldResource.@Nullable HoldRequest asked) {
        if (uri.getQueryParameters().isEmpty()) {
            throw new ParameterRejected("q", "Say which recordings: a query with no filter would hold them all.");
        }
        SignedIn user = caller.required();
        return bulk.place(
                RecordingFilters.query(uri.getQueryParameters(), groups::membersBelow),
                new Sight(gate.reach(user, Right.HOLD), gate.reachOrNothing(user, Right.SEE_NUMBERS)),
                HoldResource.reason(asked),
                user.actor());
    }
}
