package org.holdfast.web.api.people;

import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PATCH;
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
import java.util.List;
import java.util.UUID;
import org.holdfast.access.KnownUser;
import org.holdfast.access.People;
import org.holdfast.access.UserChange;
import org.holdfast.access.gate.Right;
import org.holdfast.web.api.Listing;
import org.holdfast.web.api.door.Needs;
import org.holdfast.web.session.Caller;
import org.jspecify.annotations.Nullable;

/** Users. PUT and PATCH change what they name and leave the rest. */
@Path("users")
@Produces(MediaType.APPLICATION_JSON)
public class UsersResource {
    private static final String[] FIELDS = {
        "login", "name", "email", "password", "enabled", "roles", "groups", "managedGroups", "extensions"
    };

    @Inject
    private People people;

    @Inject
    private Caller caller;

    @Context
    private UriInfo uri;

    @SuppressWarnings("NullAway.Init") // injected
    public UsersResource() {}

    /** A user as REST has it; the password is never among it. */
    public record UserDocument(
            UUID id,
            String login,
            String name,
            String email,
            boolean enabled,
            List<UUID> roles,
            List<UUID> groups,
            List<UUID> managedGroups,
            List<String> extensions) {
        static UserDocument of(KnownUser user) {
            return new UserDocument(
                    user.id(),
                    user.login(),
                    user.name(),
                    user.email(),
                    user.enabled(),
                    user.roles(),
                    user.groups(),
                    user.managedGroups(),
                    user.extensions());
        }
    }

    @GET
    @Needs(Right.MANAGE_USERS)
    public Listing<UserDocument> users(
            @QueryParam("q") @DefaultValue("") String q,
            @QueryParam("cursor") @DefaultValue("") String cursor,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        List<KnownUser> found = people.list(q, cursor, limit);
        String next = found.size() < limit
                ? null
                : uri.getRequestUriBuilder()
                        .replaceQueryParam("cursor", "{cursor}")
                        .build(found.getLast().login())
                        .toString();
        return new Listing<>(found.stream().map(UserDocument::of).toList(), next);
    }

    @POST
    @Needs(Right.MANAGE_USERS)
    public Response create(@Nullable String body) {
        KnownUser user = people.create(caller.required(), change(body));
        return Versions.tagged(
                        Response.created(uri.getAbsolutePathBuilder()
                                .path(user.id().toString())
                                .build()),
                        user.version())
                .entity(UserDocument.of(user))
                .build();
    }

    @GET
    @Path("{id}")
    @Needs(Right.MANAGE_USERS)
    public Response user(@PathParam("id") String id) {
        return answer(people.find(Ids.of(id)).orElseThrow(NotFoundException::new));
    }

    @PUT
    @Path("{id}")
    @Needs(Right.MANAGE_USERS)
    public Response replace(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable String body) {
        return answer(people.change(caller.required(), Ids.of(id), Versions.wanted(ifMatch), change(body)));
    }

    @PATCH
    @Path("{id}")
    @Needs(Right.MANAGE_USERS)
    public Response change(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable String body) {
        return replace(id, ifMatch, body);
    }

    @DELETE
    @Path("{id}")
    @Needs(Right.MANAGE_USERS)
    public void remove(@PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        people.remove(caller.required(), Ids.of(id), Versions.wanted(ifMatch));
    }

    private static Response answer(KnownUser user) {
        return Versions.tagged(Response.ok(UserDocument.of(user)), user.version())
                .build();
    }

    private static UserChange change(@Nullable String text) {
        Body body = Body.of(text, FIELDS);
        return new UserChange(
                body.text("login"),
                body.text("name"),
                body.text("email"),
                body.text("password"),
                body.flag("enabled"),
                body.ids("roles"),
                body.ids("groups"),
                body.ids("managedGroups"),
                body.texts("extensions"));
    }
}
