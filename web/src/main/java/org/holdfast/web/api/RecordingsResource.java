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
import org.holdfast.access.gate.Gate;
import org.holdfast.access.gate.Right;
import org.holdfast.access.people.Groups;
import org.holdfast.search.RecordingDetail;
import org.holdfast.search.RecordingPage;
import org.holdfast.search.RecordingQuery;
import org.holdfast.search.RecordingSearch;
import org.holdfast.search.RecordingSummary;
import org.holdfast.search.Sight;
import org.holdfast.web.api.door.Needs;
import org.holdfast.web.session.Caller;
import org.holdfast.web.session.Memory;

/** Finds recordings and tells all that is known of one. */
@Path("recordings")
@Produces(MediaType.APPLICATION_JSON)
public class RecordingsResource {
    @Inject
    private RecordingSearch search;

    @Inject
    private Gate gate;

    @Inject
    private Groups groups;

    @Inject
    private Caller caller;

    @Inject
    private Memory memory;

    @Context
    private UriInfo uri;

    @SuppressWarnings("NullAway.Init") // injected
    public RecordingsResource() {}

    @GET
    @Needs(Right.LIST)
    public Listing<RecordingSummary> recordings() {
        RecordingQuery query = RecordingFilters.query(uri.getQueryParameters(), groups::membersBelow);
        RecordingPage page = search.find(query, sight());
        memory.searched(caller.required(), uri.getRequestUri().getQuery());
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
    @Needs(value = Right.LIST, of = Needs.Of.RECORDING)
    public RecordingDocument recording(@PathParam("id") String id) {
        RecordingDetail detail = detail(id);
        memory.viewed(caller.required(), detail.summary().id());
        return RecordingDocument.of(detail);
    }

    @GET
    @Path("{id}/metadata")
    @Needs(value = Right.SEE_NUMBERS, of = Needs.Of.RECORDING)
    public Listing<RecordingDocument.SnapshotLine> metadata(@PathParam("id") String id) {
        return RecordingDocument.snapshots(detail(id));
    }

    @GET
    @Path("{id}/events")
    @Needs(value = Right.LIST, of = Needs.Of.RECORDING)
    public Listing<RecordingDocument.EventLine> events(@PathParam("id") String id) {
        return RecordingDocument.events(detail(id));
    }

    @GET
    @Path("{id}/gaps")
    @Needs(value = Right.LIST, of = Needs.Of.RECORDING)
    public Listing<RecordingDocument.GapLine> gaps(@PathParam("id") String id) {
        return RecordingDocument.gaps(detail(id));
    }

    private Sight sight() {
        return Sight.of(gate, caller.required());
    }

    private RecordingDetail detail(String id) {
        return search.recording(uuid(id), sight()).orElseThrow(NotFoundException::new);
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
