package org.holdfast.web.api.people;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.holdfast.access.gate.Right;
import org.holdfast.audit.AuditAction;
import org.holdfast.audit.AuditEvent;
import org.holdfast.audit.AuditPage;
import org.holdfast.audit.AuditProof;
import org.holdfast.audit.AuditQuery;
import org.holdfast.audit.AuditRecord;
import org.holdfast.audit.AuditSearch;
import org.holdfast.audit.AuditTrail;
import org.holdfast.audit.AuditVerifier;
import org.holdfast.csv.Csv;
import org.holdfast.web.api.Listing;
import org.holdfast.web.api.door.Needs;
import org.holdfast.web.api.problem.ParameterRejected;
import org.holdfast.web.session.Caller;
import org.jspecify.annotations.Nullable;

/** The audit trail, and its proof. */
@Path("audit")
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {
    private static final Set<String> KNOWN =
            Set.of("from", "to", "actor", "action", "object", "limit", "cursor", "format");
    private static final int MOST_PAGES = 200;

    @Inject
    private AuditSearch search;

    @Inject
    private AuditVerifier verifier;

    @Inject
    private AuditTrail audit;

    @Inject
    private Caller caller;

    @Context
    private UriInfo uri;

    @SuppressWarnings("NullAway.Init") // injected
    public AuditResource() {}

    /** An entry as REST has it. */
    public record EntryLine(
            String node,
            long seq,
            Instant at,
            String actor,
            @Nullable UUID actorId,
            String address,
            String action,
            String object,
            String objectId,
            String detail,
            @Nullable String before,
            @Nullable String after,
            String hash) {
        static EntryLine of(AuditRecord entry) {
            AuditEvent event = entry.event();
            return new EntryLine(
                    entry.node(),
                    entry.seq(),
                    entry.at(),
                    event.actor().login(),
                    event.actor().id(),
                    event.actor().address(),
                    event.action().word(),
                    event.object(),
                    event.objectId(),
                    event.detail(),
                    event.before(),
                    event.after(),
                    entry.hash());
        }
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, "text/csv"})
    @Needs(Right.READ_AUDIT)
    public Response entries() {
        AuditQuery query = query();
        if ("csv".equals(uri.getQueryParameters().getFirst("format"))) {
            return csv(query);
        }
        AuditPage page = found(query);
        String next = page.next();
        String following = next == null
                ? null
                : uri.getRequestUriBuilder()
                        .replaceQueryParam("cursor", next)
                        .build()
                        .toString();
        return Response.ok(
                        new Listing<>(page.items().stream().map(EntryLine::of).toList(), following))
                .type(MediaType.APPLICATION_JSON)
                .header("Cache-Control", "no-store")
                .build();
    }

    @POST
    @Path("verify")
    @Needs(Right.READ_AUDIT)
    public ProofDocument verify() {
        AuditProof proof = verifier.verify();
        audit.add(AuditEvent.of(caller.required().actor(), AuditAction.VERIFY, "audit", "")
                .saying(proof.intact() ? "intact" : proof.problems().size() + " problems"));
        return ProofDocument.of(proof);
    }

    /** Whether the trail is as it was written. */
    public record ProofDocument(boolean intact, List<AuditProof.Chain> chains, List<ProblemDocument> problems) {
        static ProofDocument of(AuditProof proof) {
            return new ProofDocument(
                    proof.intact(),
                    proof.chains(),
                    proof.problems().stream()
                            .map(problem -> new ProblemDocument(problem.node(), problem.seq(), problem.what()))
                            .toList());
        }
    }

    /** Something wrong at an entry. */
    public record ProblemDocument(String node, long seq, String what) {}

    private AuditPage found(AuditQuery query) {
        try {
            return search.find(query);
        } catch (IllegalArgumentException e) {
            throw new ParameterRejected("cursor", String.valueOf(e.getMessage()));
        }
    }

    private Response csv(AuditQuery query) {
        audit.add(AuditEvent.of(caller.required().actor(), AuditAction.EXPORT, "audit", "")
                .saying(String.valueOf(uri.getRequestUri().getQuery())));
        StreamingOutput lines = out -> write(
                new AuditQuery(
                        query.from(), query.to(), query.actor(), query.action(), query.object(), AuditQuery.MOST, null),
                out);
        return Response.ok(lines)
                .type("text/csv;charset=UTF-8")
                .header("Content-Disposition", "attachment; filename=\"audit.csv\"")
                .header("Cache-Control", "no-store")
                .build();
    }

    private void write(AuditQuery query, OutputStream out) throws IOException {
        String head = Csv.line(Arrays.asList(
                "node",
                "seq",
                "at",
                "actor",
                "address",
                "action",
                "object",
                "objectId",
                "detail",
                "before",
                "after",
                "hash"));
        out.write(head.getBytes(StandardCharsets.UTF_8));
        AuditQuery rest = query;
        for (int i = 0; i < MOST_PAGES; i++) {
            AuditPage page = search.find(rest);
            for (AuditRecord entry : page.items()) {
                out.write(csvLine(EntryLine.of(entry)).getBytes(StandardCharsets.UTF_8));
            }
            if (page.next() == null) {
                return;
            }
            rest = query.at(page.next());
        }
    }

    static String csvLine(EntryLine entry) {
        return Csv.line(Arrays.asList(
                entry.node(),
                Long.toString(entry.seq()),
                entry.at().toString(),
                entry.actor(),
                entry.address(),
                entry.action(),
                entry.object(),
                entry.objectId(),
                entry.detail(),
                entry.before(),
                entry.after(),
                entry.hash()));
    }

    private AuditQuery query() {
        MultivaluedMap<String, String> given = uri.getQueryParameters();
        given.keySet().stream()
                .filter(name -> !KNOWN.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new ParameterRejected(name, "There is no such filter.");
                });
        String action = given.getFirst("action");
        return new AuditQuery(
                time("from", given.getFirst("from")),
                time("to", given.getFirst("to")),
                given.getFirst("actor"),
                action == null || action.isBlank()
                        ? null
                        : AuditAction.ofWord(action)
                                .orElseThrow(() -> new ParameterRejected("action", "There is no such action.")),
                given.getFirst("object"),
                limit(given.getFirst("limit")),
                given.getFirst("cursor"));
    }

    private static int limit(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return 50;
        }
        if (!text.matches("[1-9][0-9]{0,3}") || Integer.parseInt(text) > AuditQuery.MOST) {
            throw new ParameterRejected("limit", "limit must be 1 to " + AuditQuery.MOST + ".");
        }
        return Integer.parseInt(text);
    }

    private static @Nullable Instant time(String name, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text.strip().replace(' ', '+')).toInstant();
        } catch (DateTimeException e) {
            throw new ParameterRejected(name, name + " must be a time of RFC 3339, e.g. 2026-03-31T15:30:00Z.");
        }
    }
}
