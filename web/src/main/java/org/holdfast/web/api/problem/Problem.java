package org.holdfast.web.api.problem;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/** The one shape of every error (RFC 9457). Immutable. */
public record Problem(int status, String title, String detail, Map<String, String> more) {
    static final String TYPE = "application/problem+json";

    public Problem {
        more = Map.copyOf(more);
    }

    public static Problem of(int status, String detail) {
        Response.Status known = Response.Status.fromStatusCode(status);
        return new Problem(status, known == null ? "Error" : known.getReasonPhrase(), detail, Map.of());
    }

    /** The same, with one more member. */
    public Problem with(String name, String value) {
        Map<String, String> members = new LinkedHashMap<>(more);
        members.put(name, value);
        return new Problem(status, title, detail, members);
    }

    public Response response() {
        return builder().build();
    }

    public Response.ResponseBuilder builder() {
        return Response.status(status)
                .type(TYPE)
                .header("Cache-Control", "no-store")
                .entity(json());
    }

    String json() {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("type", "about:blank")
                .add("title", title)
                .add("status", status)
                .add("detail", detail);
        more.forEach(json::add);
        return json.build().toString();
    }
}
