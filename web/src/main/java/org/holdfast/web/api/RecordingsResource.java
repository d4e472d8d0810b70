package org.holdfast.web.api;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.holdfast.search.RecordingDetail;
import org.holdfast.search.RecordingPage;
import org.holdfast.search.RecordingSearch;
import org.holdfast.search.RecordingSummary;

/** Finds recordings and tells all that is known of one. */
@Path("recordings")
@Produces(MediaType.APPLICATION_JSON)
public class RecordingsResource {
    @Inject
    private RecordingSearch search;

    @Context
    private UriInfo uri;

    @SuppressWarnings("NullAway.Init") // injected
    public RecordingsResource() {}

    @GET
    public Listing<RecordingSummary> recordings() {
        RecordingPage page = search.find(RecordingFilters.query(uri.getQueryParameters()));
        String next = page.next();
        return new Listing<>(
                page.items(),
                next == null
                        ? null
                        : uri.getRequestUriBuilder()
                                .replaceQueryParam("cursor", next)
                                .build()
                                .toString());
    }

    @GET
    @Path("{id}")
    public RecordingDocument recording(@PathParam("id") String id) {
        return RecordingDocument.of(detail(id));
    }

    @GET
    @Path("{id}/metadata")
    public Listing<RecordingDocument.SnapshotLine> metadata(@PathParam("id") String id) {
        return RecordingDocument.snapshots(detail(id));
    }

    @GET
    @Path("{id}/events")
    public Listing<RecordingDocument.EventLine> events(@PathParam("id") String id) {
        return RecordingDocument.events(detail(id));
    }

    @GET
    @Path("{id}/gaps")
    public Listing<RecordingDocument.GapLine> gaps(@PathParam("id") String id) {
        return RecordingDocument.gaps(detail(id));
    }

    private RecordingDetail detail(String id) {
        return search.recording(uuid(id)).orElseThrow(NotFoundException::new);
    }

    /** An id of another shape is the id of nothing. */
    static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw new NotFoundException(e);
        }
    }
}
