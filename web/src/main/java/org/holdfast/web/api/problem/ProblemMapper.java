package org.holdfast.web.api.problem;

import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.UUID;
import org.holdfast.access.gate.OutOfReach;
import org.holdfast.access.gate.Refused;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.playback.MediaLocked;
import org.holdfast.recording.row.CatalogueUnavailable;
import org.holdfast.retention.DeletionRefused;
import org.holdfast.search.QueryRejected;
import org.holdfast.storage.object.ObjectStoreFailed;
import org.holdfast.web.WebLog;

/** Turns whatever a resource throws into a {@link Problem}; what nobody planned is logged under the id the caller gets. */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {
    private static final String RETRY_AFTER_SECONDS = "5";

    @Context
    private UriInfo uri;

    @Context
    private Request request;

    @SuppressWarnings("NullAway.Init") // injected
    public ProblemMapper() {}

    @Override
    public Response toResponse(Throwable thrown) {
        return switch (thrown) {
            case ParameterRejected rejected ->
                Problem.of(400, String.valueOf(rejected.getMessage()))
                        .with("parameter", rejected.parameter())
                        .response();
            case QueryRejected rejected ->
                Problem.of(400, String.valueOf(rejected.getMessage())).response();
            case Refused refused ->
                Problem.of(403, String.valueOf(refused.getMessage()))
                        .with("right", refused.right().word())
                        .response();
            case OutOfReach unseen ->
                Problem.of(404, String.valueOf(unseen.getMessage())).response();
            case ChangeRejected rejected -> rejected(rejected);
            case CatalogueUnavailable away ->
                Problem.of(503, String.valueOf(away.getMessage()))
                        .builder()
                        .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                        .build();
            case DeletionRefused held ->
                Problem.of(409, String.valueOf(held.getMessage())).response();
            case ObjectStoreFailed away ->
                Problem.of(503, away.explained())
                        .builder()
                        .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                        .build();
            case MediaLocked away ->
                Problem.of(503, "It cannot be decrypted now: " + away.getMessage())
                        .builder()
                        .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                        .build();

            case ProcessingException unreadable ->
                Problem.of(400, "The body is not the JSON that is wanted here.").response();
            case WebApplicationException known -> known(known.getResponse());
            default -> unplanned(thrown);
        };
    }

    private static Response rejected(ChangeRejected rejected) {
        int status = switch (rejected.reason()) {
            case INVALID -> 400;
            case UNKNOWN -> 404;
            case CONFLICT -> 409;
            case STALE -> 412;
        };
        Problem problem = Problem.of(status, String.valueOf(rejected.getMessage()));
        return (rejected.field().isEmpty() ? problem : problem.with("parameter", rejected.field())).response();
    }

    /** Keeps what the status needs beside it: Allow of a 405, WWW-Authenticate of a 401. */
    private static Response known(Response response) {
        if (response.getStatus() < 400 || Problem.TYPE.equals(response.getHeaderString(HttpHeaders.CONTENT_TYPE))) {
            return response;
        }
        Response.ResponseBuilder problem =
                Problem.of(response.getStatus(), detail(response.getStatus())).builder();
        response.getHeaders().forEach((name, values) -> {
            if (!name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)
                    && !name.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH)) {
                values.forEach(value -> problem.header(name, value));
            }
        });
        return problem.build();
    }

    private static String detail(int status) {
        return switch (status) {
            case 404 -> "There is nothing here.";
            case 405 -> "This method is not offered here; Allow lists those that are.";
            case 406 -> "None of the types you accept is offered here.";
            case 415 -> "A body of this type is not taken here.";
            default -> "The request cannot be answered.";
        };
    }

    private Response unplanned(Throwable bug) {
        String id = UUID.randomUUID().toString();
        WebLog.LOG.requestFailed(bug, request.getMethod(), uri.getPath(), id);
        return Problem.of(500, "Something went wrong here. The log of this node tells more under the id.")
                .with("id", id)
                .response();
    }
}
