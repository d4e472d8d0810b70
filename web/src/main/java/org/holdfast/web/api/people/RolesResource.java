package org.holdfast.web.api.people;

import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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
import org.holdfast.access.gate.Permission;
import org.holdfast.access.gate.Right;
import org.holdfast.access.gate.Scope;
import org.holdfast.access.people.Clash;
import org.holdfast.access.people.KnownRole;
import org.holdfast.access.people.Roles;
import org.holdfast.web.api.Listing;
import org.holdfast.web.api.door.Needs;
import org.holdfast.web.api.problem.ParameterRejected;
import org.holdfast.web.session.Caller;
import org.jspecify.annotations.Nullable;

/** Roles. PUT and PATCH change what they name and leave the rest. */
@Path("roles")
@Produces(MediaType.APPLICATION_JSON)
public class RolesResource {
    private static final String PERMISSIONS = "permissions";

    @Inject
    private Roles roles;

    @Inject
    private Caller caller;

    @Context
    private UriInfo uri;

    @SuppressWarnings("NullAway.Init") // injected
    public RolesResource() {}

    /** A role as REST has it. */
    public record RoleDocument(UUID id, String name, List<PermissionDocument> permissions) {
        static RoleDocument of(KnownRole role) {
            return new RoleDocument(
                    role.id(),
                    role.name(),
                    role.permissions().stream()
                            .map(p -> new PermissionDocument(
                                    p.right().word(), p.scope().word()))
                            .toList());
        }
    }

    /** A right within a scope, in words. */
    public record PermissionDocument(String right, String scope) {}

    @GET
    @Needs(Right.MANAGE_USERS)
    public Listing<RoleDocument> roles() {
        return Listing.of(roles.list().stream().map(RoleDocument::of).toList());
    }

    @POST
    @Needs(Right.MANAGE_USERS)
    public Response create(@Nullable String text) {
        Body body = Body.of(text, "name", PERMISSIONS);
        String name = body.text("name");
        if (name == null) {
            throw new ParameterRejected("name", "A role needs a name.");
        }
        List<Permission> permissions = permissions(body);
        KnownRole role =
                Clash.told(() -> roles.create(caller.required(), name, permissions == null ? List.of() : permissions));
        return Versions.tagged(
                        Response.created(uri.getAbsolutePathBuilder()
                                .path(role.id().toString())
                                .build()),
                        role.version())
                .entity(RoleDocument.of(role))
                .build();
    }

    @GET
    @Path("{id}")
    @Needs(Right.MANAGE_USERS)
    public Response role(@PathParam("id") String id) {
        return answer(roles.find(Ids.of(id)).orElseThrow(NotFoundException::new));
    }

    @PUT
    @Path("{id}")
    @Needs(Right.MANAGE_USERS)
    public Response replace(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable String text) {
        Body body = Body.of(text, "name", PERMISSIONS);
        String name = body.text("name");
        List<Permission> permissions = permissions(body);
        return answer(Clash.told(
                () -> roles.change(caller.required(), Ids.of(id), Versions.wanted(ifMatch), name, permissions)));
    }

    @PATCH
    @Path("{id}")
    @Needs(Right.MANAGE_USERS)
    public Response change(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable String text) {
        return replace(id, ifMatch, text);
    }

    @DELETE
    @Path("{id}")
    @Needs(Right.MANAGE_USERS)
    public void remove(@PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        roles.remove(caller.required(), Ids.of(id), Versions.wanted(ifMatch));
    }

    private static @Nullable List<Permission> permissions(Body body) {
        JsonArray array = body.array(PERMISSIONS);
        return array == null
                ? null
                : array.stream().map(RolesResource::permission).toList();
    }

    private static Permission permission(JsonValue value) {
        if (!(value instanceof JsonObject object)) {
            throw new ParameterRejected(PERMISSIONS, "A permission is an object of right and scope.");
        }
        Body permission = new Body(object);
        String right = String.valueOf(permission.text("right"));
        String scope = String.valueOf(permission.text("scope"));
        return new Permission(
                Right.ofWord(right)
                        .orElseThrow(() -> new ParameterRejected(
                                PERMISSIONS, "There is no right " + right + "; known are " + Right.words() + ".")),
                Scope.ofWord(scope)
                        .orElseThrow(() -> new ParameterRejected(
                                PERMISSIONS, "There is no scope " + scope + "; known are " + Scope.words() + ".")));
    }

    private static Response answer(KnownRole role) {
        return Versions.tagged(Response.ok(RoleDocument.of(role)), role.version())
                .build();
    }
}
