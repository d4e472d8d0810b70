package org.holdfast.web.api.retention;

import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.holdfast.access.gate.Right;
import org.holdfast.access.people.Clash;
import org.holdfast.retention.policy.DryRun;
import org.holdfast.retention.policy.KnownPolicy;
import org.holdfast.retention.policy.Policies;
import org.holdfast.retention.policy.PolicyRules;
import org.holdfast.web.api.Listing;
import org.holdfast.web.api.door.Needs;
import org.holdfast.web.api.people.Body;
import org.holdfast.web.api.people.Ids;
import org.holdfast.web.api.people.Versions;
import org.holdfast.web.session.Caller;
import org.jspecify.annotations.Nullable;

/** Retention policies, and what they would delete now. */
@Path("retention-policies")
@Produces(MediaType.APPLICATION_JSON)
public class PoliciesResource {
    @Inject
    private Policies policies;

    @Inject
    private DryRun dryRun;

    @Inject
    private Caller caller;

    @Context
    private UriInfo uri;

    @SuppressWarnings("NullAway.Init") // injected
    public PoliciesResource() {}

    @GET
    @Needs(Right.CONFIGURE)
    public Listing<PolicyDocument> policies() {
        return Listing.of(policies.list().stream().map(PolicyDocument::of).toList());
    }

    @POST
    @Needs(Right.CONFIGURE)
    public Response create(@Nullable String text) {
        PolicyRules rules = PolicyDocument.rules(text);
        KnownPolicy policy = Clash.told(() -> policies.create(caller.required(), rules));
        return Versions.tagged(
                        Response.created(uri.getAbsolutePathBuilder()
                                .path(policy.id().toString())
                                .build()),
                        policy.version())
                .entity(PolicyDocument.of(policy))
                .build();
    }

    @GET
    @Path("{id}")
    @Needs(Right.CONFIGURE)
    public Response policy(@PathParam("id") String id) {
        return answer(policies.find(Ids.of(id)).orElseThrow(NotFoundException::new));
    }

    /** The whole policy: what is left out, it says nothing of. */
    @PUT
    @Path("{id}")
    @Needs(Right.CONFIGURE)
    public Response replace(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable String text) {
        UUID policy = Ids.of(id);
        PolicyRules rules = PolicyDocument.rules(text);
        return answer(Clash.told(() -> policies.change(caller.required(), policy, Versions.wanted(ifMatch), rules)));
    }

    @DELETE
    @Path("{id}")
    @Needs(Right.CONFIGURE)
    public void remove(@PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        policies.remove(caller.required(), Ids.of(id), Versions.wanted(ifMatch));
    }

    /** Of the policies as they are, or as they would be with the one in the body. */
    @POST
    @Path("dry-run")
    @Needs(Right.CONFIGURE)
    public DryRun.Page dryRun(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("100") String limit,
            @Nullable String text) {
        DryRun.Draft draft = null;
        if (text != null && !text.isBlank()) {
            Body body = PolicyDocument.body(text);
            draft = new DryRun.Draft(body.id("id"), PolicyDocument.rules(body));
        }
        return dryRun.of(draft, cursor, RunsResource.limit(limit));
    }

    private static Response answer(KnownPolicy policy) {
        return Versions.tagged(Response.ok(PolicyDocument.of(policy)), policy.version())
                .build();
    }
}
