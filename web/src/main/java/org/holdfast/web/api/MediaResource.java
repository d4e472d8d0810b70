package org.holdfast.web.api;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Set;
import java.util.UUID;
import org.holdfast.access.gate.Gate;
import org.holdfast.access.gate.Right;
import org.holdfast.playback.MediaAddress;
import org.holdfast.playback.MediaFormat;
import org.holdfast.playback.PlayableMedia;
import org.holdfast.playback.Playback;
import org.holdfast.web.api.door.Needs;
import org.holdfast.web.api.problem.ParameterRejected;
import org.holdfast.web.api.problem.Problem;
import org.holdfast.web.session.Caller;
import org.holdfast.web.session.Memory;
import org.jspecify.annotations.Nullable;

/** Sends what can be heard of a recording, any range of it, and its waveform peaks. */
@Path("recordings") // as RecordingsResource: a longer path here would hide it (Jakarta REST 3.7.2)
public class MediaResource {
    private static final String NO_ADDRESS =
            "The media is on the node, or its storage target gives no addresses: get the media itself.";

    private static final Set<String> KNOWN = Set.of("format", "download");

    @Inject
    private Playback playback;

    @Inject
    private Gate gate;

    @Inject
    private Caller caller;

    @Inject
    private Memory memory;

    @Context
    private UriInfo uri;

    @Context
    private HttpHeaders headers;

    @Context
    private Request request;

    @SuppressWarnings("NullAway.Init") // injected
    public MediaResource() {}

    @GET
    @Path("{id}/media")
    @Produces(MediaType.WILDCARD)
    @Needs(value = Right.LISTEN, of = Needs.Of.RECORDING)
    public Response media(@PathParam("id") String id) {
        uri.getQueryParameters().keySet().stream()
                .filter(p -> !KNOWN.contains(p))
                .forEach(p -> {
                    throw new ParameterRejected(p, "There is no such parameter; known are format and download.");
                });
        MediaFormat format = format(uri.getQueryParameters().getFirst("format"));
        UUID recording = RecordingsResource.uuid(id);
        String asked = uri.getQueryParameters().getFirst("download");
        boolean download = asked != null && !asked.equals("false");
        if (download) {
            gate.requireRecording(caller.required(), Right.DOWNLOAD, recording);
        }
        PlayableMedia media = playback.media(recording, format).orElseThrow(NotFoundException::new);
        playback.requireKey(recording);
        if (!request.getMethod().equals("HEAD")) {
            memory.heard(caller.required(), recording, download);
        }
        return new MediaAnswer(media, id, download).to(conditions());
    }

    @HEAD
    @Path("{id}/media")
    @Produces(MediaType.WILDCARD)
    @Needs(value = Right.LISTEN, of = Needs.Of.RECORDING)
    public Response mediaHead(@PathParam("id") String id) {
        return media(id);
    }

    /** Where anybody hears it for a short time: as much as a download, and remembered each time. */
    public record AddressDocument(URI url, long seconds) {}

    @POST
    @Path("{id}/media-address")
    @Produces(MediaType.APPLICATION_JSON)
    @Needs(value = Right.DOWNLOAD, of = Needs.Of.RECORDING)
    public AddressDocument address(@PathParam("id") String id) {
        UUID recording = RecordingsResource.uuid(id);
        MediaFormat format = format(uri.getQueryParameters().getFirst("format"));
        if (playback.media(recording, format).isEmpty()) {
            throw new NotFoundException();
        }
        MediaAddress address = playback.address(recording, format)
                .orElseThrow(() ->
                        new WebApplicationException(Problem.of(409, NO_ADDRESS).response()));
        memory.addressed(caller.required(), recording, address.lifetime());
        return new AddressDocument(address.uri(), address.lifetime().toSeconds());
    }

    @GET
    @Path("{id}/peaks")
    @Produces(MediaType.APPLICATION_JSON)
    @Needs(value = Right.LISTEN, of = Needs.Of.RECORDING)
    public Response peaks(@PathParam("id") String id) {
        PlayableMedia peaks = playback.peaks(RecordingsResource.uuid(id)).orElseThrow(NotFoundException::new);
        playback.requireKey(RecordingsResource.uuid(id));
        return new MediaAnswer(peaks, id, false).to(conditions());
    }

    private MediaAnswer.Conditions conditions() {
        return new MediaAnswer.Conditions(
                request.getMethod(),
                headers.getHeaderString("Range"),
                headers.getHeaderString("If-Range"),
                headers.getHeaderString(HttpHeaders.IF_NONE_MATCH));
    }

    /** The form of that name; the stored one when there is no name. */
    public static MediaFormat format(@Nullable String asked) {
        return switch (asked == null ? "" : asked) {
            case "" -> MediaFormat.STORED;
            case "wav" -> MediaFormat.WAV;
            case "webm" -> MediaFormat.WEBM;
            default -> throw new ParameterRejected("format", "format must be wav or webm.");
        };
    }
}
