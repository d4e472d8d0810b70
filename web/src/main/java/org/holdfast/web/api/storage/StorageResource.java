package org.holdfast.web.api.storage;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.holdfast.access.gate.Right;
import org.holdfast.storage.CatalogueRebuild;
import org.holdfast.storage.StorageCheck;
import org.holdfast.storage.StorageOverview;
import org.holdfast.storage.StorageTarget;
import org.holdfast.storage.object.TargetState;
import org.holdfast.web.api.Listing;
import org.holdfast.web.api.door.Needs;
import org.jspecify.annotations.Nullable;

/** Where media goes, how that fares, a test of it, and the way back from there. */
@Path("storage-targets")
@Produces(MediaType.APPLICATION_JSON)
public class StorageResource {
    @Inject
    private StorageTarget target;

    @Inject
    private StorageCheck check;

    @Inject
    private StorageOverview overview;

    @Inject
    private CatalogueRebuild rebuild;

    @SuppressWarnings("NullAway.Init") // injected
    public StorageResource() {}

    /** A target with its backlog. */
    public record TargetDocument(
            String place,
            String address,
            boolean healthy,
            String explained,
            int failures,
            @Nullable Instant lastSuccess,
            @Nullable Instant lastFailure,
            @Nullable Instant pausedUntil,
            long waiting,
            long oldestSeconds,
            long waitingBytes,
            long givenUp) {}

    /** What a test tried, in its order, up to what failed. */
    public record CheckDocument(boolean ok, List<StorageCheck.Step> steps) {}

    @GET
    @Needs(Right.CONFIGURE)
    public Listing<TargetDocument> targets() {
        return target.isConfigured()
                ? new Listing<>(List.of(document(target.state())), null)
                : new Listing<>(List.of(), null);
    }

    private TargetDocument document(TargetState state) {
        StorageOverview.Backlog backlog = overview.backlog();
        return new TargetDocument(
                state.place(),
                state.address(),
                state.isWell(),
                state.explained(),
                state.failures(),
                state.lastSuccess(),
                state.lastFailure(),
                state.pausedUntil(),
                backlog.waiting(),
                backlog.oldest().toSeconds(),
                backlog.bytes(),
                backlog.givenUp());
    }

    @POST
    @Needs(Right.CONFIGURE)
    @Path("s3/test")
    public CheckDocument test() throws IOException {
        List<StorageCheck.Step> steps = check.test();
        return new CheckDocument(steps.stream().allMatch(StorageCheck.Step::ok), steps);
    }

    @GET
    @Needs(Right.CONFIGURE)
    @Path("s3/rebuild")
    public CatalogueRebuild.Progress rebuilding() {
        return rebuild.progress();
    }

    @POST
    @Needs(Right.CONFIGURE)
    @Path("s3/rebuild")
    public CatalogueRebuild.Progress rebuild() {
        return rebuild.start();
    }
}
