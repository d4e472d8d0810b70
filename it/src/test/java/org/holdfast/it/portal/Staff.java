package org.holdfast.it.portal;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.holdfast.it.Node;

/** Makes groups and users by REST, as an administrator would. */
final class Staff {
    static final String PASSWORD = "seven purple herons";

    private final Node node;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String token;

    private Staff(Node node) throws IOException, InterruptedException {
        this.node = node;
        token = token("admin", node.adminPassword());
    }

    static Staff of(Node node) throws IOException, InterruptedException {
        return new Staff(node);
    }

    /** A bearer token of that user. */
    String token(String login, String password) throws IOException, InterruptedException {
        String basic = Base64.getEncoder().encodeToString((login + ":" + password).getBytes(StandardCharsets.UTF_8));
        return json(http.send(
                        HttpRequest.newBuilder(node.api().resolve("tokens"))
                                .header("Authorization", "Basic " + basic)
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString()))
                .getString("token");
    }

    /** A new group. */
    String group(String name) throws IOException, InterruptedException {
        return send("POST", "groups", Json.createObjectBuilder().add("name", name))
                .getString("id");
    }

    /** A new role of these rights, each as {@code right:scope}. */
    String role(String name, String... permissions) throws IOException, InterruptedException {
        JsonArrayBuilder rights = Json.createArrayBuilder();
        for (String permission : permissions) {
            String[] parts = permission.split(":");
            rights.add(Json.createObjectBuilder().add("right", parts[0]).add("scope", parts[1]));
        }
        return send(
                        "POST",
                        "roles",
                        Json.createObjectBuilder().add("name", name).add("permissions", rights))
                .getString("id");
    }

    /** A new user of that role, whose number this is. */
    void user(String role, String login, String number) throws IOException, InterruptedException {
        send(
                "POST",
                "users",
                Json.createObjectBuilder()
                        .add("login", login)
                        .add("name", login)
                        .add("password", PASSWORD)
                        .add("roles", Json.createArrayBuilder(List.of(role)))
                        .add("extensions", Json.createArrayBuilder(List.of(number))));
    }

    /** A new user of that role: in the group with that number as an agent, managing it as a supervisor. */
    String user(Role role, String login, String group, String number) throws IOException, InterruptedException {
        JsonObjectBuilder user = Json.createObjectBuilder()
                .add("login", login)
                .add("name", login)
                .add("password", PASSWORD)
                .add("roles", Json.createArrayBuilder(List.of(role.id())));
        if (role == Role.AGENT) {
            user.add("groups", Json.createArrayBuilder(List.of(group)))
                    .add("extensions", Json.createArrayBuilder(List.of(number)));
        }
        if (role == Role.SUPERVISOR) {
            user.add("managedGroups", Json.createArrayBuilder(List.of(group)));
        }
        return send("POST", "users", user).getString("id");
    }

    /** Writes a note at that moment. */
    void note(String recording, long millis, String text) throws IOException, InterruptedException {
        send(
                "POST",
                "recordings/" + recording + "/notes",
                Json.createObjectBuilder().add("offsetMs", millis).add("text", text));
    }

    /** Locks the user out. */
    void disable(String user) throws IOException, InterruptedException {
        send("PATCH", "users/" + user, Json.createObjectBuilder().add("enabled", false));
    }

    private JsonObject send(String method, String path, JsonObjectBuilder body)
            throws IOException, InterruptedException {
        return json(http.send(
                HttpRequest.newBuilder(node.api().resolve(path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                HttpRequest.BodyPublishers.ofString(body.build().toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString()));
    }

    private static JsonObject json(HttpResponse<String> answer) {
        if (answer.statusCode() >= 300) {
            throw new AssertionError("%s gave %d: %s".formatted(answer.uri(), answer.statusCode(), answer.body()));
        }
        try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
            return reader.readObject();
        }
    }
}
