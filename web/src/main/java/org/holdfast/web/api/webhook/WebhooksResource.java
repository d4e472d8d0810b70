package org.holdfast.web.api.webhook;

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
import java.time.Instant;
import java.util.UUID;
import org.holdfast.access.gate.Right;
import org.holdfast.access.people.Clash;
import org.holdfast.web.api.Listing;
import org.holdfast.web.api.door.Needs;
import org.holdfast.web.api.people.Ids;
import org.holdfast.web.api.people.Versions;
import org.holdfast.web.session.Caller;
import org.holdfast.webhook.Courier;
import org.holdfast.webhook.DeliveryRound;
import org.holdfast.webhook.KnownDelivery;
import org.holdfast.webhook.KnownWebhook;
import org.holdfast.webhook.WebhookDraft;
import org.holdfast.webhook.Webhooks;
import org.jspecify.annotations.Nullable;

/** Webhooks: where events are sent. PUT and PATCH change what they name and leave the rest; secrets are never shown again. */
@Path("webhooks")
@Produces(MediaType.APPLICATION_JSON)
public class WebhooksResource {
    @Inject
    private Webhooks webhooks;

    @Inject
    private DeliveryRound round;

    @Inject
    private Caller caller;

    @Context
    private UriInfo uri;

    @SuppressWarnings("NullAway.Init") // injected
    public WebhooksResource() {}

    /** One event on its way. */
    public record DeliveryDocument(
            UUID id,
            UUID event,
            String type,
            String state,
            int attempts,
            Instant createdAt,
            Instant dueAt,
            @Nullable Instant finishedAt,
            @Nullable Integer status,
            String because) {
        static DeliveryDocument of(KnownDelivery known) {
            return new DeliveryDocument(
                    known.id(),
                    known.eventId(),
                    known.kind().word(),
                    known.state().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                    known.attempts(),
                    known.createdAt(),
                    known.dueAt(),
                    known.finishedAt(),
                    known.status(),
                    known.because());
        }
    }

    /** How a test went. */
    public record TestDocument(boolean taken, @Nullable Integer status, String because, long millis) {}

    @GET
    @Needs(Right.CONFIGURE)
    public Listing<WebhookDocument> webhooks() {
        return Listing.of(webhooks.list().stream().map(WebhookDocument::of).toList());
    }

    @POST
    @Needs(Right.CONFIGURE)
    public Response create(@Nullable String text) {
        WebhookDraft wanted = WebhookDocument.draft(text, null);
        Webhooks.Made made = Clash.told(() -> webhooks.create(caller.required(), wanted));
        return Versions.tagged(
                        Response.created(uri.getAbsolutePathBuilder()
                                .path(made.webhook().id().toString())
                                .build()),
                        made.webhook().version())
                .entity(WebhookDocument.of(made))
                .build();
    }

    @GET
    @Path("{id}")
    @Needs(Right.CONFIGURE)
    public Response webhook(@PathParam("id") String id) {
        return answer(existing(id));
    }

    @PUT
    @Path("{id}")
    @Needs(Right.CONFIGURE)
    public Response replace(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable String text) {
        KnownWebhook before = existing(id);
        WebhookDraft wanted = WebhookDocument.draft(text, before);
        return answer(
                Clash.told(() -> webhooks.change(caller.required(), before.id(), Versions.wanted(ifMatch), wanted)));
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
        webhooks.remove(caller.required(), Ids.of(id), Versions.wanted(ifMatch));
    }

    /** A new secret, shown only now. */
    @POST
    @Path("{id}/rotate")
    @Needs(Right.CONFIGURE)
    public Response rotate(@PathParam("id") String id) {
        Webhooks.Made made = Clash.told(() -> webhooks.rotate(caller.required(), Ids.of(id)));
        return Versions.tagged(
                        Response.ok(WebhookDocument.of(made)), made.webhook().version())
                .build();
    }

    /** Sends a test event now and tells how it went. */
    @POST
    @Path("{id}/test")
    @Needs(Right.CONFIGURE)
    public TestDocument test(@PathParam("id") String id) {
        Courier.Receipt receipt = round.test(caller.required(), Ids.of(id));
        return new TestDocument(receipt.taken(), receipt.status(), receipt.because(), receipt.millis());
    }

    @GET
    @Path("{id}/deliveries")
    @Needs(Right.CONFIGURE)
    public Listing<DeliveryDocument> deliveries(@PathParam("id") String id) {
        return Listing.of(webhooks.deliveries(Ids.of(id)).stream()
                .map(DeliveryDocument::of)
                .toList());
    }

    private KnownWebhook existing(String id) {
        return webhooks.find(Ids.of(id)).orElseThrow(NotFoundException::new);
    }

    private static Response answer(KnownWebhook webhook) {
        return Versions.tagged(Response.ok(WebhookDocument.of(webhook)), webhook.version())
                .build();
    }
}
