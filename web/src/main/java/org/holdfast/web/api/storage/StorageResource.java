package org.holdfast.web.api.storage;

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
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.holdfast.access.gate.Right;
import org.holdfast.access.people.Clash;
import org.holdfast.recording.row.RowId;
import org.holdfast.storage.CatalogueRebuild;
import org.holdfast.storage.StorageCheck;
import org.holdfast.storage.target.KnownTarget;
import org.holdfast.storage.target.StorageTarget;
import org.holdfast.storage.target.StorageTargets;
import org.holdfast.storage.target.Targets;
import org.holdfast.web.api.Listing;
import org.holdfast.web.api.door.Needs;
import org.holdfast.web.api.people.Body;
import org.holdfast.web.api.people.Ids;
import org.holdfast.web.api.people.Versions;
import org.holdfast.web.session.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Where media goes, how that fares, a test of it, and the way back from there. The bucket of the settings is {@code s3}, and only
 * settings change it. PUT and PATCH change what they name and leave the rest.
 */
@Path("storage-targets")
@Produces(MediaType.APPLICATION_JSON)
public class StorageResource {
    @Inject
    private StorageTargets open;

    @Inject
    private Targets targets;

    @Inject
    private StorageCheck check;

    @Inject
    private CatalogueRebuild rebuild;

    @Inject
    private Caller caller;

    @Context
    private UriInfo uri;

    @SuppressWarnings("NullAway.Init") // injected
    public StorageResource() {}

    /** What a test tried, in its order, up to what failed. */
    public record CheckDocument(boolean ok, List<StepDocument> steps) {}

    /** One thing that was tried, and what its failure means. */
    public record StepDocument(String name, boolean ok, String explained) {
        static StepDocument of(StorageCheck.Step step) {
            return new StepDocument(step.name(), step.ok(), step.explained());
        }
    }

    @GET
    @Needs(Right.CONFIGURE)
    public Listing<TargetDocument> targets() {
        return Listing.of(open.ofTenant().stream().map(TargetDocument::of).toList());
    }

    @POST
    @Needs(Right.CONFIGURE)
    public Response create(@Nullable String text) {
        Body body = Body.of(text, TargetDocument.FIELDS);
        UUID wanted = body.id("place");
        UUID id = wanted == null ? RowId.next() : wanted;
        KnownTarget target = TargetDocument.wanted(id, body, TargetDocument.fresh(id, body));
        KnownTarget made = Clash.told(() -> targets.create(caller.required(), target, body.text("secretKey")));
        return answer(
                Response.created(uri.getAbsolutePathBuilder().path(made.place()).build()), made);
    }

    @GET
    @Path("{id}")
    @Needs(Right.CONFIGURE)
    public Response target(@PathParam("id") String id) {
        StorageTarget target = existing(id);
        return answer(Response.ok(), target.known());
    }

    @PUT
    @Path("{id}")
    @Needs(Right.CONFIGURE)
    public Response replace(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable String text) {
        Body body = Body.of(text, TargetDocument.FIELDS);
        KnownTarget before = targets.find(Ids.of(id)).orElseThrow(NotFoundException::new);
        KnownTarget wanted = TargetDocument.wanted(Ids.of(id), body, before);
        KnownTarget changed = Clash.told(
                () -> targets.change(caller.required(), wanted, Versions.wanted(ifMatch), body.text("secretKey")));
        return answer(Response.ok(), changed);
    }

    @PATCH
    @Path("{id}")
    @Needs(Right.CONFIGURE)
    public Response change(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable String text) {
        return replace(id, ifMatch, text);
    }

    @DELETE
    @Path("{id}")
    @Needs(Right.CONFIGURE)
    public void remove(@PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        targets.remove(caller.required(), Ids.of(id), Versions.wanted(ifMatch));
    }

    @POST
    @Needs(Right.CONFIGURE)
    @Path("{id}/test")
    public CheckDocument test(@PathParam("id") String id) throws IOException {
        List<StepDocument> steps =
                check.test(existing(id)).stream().map(StepDocument::of).toList();
        return new CheckDocument(steps.stream().allMatch(StepDocument::ok), steps);
    }

    @GET
    @Needs(Right.CONFIGURE)
    @Path("{id}/rebuild")
    public CatalogueRebuild.Progress rebuilding(@PathParam("id") String id) {
        existing(id);
        return rebuild.progress();
    }

    @POST
    @Needs(Right.CONFIGURE)
    @Path("{id}/rebuild")
    public CatalogueRebuild.Progress rebuild(@PathParam("id") String id) {
        return rebuild.start(existing(id));
    }

    private StorageTarget existing(String id) {
        return open.ofTenant().stream()
                .filter(target -> target.place().equals(id))
                .findFirst()
                .orElseThrow(NotFoundException::new);
    }

    private Response answer(Response.ResponseBuilder answer, KnownTarget known) {
        return Versions.tagged(answer.entity(TargetDocument.of(existing(known.place()))), known.version())
                .build();
    }
}
