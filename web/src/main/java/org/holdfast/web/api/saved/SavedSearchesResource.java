package org.holdfast.web.api.saved;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.holdfast.access.gate.Right;
import org.holdfast.search.saved.KnownSearch;
import org.holdfast.search.saved.SavedSearches;
import org.holdfast.web.api.Listing;
import org.holdfast.web.api.door.Needs;
import org.holdfast.web.api.people.Body;
import org.holdfast.web.api.people.Ids;
import org.holdfast.web.api.problem.ParameterRejected;
import org.holdfast.web.session.Caller;
import org.jspecify.annotations.Nullable;

/** The searches that the caller keeps for the page of recordings. Each caller their own. */
@Path("saved-searches")
@Produces(MediaType.APPLICATION_JSON)
public class SavedSearchesResource {
    @Inject
    private SavedSearches searches;

    @Inject
    private Caller caller;

    @SuppressWarnings("NullAway.Init") // injected
    public SavedSearchesResource() {}

    @GET
    @Needs(Right.LIST)
    public Listing<KnownSearch> searches() {
        return Listing.of(searches.of(caller.required()));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Right.LIST)
    public Response keep(@Nullable String text) {
        Body body = Body.of(text, "name", "query");
        String query = required(body, "query");
        if (QueryText.parameters(query).isEmpty()) {
            throw new ParameterRejected("query", "query must be of the form name=value&name=value.");
        }
        KnownSearch kept = searches.keep(caller.required(), required(body, "name"), query);
        return Response.status(Response.Status.CREATED).entity(kept).build();
    }

    @DELETE
    @Path("{id}")
    @Needs(Right.LIST)
    public void forget(@PathParam("id") String id) {
        if (!searches.forget(caller.required(), Ids.of(id))) {
            throw new NotFoundException();
        }
    }

    private static String required(Body body, String field) {
        String text = body.text(field);
        if (text == null) {
            throw new ParameterRejected(field, "A saved search needs a " + field + ".");
        }
        return text;
    }
}
