package org.holdfast.web.api.people;

import jakarta.inject.Inject;
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
import java.util.UUID;
import org.holdfast.access.gate.Right;
import org.holdfast.access.people.Clash;
import org.holdfast.access.people.Groups;
import org.holdfast.access.people.KnownGroup;
import org.holdfast.web.api.Listing;
import org.holdfast.web.api.door.Needs;
import org.holdfast.web.api.problem.ParameterRejected;
import org.holdfast.web.session.Caller;
import org.jspecify.annotations.Nullable;

/** The tree of groups. PUT and PATCH change what they name and leave the rest; {@code "parent": null} is the top. */
@Path("groups")
@Produces(MediaType.APPLICATION_JSON)
public class GroupsResource {
    @Inject
    private Groups groups;

    @Inject
    private Caller caller;

    @Context
    private UriInfo uri;

    @SuppressWarnings("NullAway.Init") // injected
    public GroupsResource() {}

    /** A group as REST has it. */
    public record GroupDocument(
            UUID id, String name, @Nullable UUID parent) {
        static GroupDocument of(KnownGroup group) {
            return new GroupDocument(group.id(), group.name(), group.parent());
        }
    }

    @GET
    @Needs(Right.MANAGE_USERS)
    public Listing<GroupDocument> groups() {
        return Listing.of(groups.list().stream().map(GroupDocument::of).toList());
    }

    @POST
    @Needs(Right.MANAGE_USERS)
    public Response create(@Nullable String text) {
        Body body = Body.of(text, "name", "parent");
        String name = body.text("name");
        if (name == null) {
            throw new ParameterRejected("name", "A group needs a name.");
        }
        KnownGroup group = Clash.told(() -> groups.create(caller.required(), name, body.id("parent")));
        return Versions.tagged(
                        Response.created(uri.getAbsolutePathBuilder()
                                .path(group.id().toString())
                                .build()),
                        group.version())
                .entity(GroupDocument.of(group))
                .build();
    }

    @GET
    @Path("{id}")
    @Needs(Right.MANAGE_USERS)
    public Response group(@PathParam("id") String id) {
        return answer(existing(id));
    }

    @PUT
    @Path("{id}")
    @Needs(Right.MANAGE_USERS)
    public Response replace(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable String text) {
        Body body = Body.of(text, "name", "parent");
        KnownGroup before = existing(id);
        String name = body.text("name");
        UUID parent = body.has("parent") ? body.id("parent") : before.parent();
        return answer(Clash.told(() -> groups.change(
                caller.required(),
                before.id(),
                Versions.wanted(ifMatch),
                name == null ? before.name() : name,
                parent)));
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
        groups.remove(caller.required(), Ids.of(id), Versions.wanted(ifMatch));
    }

    private KnownGroup existing(String id) {
        return groups.find(Ids.of(id)).orElseThrow(NotFoundException::new);
    }

    private static Response answer(KnownGroup group) {
        return Versions.tagged(Response.ok(GroupDocument.of(group)), group.version())
                .build();
    }
}
