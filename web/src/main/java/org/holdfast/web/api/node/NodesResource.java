package org.holdfast.web.api.node;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.holdfast.access.gate.Right;
import org.holdfast.alarm.Alarm;
import org.holdfast.audit.AuditAction;
import org.holdfast.connector.api.RecorderHealth;
import org.holdfast.live.KnownRecorder;
import org.holdfast.live.LiveAnswer;
import org.holdfast.live.LiveCalls;
import org.holdfast.web.api.Listing;
import org.holdfast.web.api.door.Needs;
import org.holdfast.web.api.problem.Problem;
import org.holdfast.web.session.Caller;
import org.holdfast.web.session.Memory;

/** The nodes that record now, as their recorders see themselves, and the switch that has one take no new calls. */
@Path("nodes")
@Produces(MediaType.APPLICATION_JSON)
public class NodesResource {
    private static final String NOT_CONFIRMED =
            "The recorder of this node did not answer: whether it obeyed is not known. GET /nodes tells.";

    @Inject
    private LiveCalls calls;

    @Inject
    private Memory memory;

    @Inject
    private Caller caller;

    @SuppressWarnings("NullAway.Init") // injected
    public NodesResource() {}

    /**
     * A node whose recorder is there.
     *
     * @param ready whether it takes the next call: well and not draining
     * @param running Recording Sessions now
     * @param capacity Recording Sessions at most
     * @param unwell what is wrong, a sentence each
     */
    public record NodeDocument(
            String name,
            boolean ready,
            boolean draining,
            int running,
            int capacity,
            List<String> unwell,
            List<String> alarms) {

        static NodeDocument of(KnownRecorder recorder) {
            RecorderHealth health = recorder.health();
            return new NodeDocument(
                    recorder.node(),
                    health.takesCalls(),
                    health.draining(),
                    health.running(),
                    health.capacity(),
                    health.components().stream()
                            .filter(part -> !part.up())
                            .map(part -> part.name() + ": " + part.reason())
                            .toList(),
                    health.alarms().stream()
                            .filter(Alarm::raised)
                            .map(alarm -> alarm.kind().key())
                            .toList());
        }
    }

    @GET
    @Needs(Right.CONFIGURE)
    public Listing<NodeDocument> nodes() {
        return Listing.of(calls.recorders().stream().map(NodeDocument::of).toList());
    }

    /** From now on OPTIONS and new INVITEs get 503 there; running Recording Sessions are not touched. */
    @POST
    @Path("{name}/drain")
    @Needs(Right.CONFIGURE)
    public void drain(@PathParam("name") String name) {
        drained(name, true);
    }

    @POST
    @Path("{name}/undrain")
    @Needs(Right.CONFIGURE)
    public void undrain(@PathParam("name") String name) {
        drained(name, false);
    }

    private void drained(String name, boolean draining) {
        LiveAnswer answer = calls.drain(name, draining, caller.required().login());
        if (answer == LiveAnswer.NOT_RUNNING) {
            throw new NotFoundException("No recorder of a node with this name is there now.");
        }
        if (answer == LiveAnswer.NO_ANSWER) {
            throw new WebApplicationException(Problem.of(504, NOT_CONFIRMED).response());
        }
        memory.done(caller.required(), draining ? AuditAction.DRAIN : AuditAction.UNDRAIN, "node", name);
    }
}
