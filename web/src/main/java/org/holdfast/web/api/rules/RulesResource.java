package org.holdfast.web.api.rules;

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
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.holdfast.access.gate.Right;
import org.holdfast.access.people.Clash;
import org.holdfast.rules.KnownRule;
import org.holdfast.rules.RuleDraft;
import org.holdfast.rules.Rules;
import org.holdfast.rules.TriedCall;
import org.holdfast.web.api.Listing;
import org.holdfast.web.api.door.Needs;
import org.holdfast.web.api.people.Body;
import org.holdfast.web.api.people.Ids;
import org.holdfast.web.api.people.Versions;
import org.holdfast.web.api.problem.ParameterRejected;
import org.holdfast.web.session.Caller;
import org.jspecify.annotations.Nullable;

/** The recording rules, in the order they are tried. PUT and PATCH change what they name and leave the rest. */
@Path("rules")
@Produces(MediaType.APPLICATION_JSON)
public class RulesResource {
    @Inject
    private Rules rules;

    @Inject
    private Caller caller;

    @Context
    private UriInfo uri;

    @SuppressWarnings("NullAway.Init") // injected
    public RulesResource() {}

    @GET
    @Needs(Right.CONFIGURE)
    public Response rules() {
        return listed(rules.list());
    }

    @POST
    @Needs(Right.CONFIGURE)
    public Response create(@Nullable String text) {
        RuleDraft wanted = RuleDocument.draft(text, null);
        KnownRule rule = Clash.told(() -> rules.create(caller.required(), wanted));
        return Versions.tagged(
                        Response.created(uri.getAbsolutePathBuilder()
                                .path(rule.id().toString())
                                .build()),
                        rule.version())
                .entity(RuleDocument.of(rule))
                .build();
    }

    /** The order as a whole: {@code {"rules": [ids]}}. If-Match takes the ETag of the list. */
    @PUT
    @Path("order")
    @Needs(Right.CONFIGURE)
    public Response order(@HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, @Nullable String text) {
        List<UUID> ids = Body.of(text, "rules").ids("rules");
        if (ids == null) {
            throw new ParameterRejected("rules", "rules is the list of all ids, in the order wanted.");
        }
        String tag = ifMatch == null || ifMatch.isBlank() || ifMatch.strip().equals("*")
                ? null
                : ifMatch.strip().replace("\"", "");
        return listed(Clash.told(() -> rules.order(caller.required(), ids, tag)));
    }

    /** What would happen to that call, by the rules as they are. Changes nothing. */
    @POST
    @Path("try")
    @Needs(Right.CONFIGURE)
    public TrialDocument tried(@Nullable String text) {
        Body body = Body.of(text, "from", "to", "trunk", "group", "callId");
        return TrialDocument.of(rules.tried(new TriedCall(
                or(body.text("from")),
                or(body.text("to")),
                or(body.text("trunk")),
                body.id("group"),
                or(body.text("callId")))));
    }

    @GET
    @Path("{id}")
    @Needs(Right.CONFIGURE)
    public Response rule(@PathParam("id") String id) {
        return answer(existing(id));
    }

    @PUT
    @Path("{id}")
    @Needs(Right.CONFIGURE)
    public Response replace(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable String text) {
        KnownRule before = existing(id);
        RuleDraft wanted = RuleDocument.draft(text, before.rule());
        return answer(Clash.told(() -> rules.change(caller.required(), before.id(), Versions.wanted(ifMatch), wanted)));
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
        rules.remove(caller.required(), Ids.of(id), Versions.wanted(ifMatch));
    }

    private KnownRule existing(String id) {
        return rules.find(Ids.of(id)).orElseThrow(NotFoundException::new);
    }

    private static Response listed(List<KnownRule> all) {
        return Response.ok(Listing.of(all.stream().map(RuleDocument::of).toList()))
                .tag(new EntityTag(Rules.tag(all)))
                .header("Cache-Control", "no-store")
                .build();
    }

    private static Response answer(KnownRule rule) {
        return Versions.tagged(Response.ok(RuleDocument.of(rule)), rule.version())
                .build();
    }

    private static String or(@Nullable String text) {
        return text == null ? "" : text;
    }
}
