package org.holdfast.web.api.export;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.holdfast.access.SignedIn;
import org.holdfast.access.gate.Right;
import org.holdfast.access.people.Groups;
import org.holdfast.export.Exports;
import org.holdfast.export.KnownExport;
import org.holdfast.playback.MediaFormat;
import org.holdfast.playback.PlayableMedia;
import org.holdfast.search.RecordingQuery;
import org.holdfast.web.api.Listing;
import org.holdfast.web.api.MediaAnswer;
import org.holdfast.web.api.MediaResource;
import org.holdfast.web.api.RecordingFilters;
import org.holdfast.web.api.door.Needs;
import org.holdfast.web.api.people.Body;
import org.holdfast.web.api.problem.ParameterRejected;
import org.holdfast.web.api.saved.QueryText;
import org.holdfast.web.session.Caller;
import org.jspecify.annotations.Nullable;

/** Orders exports, tells how far they are, gives them. Each caller their own. */
@Path("exports")
@Produces(MediaType.APPLICATION_JSON)
public class ExportsResource {
    @Inject
    private Exports exports;

    @Inject
    private Groups groups;

    @Inject
    private Caller caller;

    @Context
    private UriInfo uri;

    @Context
    private HttpHeaders headers;

    @SuppressWarnings("NullAway.Init") // injected
    public ExportsResource() {}

    @GET
    @Needs(Right.EXPORT)
    public Listing<ExportDocument> exports() {
        return Listing.of(
                exports.list(caller.required()).stream().map(ExportDocument::of).toList());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Right.EXPORT)
    public Response order(@Nullable String text) {
        Body body = Body.of(text, "recordings", "query", "format");
        KnownExport ordered = order(
                caller.required(),
                MediaResource.format(body.text("format")),
                body.ids("recordings"),
                body.text("query"));
        return Response.accepted(ExportDocument.of(ordered))
                .location(uri.getAbsolutePathBuilder()
                        .path(ordered.id().toString())
                        .build())
                .build();
    }

    private KnownExport order(
            SignedIn by, MediaFormat format, @Nullable List<UUID> recordings, @Nullable String query) {
        if (recordings != null && query == null) {
            return exports.order(by, format, "chosen recordings", recordings);
        }
        if (recordings == null && query != null) {
            RecordingQuery wanted = RecordingFilters.query(QueryText.parameters(query), groups::membersBelow);
            return exports.order(by, format, query, wanted);
        }
        throw new ParameterRejected("recordings", "Give either recordings or a query.");
    }

    @GET
    @Path("{id}")
    @Needs(Right.EXPORT)
    public ExportDocument export(@PathParam("id") String id) {
        return exports.find(caller.required(), id(id)).map(ExportDocument::of).orElseThrow(NotFoundException::new);
    }

    @GET
    @Path("{id}/file")
    @Produces(MediaType.WILDCARD)
    @Needs(Right.EXPORT)
    public Response file(@PathParam("id") String id) {
        UUID export = id(id);
        PlayableMedia file = exports.file(caller.required(), export).orElseThrow(NotFoundException::new);
        exports.fetched(caller.required(), export);
        return new MediaAnswer(file, id, true)
                .to(new MediaAnswer.Conditions(
                        "GET",
                        headers.getHeaderString("Range"),
                        headers.getHeaderString("If-Range"),
                        headers.getHeaderString(HttpHeaders.IF_NONE_MATCH)));
    }

    @DELETE
    @Path("{id}")
    @Needs(Right.EXPORT)
    public void delete(@PathParam("id") String id) throws IOException {
        if (!exports.delete(caller.required(), id(id))) {
            throw new NotFoundException();
        }
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException idOfNothing) {
            throw new NotFoundException(idOfNothing);
        }
    }
}
