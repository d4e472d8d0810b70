package org.holdfast.web.api;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import org.holdfast.access.gate.Right;
import org.holdfast.audit.Actor;
import org.holdfast.retention.Deletion;
import org.holdfast.retention.LegalHolds;
import org.holdfast.web.api.door.Needs;
import org.holdfast.web.api.problem.ParameterRejected;
import org.holdfast.web.session.Caller;
import org.jspecify.annotations.Nullable;

/** Keeps a recording by a legal hold, releases it, or deletes it. */
@Path("recordings") // as RecordingsResource: a longer path here would hide it (Jakarta REST 3.7.2)
@Produces(MediaType.APPLICATION_JSON)
public class HoldResource {
    private static final int LONGEST_REASON = 1000;

    @Inject
    private LegalHolds holds;

    @Inject
    private Deletion deletion;

    @Inject
    private Caller caller;

    @SuppressWarnings("NullAway.Init") // injected
    public HoldResource() {}

    /** Why it is to be kept. */
    public record HoldRequest(@Nullable String reason) {}

    @PUT
    @Needs(value = Right.HOLD, of = Needs.Of.RECORDING)
    @Path("{id}/hold")
    @Consumes(MediaType.APPLICATION_JSON)
    public LegalHolds.InForce hold(@PathParam("id") String id, @Nullable HoldRequest asked) {
        return holds.place(RecordingsResource.uuid(id), reason(asked), who()).orElseThrow(NotFoundException::new);
    }

    @DELETE
    @Path("{id}/hold")
    @Needs(value = Right.HOLD, of = Needs.Of.RECORDING)
    public void release(@PathParam("id") String id) {
        holds.release(RecordingsResource.uuid(id), who());
    }

    @DELETE
    @Path("{id}")
    @Needs(value = Right.DELETE, of = Needs.Of.RECORDING)
    public void delete(@PathParam("id") String id) throws IOException {
        if (!deletion.delete(RecordingsResource.uuid(id), who(), "")) {
            throw new NotFoundException();
        }
    }

    /** The reason it gives. */
    public static String reason(@Nullable HoldRequest asked) {
        String reason =
                asked == null || asked.reason() == null ? "" : asked.reason().strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            throw new ParameterRejected("reason", "A legal hold needs a reason of 1 to 1000 characters.");
        }
        return reason;
    }

    private Actor who() {
        return caller.required().actor();
    }
}
