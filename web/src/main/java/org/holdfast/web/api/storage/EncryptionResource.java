package org.holdfast.web.api.storage;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.holdfast.access.gate.Right;
import org.holdfast.audit.AuditAction;
import org.holdfast.audit.AuditEvent;
import org.holdfast.audit.AuditTrail;
import org.holdfast.key.Rewrapping;
import org.holdfast.web.api.door.Needs;
import org.holdfast.web.session.Caller;

/** How encryption at rest stands, and the wrapping of recordings' keys by a new key. Shows ids, never keys. */
@Path("encryption")
@Produces(MediaType.APPLICATION_JSON)
public class EncryptionResource {
    @Inject
    private Rewrapping rewrapping;

    @Inject
    private AuditTrail audit;

    @Inject
    private Caller caller;

    @SuppressWarnings("NullAway.Init") // injected
    public EncryptionResource() {}

    @GET
    @Needs(Right.CONFIGURE)
    public Rewrapping.State state() {
        return rewrapping.state();
    }

    @GET
    @Path("rewrap")
    @Needs(Right.CONFIGURE)
    public Rewrapping.Progress rewrapping() {
        return rewrapping.progress();
    }

    @POST
    @Path("rewrap")
    @Needs(Right.CONFIGURE)
    public Rewrapping.Progress rewrap() {
        audit.add(AuditEvent.of(caller.required().actor(), AuditAction.CHANGE, "encryption", "rewrap"));
        return rewrapping.start();
    }
}
