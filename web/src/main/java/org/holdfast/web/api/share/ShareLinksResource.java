package org.holdfast.web.api.share;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Duration;
import org.holdfast.access.gate.Right;
import org.holdfast.share.KnownLink;
import org.holdfast.share.MadeLink;
import org.holdfast.share.ShareLinks;
import org.holdfast.share.SharedMoment;
import org.holdfast.web.api.Listing;
import org.holdfast.web.api.door.Needs;
import org.holdfast.web.api.people.Body;
import org.holdfast.web.api.people.Ids;
import org.holdfast.web.api.problem.ParameterRejected;
import org.holdfast.web.session.Caller;
import org.jspecify.annotations.Nullable;

/** Links to moments of a recording. A link gives nobody a right: whoever opens it must be allowed to listen. */
@Path("recordings") // as RecordingsResource: a longer path here would hide it (Jakarta REST 3.7.2)
@Produces(MediaType.APPLICATION_JSON)
public class ShareLinksResource {
    private static final int HOURS = 24;

    @Inject
    private ShareLinks links;

    @Inject
    private Caller caller;

    @Context
    private UriInfo uri;

    @SuppressWarnings("NullAway.Init") // injected
    public ShareLinksResource() {}

    /** A link just made; its address holds the secret and is told this once. */
    public record MadeDocument(KnownLink link, URI address) {}

    @GET
    @Path("{id}/links")
    @Needs(value = Right.LISTEN, of = Needs.Of.RECORDING)
    public Listing<KnownLink> links(@PathParam("id") String id) {
        return Listing.of(links.of(Ids.of(id)));
    }

    @POST
    @Path("{id}/links")
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(value = Right.LISTEN, of = Needs.Of.RECORDING)
    public Response make(@PathParam("id") String id, @Nullable String text) {
        Body body = Body.of(text, "offsetMs", "hours");
        int offset = number(body, "offsetMs", 0);
        if (offset < 0) {
            throw new ParameterRejected("offsetMs", "offsetMs must not be before the beginning.");
        }
        SharedMoment moment = new SharedMoment(Ids.of(id), Duration.ofMillis(offset));
        MadeLink made = links.make(caller.required(), moment, Duration.ofHours(number(body, "hours", HOURS)));
        URI address = uri.getBaseUri().resolve("/shared.xhtml?link=" + made.secret());
        return Response.status(Response.Status.CREATED)
                .entity(new MadeDocument(made.link(), address))
                .build();
    }

    /** Ends it at once: one's own or, with the right to manage users, anybody's. */
    @DELETE
    @Path("{id}/links/{link}")
    @Needs(value = Right.LISTEN, of = Needs.Of.RECORDING)
    public void end(@PathParam("id") String id, @PathParam("link") String link) {
        links.end(caller.required(), Ids.of(id), Ids.of(link));
    }

    private static int number(Body body, String field, int otherwise) {
        Integer number = body.number(field);
        return number == null ? otherwise : number;
    }
}
