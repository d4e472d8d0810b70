package org.holdfast.web.api;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.holdfast.access.gate.Gate;
import org.holdfast.access.gate.Right;
import org.holdfast.remark.KnownNote;
import org.holdfast.remark.Remarks;
import org.holdfast.search.RecordingSearch;
import org.holdfast.search.Sight;
import org.holdfast.web.api.door.Needs;
import org.holdfast.web.api.problem.ParameterRejected;
import org.holdfast.web.session.Caller;
import org.jspecify.annotations.Nullable;

/** What people add to a recording: notes and tags. */
@Path("recordings") // as RecordingsResource: a longer path here would hide it (Jakarta REST 3.7.2)
@Produces(MediaType.APPLICATION_JSON)
public class RemarksResource {
    @Inject
    private Remarks remarks;

    @Inject
    private RecordingSearch search;

    @Inject
    private Gate gate;

    @Inject
    private Caller caller;

    @SuppressWarnings("NullAway.Init") // injected
    public RemarksResource() {}

    @GET
    @Path("{id}/notes")
    @Needs(value = Right.LIST, of = Needs.Of.RECORDING)
    public Listing<KnownNote> notes(@PathParam("id") String id) {
        return Listing.of(remarks.notes(RecordingsResource.uuid(id)));
    }

    @POST
    @Path("{id}/notes")
    @Needs(value = Right.NOTE, of = Needs.Of.RECORDING)
    public Response write(@PathParam("id") String id, @Nullable String body) {
        JsonObject note = read(body);
        JsonValue offset = note.get("offsetMs");
        Duration at;
        try {
            at = offset == null || offset.equals(JsonValue.NULL)
                    ? null
                    : Duration.ofMillis(note.getJsonNumber("offsetMs").longValueExact());
        } catch (ClassCastException | ArithmeticException e) {
            throw new ParameterRejected("offsetMs", "offsetMs must be a whole number of milliseconds.");
        }
        KnownNote written =
                remarks.write(caller.required(), RecordingsResource.uuid(id), at, note.getString("text", ""));
        return Response.status(Response.Status.CREATED).entity(written).build();
    }

    @DELETE
    @Path("{id}/notes/{note}")
    @Needs(value = Right.NOTE, of = Needs.Of.RECORDING)
    public void remove(@PathParam("id") String id, @PathParam("note") String note) {
        remarks.removeNote(caller.required(), RecordingsResource.uuid(id), RecordingsResource.uuid(note));
    }

    @PUT
    @Path("{id}/tags/{tag}")
    @Needs(value = Right.TAG, of = Needs.Of.RECORDING)
    public void tag(@PathParam("id") String id, @PathParam("tag") String tag) {
        remarks.tag(caller.required(), RecordingsResource.uuid(id), tag);
    }

    @DELETE
    @Path("{id}/tags/{tag}")
    @Needs(value = Right.TAG, of = Needs.Of.RECORDING)
    public void untag(@PathParam("id") String id, @PathParam("tag") String tag) {
        remarks.untag(caller.required(), RecordingsResource.uuid(id), tag);
    }

    /** Changes what may be changed of a recording: its tags, as a whole. */
    @PATCH
    @Path("{id}")
    @Needs(value = Right.TAG, of = Needs.Of.RECORDING)
    public RecordingDocument change(@PathParam("id") String id, @Nullable String body) {
        UUID recording = RecordingsResource.uuid(id);
        JsonObject wanted = read(body);
        wanted.keySet().stream()
                .filter(field -> !field.equals("tags"))
                .findFirst()
                .ifPresent(field -> {
                    throw new ParameterRejected(field, "Of a recording, only tags can be changed here.");
                });
        if (wanted.containsKey("tags")) {
            remarks.retag(caller.required(), recording, tags(wanted));
        }
        return RecordingDocument.of(search.recording(recording, Sight.of(gate, caller.required()))
                .orElseThrow(jakarta.ws.rs.NotFoundException::new));
    }

    private static List<String> tags(JsonObject wanted) {
        try {
            return wanted.getJsonArray("tags").getValuesAs(JsonString::getString);
        } catch (ClassCastException e) {
            throw new ParameterRejected("tags", "tags must be a list of texts.");
        }
    }

    private static JsonObject read(@Nullable String body) {
        try (JsonReader reader = Json.createReader(new StringReader(body == null ? "" : body))) {
            return reader.readObject();
        } catch (JsonException notJson) {
            throw new ParameterRejected("body", "The body must be a JSON object.");
        }
    }
}
