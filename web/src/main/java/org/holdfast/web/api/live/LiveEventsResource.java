package org.holdfast.web.api.live;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import org.holdfast.access.gate.Right;
import org.holdfast.web.api.door.Needs;
import org.holdfast.web.session.Caller;

/** Tells its caller, as server-sent events, when the list of the calls they may see has changed. */
@Path("live/events")
public class LiveEventsResource {
    @Inject
    private LiveWatch watch;

    @Inject
    private Caller caller;

    @SuppressWarnings("NullAway.Init") // injected
    public LiveEventsResource() {}

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Needs(Right.LIST)
    public void events(@Context SseEventSink sink, @Context Sse sse) {
        watch.begin(caller.required(), sink, sse);
    }
}
