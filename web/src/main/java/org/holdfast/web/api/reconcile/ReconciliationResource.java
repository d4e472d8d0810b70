package org.holdfast.web.api.reconcile;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.holdfast.access.SignedIn;
import org.holdfast.access.gate.Gate;
import org.holdfast.access.gate.Right;
import org.holdfast.csv.Csv;
import org.holdfast.reconcile.ExpectedCall;
import org.holdfast.reconcile.ExpectedCallsReader;
import org.holdfast.reconcile.ListRejected;
import org.holdfast.reconcile.Reconciliation;
import org.holdfast.reconcile.ReportLine;
import org.holdfast.web.api.Listing;
import org.holdfast.web.api.door.Needs;
import org.holdfast.web.api.people.Ids;
import org.holdfast.web.api.problem.ParameterRejected;
import org.holdfast.web.session.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Finds the call that nobody recorded. A report names calls of everybody, hence the right to export must go that far.
 */
@Path("reconciliation")
@Produces(MediaType.APPLICATION_JSON)
public class ReconciliationResource {
    private static final long MOST_BYTES = 16L << 20;
    private static final Duration TOLERANCE = Duration.ofSeconds(60);
    private static final long MOST_TOLERANCE = Duration.ofHours(1).toSeconds();

    @Inject
    private Reconciliation reconciliation;

    @Inject
    private Gate gate;

    @Inject
    private Caller caller;

    @Context
    private UriInfo uri;

    @SuppressWarnings("NullAway.Init") // injected
    public ReconciliationResource() {}

    @POST
    @Consumes({"text/csv", MediaType.TEXT_PLAIN})
    @Needs(Right.EXPORT)
    public ReportDocument compareCsv(InputStream body) throws IOException {
        ZoneId zone = zone();
        return compare(body, text -> ExpectedCallsReader.csv(text, zone));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Right.EXPORT)
    public ReportDocument compareJson(InputStream body) throws IOException {
        ZoneId zone = zone();
        return compare(body, text -> ExpectedCallsReader.json(text, zone));
    }

    @GET
    @Needs(Right.EXPORT)
    public Listing<ReportDocument.Head> reports() {
        allowed();
        return Listing.of(
                reconciliation.list().stream().map(ReportDocument.Head::of).toList());
    }

    @GET
    @Path("{id}")
    @Needs(Right.EXPORT)
    public ReportDocument report(@PathParam("id") String id) {
        return ReportDocument.of(found(id));
    }

    /** The report as CSV that no spreadsheet takes for formulas. */
    @GET
    @Path("{id}/csv")
    @Produces("text/csv")
    @Needs(Right.EXPORT)
    public Response csv(@PathParam("id") String id) {
        Reconciliation.Found found = found(id);
        StreamingOutput lines = out -> {
            Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            text.write(Csv.line(List.of(
                    "outcome",
                    "line",
                    "time",
                    "from",
                    "to",
                    "callId",
                    "duration",
                    "recording",
                    "recordedAt",
                    "recordedDuration",
                    "durationDiffers")));
            for (ReportLine line : found.lines()) {
                text.write(csv(line));
            }
            text.flush();
        };
        return Response.ok(lines, "text/csv; charset=UTF-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"reconciliation-" + id + ".csv\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @DELETE
    @Path("{id}")
    @Needs(Right.EXPORT)
    public void remove(@PathParam("id") String id) {
        if (!reconciliation.remove(allowed(), Ids.of(id))) {
            throw new NotFoundException();
        }
    }

    /** One way to read a list. */
    private interface Reading {
        List<ExpectedCall> read(Reader text) throws IOException, ListRejected;
    }

    private ReportDocument compare(InputStream body, Reading reading) throws IOException {
        SignedIn user = allowed();
        Reconciliation.Wish wish =
                new Reconciliation.Wish(parameter("name", "expected calls"), tolerance(), time("from"), time("to"));
        try (Reader text = new InputStreamReader(new BoundedBody(body, MOST_BYTES), StandardCharsets.UTF_8)) {
            return ReportDocument.of(reconciliation.compare(user, wish, reading.read(text)));
        } catch (ListRejected rejected) {
            throw new ParameterRejected("body", String.valueOf(rejected.getMessage()));
        }
    }

    private Reconciliation.Found found(String id) {
        return reconciliation.find(allowed(), Ids.of(id)).orElseThrow(NotFoundException::new);
    }

    private SignedIn allowed() {
        SignedIn user = caller.required();
        gate.requireEverything(user, Right.EXPORT);
        return user;
    }

    private static String csv(ReportLine line) {
        return Csv.line(Arrays.asList(
                line.outcome().word(),
                line.line() == 0 ? "" : Long.toString(line.line()),
                line.at().toString(),
                line.from(),
                line.to(),
                line.callId(),
                seconds(line.expected()),
                line.recordingId() == null ? "" : line.recordingId().toString(),
                line.recordedAt() == null ? "" : line.recordedAt().toString(),
                seconds(line.recorded()),
                line.differs() ? "yes" : ""));
    }

    private static String seconds(@Nullable Duration duration) {
        return duration == null ? "" : "%.1f".formatted(duration.toMillis() / 1000.0);
    }

    private String parameter(String name, String otherwise) {
        String value = uri.getQueryParameters().getFirst(name);
        return value == null || value.isBlank() ? otherwise : value.strip();
    }

    private Duration tolerance() {
        String text = parameter("tolerance", Long.toString(TOLERANCE.toSeconds()));
        if (!text.matches("\\d{1,4}") || Long.parseLong(text) > MOST_TOLERANCE) {
            throw new ParameterRejected(
                    "tolerance", "tolerance is a number of seconds from 0 to " + MOST_TOLERANCE + ".");
        }
        return Duration.ofSeconds(Long.parseLong(text));
    }

    private ZoneId zone() {
        try {
            return ZoneId.of(parameter("zone", "UTC"));
        } catch (DateTimeException e) {
            throw new ParameterRejected("zone", "zone is a time zone, as in Europe/Berlin.");
        }
    }

    private @Nullable Instant time(String name) {
        String text = parameter(name, "");
        try {
            return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new ParameterRejected(name, name + " is a time as in 2026-11-26T17:30:00Z.");
        }
    }
}
