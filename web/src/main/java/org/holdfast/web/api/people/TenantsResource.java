package org.holdfast.web.api.people;

import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.holdfast.access.UserChange;
import org.holdfast.access.gate.Right;
import org.holdfast.access.tenant.KnownTenant;
import org.holdfast.access.tenant.Tenants;
import org.holdfast.web.api.Listing;
import org.holdfast.web.api.door.Needs;
import org.holdfast.web.api.problem.ParameterRejected;
import org.holdfast.web.session.Caller;
import org.jspecify.annotations.Nullable;

/** The tenants of this installation, for who manages users of all of them. */
@Path("tenants")
@Produces(MediaType.APPLICATION_JSON)
public class TenantsResource {
    @Inject
    private Tenants tenants;

    @Inject
    private Caller caller;

    @Context
    private UriInfo uri;

    @SuppressWarnings("NullAway.Init") // injected
    public TenantsResource() {}

    /** A tenant as REST has it. */
    public record TenantDocument(UUID id, String name, List<String> addresses) {
        static TenantDocument of(KnownTenant tenant) {
            return new TenantDocument(tenant.id(), tenant.name(), tenant.addresses());
        }
    }

    @GET
    @Needs(Right.MANAGE_USERS)
    public Listing<TenantDocument> tenants() {
        return Listing.of(
                tenants.list(caller.required()).stream().map(TenantDocument::of).toList());
    }

    @POST
    @Needs(Right.MANAGE_USERS)
    public Response create(@Nullable String text) {
        Body body = Body.of(text, "name", "addresses", "administrator");
        String name = body.text("name");
        if (name == null) {
            throw new ParameterRejected("name", "A tenant needs a name.");
        }
        List<String> addresses = body.texts("addresses");
        KnownTenant tenant =
                tenants.create(caller.required(), name, addresses == null ? List.of() : addresses, administrator(body));
        return Versions.tagged(
                        Response.created(uri.getAbsolutePathBuilder()
                                .path(tenant.id().toString())
                                .build()),
                        tenant.version())
                .entity(TenantDocument.of(tenant))
                .build();
    }

    private static UserChange administrator(Body body) {
        if (!(body.json().get("administrator") instanceof JsonObject of)) {
            throw new ParameterRejected("administrator", "A tenant needs an administrator: login and password.");
        }
        Body given = Body.of(of.toString(), "login", "name", "password");
        return new UserChange(
                given.text("login"), given.text("name"), null, given.text("password"), null, null, null, null, null);
    }

    @GET
    @Path("{id}")
    @Needs(Right.MANAGE_USERS)
    public Response tenant(@PathParam("id") String id) {
        return answer(tenants.find(caller.required(), Ids.of(id)).orElseThrow(NotFoundException::new));
    }

    @PATCH
    @Path("{id}")
    @Needs(Right.MANAGE_USERS)
    public Response change(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable String text) {
        Body body = Body.of(text, "name", "addresses");
        return answer(tenants.change(
                caller.required(), Ids.of(id), Versions.wanted(ifMatch), body.text("name"), body.texts("addresses")));
    }

    private static Response answer(KnownTenant tenant) {
        return Versions.tagged(Response.ok(TenantDocument.of(tenant)), tenant.version())
                .build();
    }
}
