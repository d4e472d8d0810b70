package org.holdfast.web.api.erasure;

import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.holdfast.access.SignedIn;
import org.holdfast.access.gate.Gate;
import org.holdfast.access.gate.Permission;
import org.holdfast.access.gate.Right;
import org.holdfast.access.gate.Scope;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.erasure.ErasureReport;
import org.holdfast.erasure.Erasures;
import org.holdfast.erasure.KnownErasure;
import org.holdfast.erasure.Proof;
import org.holdfast.erasure.ReportLine;
import org.holdfast.erasure.Subject;
import org.holdfast.web.api.Listing;
import org.holdfast.web.api.door.Needs;
import org.holdfast.web.api.people.Body;
import org.holdfast.web.api.people.Ids;
import org.holdfast.web.api.problem.ParameterRejected;
import org.holdfast.web.session.Caller;
import org.jspecify.annotations.Nullable;

/** Erasures: find, confirm, follow, and the report with its proof. Needs the right to delete in the whole tenant. */
@Path("erasures")
@Produces(MediaType.APPLICATION_JSON)
public class ErasuresResource {
    private static final int MOST = 1000;

    @Inject
    private Erasures erasures;

    @Inject
    private ErasureReport report;

    @Inject
    private Gate gate;

    @Inject
    private Caller caller;

    @Context
    private UriInfo uri;

    @SuppressWarnings("NullAway.Init") // injected
    public ErasuresResource() {}

    @GET
    @Needs(Right.DELETE)
    public Listing<KnownErasure> erasures(
            @QueryParam("cursor") @Nullable String cursor, @QueryParam("limit") @DefaultValue("50") String limit) {
        requireWhole();
        int most = limit(limit);
        List<KnownErasure> found = erasures.list(cursor(cursor), most);
        return new Listing<>(
                found, found.size() < most ? null : next(found.getLast().id()));
    }

    /** Finds; nothing goes before it is confirmed. */
    @POST
    @Needs(Right.DELETE)
    public Response request(@Nullable String text) {
        SignedIn user = requireWhole();
        Body body = Body.of(text, "reference", "address", "user");
        String address = body.text("address");
        UUID person = body.id("user");
        if ((address == null) == (person == null)) {
            throw new ParameterRejected(
                    "address", "Name the person by an address or number, or by a user: one of them.");
        }
        String reference = body.text("reference");
        KnownErasure found = erasures.request(
                user,
                reference == null ? "" : reference,
                address == null
                        ? new Subject(Subject.Kind.USER, String.valueOf(person))
                        : new Subject(Subject.Kind.ADDRESS, address));
        return Response.created(
                        uri.getAbsolutePathBuilder().path(found.id().toString()).build())
                .entity(found)
                .build();
    }

    @GET
    @Path("{id}")
    @Needs(Right.DELETE)
    public KnownErasure erasure(@PathParam("id") String id) {
        requireWhole();
        return existing(id);
    }

    @GET
    @Path("{id}/recordings")
    @Needs(Right.DELETE)
    public Listing<Erasures.Concerned> recordings(
            @PathParam("id") String id,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("100") String limit) {
        requireWhole();
        int most = limit(limit);
        List<Erasures.Concerned> found = erasures.recordings(existing(id).id(), cursor(cursor), most);
        return new Listing<>(
                found, found.size() < most ? null : next(found.getLast().recordingId()));
    }

    /** Names how many recordings go, as read before. */
    @POST
    @Path("{id}/confirm")
    @Needs(Right.DELETE)
    public KnownErasure confirm(@PathParam("id") String id, @Nullable String text) {
        SignedIn user = requireWhole();
        Integer recordings = Body.of(text, "recordings").number("recordings");
        if (recordings == null) {
            throw new ParameterRejected("recordings", "Name how many recordings go.");
        }
        return erasures.confirm(user, Ids.of(id), recordings);
    }

    @POST
    @Path("{id}/run-again")
    @Needs(Right.DELETE)
    public KnownErasure runAgain(@PathParam("id") String id) {
        return erasures.runAgain(requireWhole(), Ids.of(id));
    }

    @DELETE
    @Path("{id}")
    @Needs(Right.DELETE)
    public void cancel(@PathParam("id") String id) {
        erasures.cancel(requireWhole(), Ids.of(id));
    }

    @GET
    @Path("{id}/report")
    @Needs(Right.DELETE)
    public Listing<ReportLine> report(
            @PathParam("id") String id,
            @QueryParam("cursor") @DefaultValue("0") String cursor,
            @QueryParam("limit") @DefaultValue("1000") String limit) {
        requireWhole();
        if (!cursor.matches("\\d{1,9}")) {
            throw new ParameterRejected("cursor", "cursor must be that of `next` of the page before.");
        }
        int most = limit(limit);
        List<ReportLine> found = report.lines(existing(id).id(), Integer.parseInt(cursor), most);
        return new Listing<>(
                found, found.size() < most ? null : next(found.getLast().number()));
    }

    @POST
    @Path("{id}/verify")
    @Needs(Right.DELETE)
    public ProofDocument verify(@PathParam("id") String id) {
        requireWhole();
        KnownErasure known = existing(id);
        Proof proof = report.verify(known.id(), known.digest());
        return new ProofDocument(proof.intact(), proof.lines(), proof.digest(), proof.problems());
    }

    /** Whether a report is as it was written. */
    public record ProofDocument(boolean intact, int lines, String digest, List<String> problems) {}

    private KnownErasure existing(String id) {
        return erasures.find(Ids.of(id)).orElseThrow(NotFoundException::new);
    }

    /** A person's recordings are anybody's: who may delete only some may not ask for all. */
    private SignedIn requireWhole() {
        SignedIn user = caller.required();
        if (!gate.holds(user, new Permission(Right.DELETE, Scope.TENANT))) {
            throw ChangeRejected.unknown();
        }
        return user;
    }

    private String next(Object cursor) {
        return uri.getRequestUriBuilder()
                .replaceQueryParam("cursor", cursor)
                .build()
                .toString();
    }

    private static @Nullable UUID cursor(@Nullable String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterRejected("cursor", "cursor must be that of `next` of the page before.");
        }
    }

    private static int limit(String text) {
        if (text.matches("[1-9]\\d{0,3}") && Integer.parseInt(text) <= MOST) {
            return Integer.parseInt(text);
        }
        throw new ParameterRejected("limit", "limit must be 1 to " + MOST + ".");
    }
}
