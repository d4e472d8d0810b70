package org.holdfast.it.access;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.holdfast.it.Node;

/** Somebody with a token, and on demand with a browser's session, by plain HTTP. */
final class Person {
    private static final Pattern VIEW_STATE =
            Pattern.compile("name=\"jakarta.faces.ViewState\"[^>]*value=\"([^\"]+)\"");

    private final Node node;
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final String login;
    private final String password;
    private final String token;

    private Person(Node node, String login, String password) {
        this.node = node;
        this.login = login;
        this.password = password;
        String basic = Base64.getEncoder().encodeToString((login + ":" + password).getBytes(StandardCharsets.UTF_8));
        this.token = json(answer(HttpRequest.newBuilder(node.api().resolve("tokens"))
                        .header("Authorization", "Basic " + basic)
                        .POST(HttpRequest.BodyPublishers.noBody())))
                .getString("token");
    }

    static Person signedIn(Node node, String login, String password) {
        return new Person(node, login, password);
    }

    /** By token; an empty body is none. */
    HttpResponse<String> send(String verb, String path, String body) {
        return answer(authorised(verb, path, "application/json", body));
    }

    /** The status alone: what is answered may never end. */
    int status(String verb, String path, String type, String body) {
        try {
            HttpResponse<InputStream> answer = http.send(
                    authorised(verb, path, type, body)
                            .timeout(Duration.ofSeconds(20))
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            answer.body().close();
            return answer.statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(verb + " " + path, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** An answer that goes on. */
    HttpResponse<InputStream> open(String path) {
        try {
            return http.send(authorised("GET", path, "", "").build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    private HttpRequest.Builder authorised(String verb, String path, String type, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(node.api().resolve(path))
                .header("Authorization", "Bearer " + token)
                .method(
                        verb,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        return body.isEmpty() ? request : request.header("Content-Type", type);
    }

    /** Through the door of the portal, as a browser does. */
    HttpResponse<String> enter() {
        URI door = node.portal().resolve("sign-in.xhtml");
        Matcher state = VIEW_STATE.matcher(answer(HttpRequest.newBuilder(door)).body());
        if (!state.find()) {
            throw new AssertionError("the door has no form");
        }
        String form = "door=door&door%3Alogin=" + encoded(login) + "&door%3Apassword=" + encoded(password)
                + "&door%3Aenter=&jakarta.faces.ViewState=" + encoded(state.group(1));
        return answer(HttpRequest.newBuilder(door)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    /** A page of the portal, in the session of {@link #enter}. */
    HttpResponse<String> page(String path) {
        return answer(HttpRequest.newBuilder(node.portal().resolve(path)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpResponse<String> answer(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    static JsonObject json(HttpResponse<String> answer) {
        try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
            return reader.readObject();
        }
    }
}
