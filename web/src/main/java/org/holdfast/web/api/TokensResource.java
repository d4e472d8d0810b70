package org.holdfast.web.api;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.holdfast.access.SignIn;
import org.holdfast.access.SignInResult;
import org.holdfast.access.SignedIn;
import org.holdfast.access.Tokens;
import org.holdfast.access.gate.Right;
import org.holdfast.web.api.door.Anyone;
import org.holdfast.web.api.problem.ParameterRejected;
import org.holdfast.web.api.problem.Problem;
import org.holdfast.web.session.Caller;
import org.jspecify.annotations.Nullable;

/** Gives a token for name and password; lists and ends the caller's own. */
@Path("tokens")
@Produces(MediaType.APPLICATION_JSON)
public class TokensResource {
    private static final int LONGEST_NAME = 100;
    private static final String CODE = "Holdfast-Code";

    @Inject
    private SignIn signIn;

    @Inject
    private Tokens tokens;

    @Inject
    private Caller caller;

    @Context
    private HttpServletRequest request;

    @SuppressWarnings("NullAway.Init") // injected
    public TokensResource() {}

    /** A token as its owner sees it later: never its text. */
    public record TokenLine(UUID id, String name, List<String> rights, Instant issuedAt, Instant expiresAt) {}

    @POST
    @Anyone
    public Response token(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @HeaderParam(CODE) @DefaultValue("") String code,
            @Nullable String wish) {
        BasicCredentials given = BasicCredentials.parse(authorization).orElse(null);
        if (given == null) {
            return refused("Bring name and password with HTTP Basic.");
        }
        Tokens.Wish wanted = wish(wish);
        return switch (signIn.withPassword(given.login(), given.password(), code, request.getRemoteAddr())) {
            case SignInResult.Accepted accepted ->
                Response.ok(tokens.issue(accepted.user(), wanted))
                        .header("Cache-Control", "no-store")
                        .build();
            case SignInResult.CodeNeeded needed ->
                Problem.of(401, "Bring the present code of your second factor in the header " + CODE + ".")
                        .with("needs", "code")
                        .response();
            case SignInResult.WrongCredentials() -> refused("Name or password is wrong.");
            case SignInResult.DirectoryAway() ->
                Problem.of(503, "The directory that knows you does not answer.")
                        .builder()
                        .header(HttpHeaders.RETRY_AFTER, 30)
                        .build();
            case SignInResult.TooMany tooMany ->
                Problem.of(429, "Too many attempts. Try again later.")
                        .builder()
                        .header(HttpHeaders.RETRY_AFTER, wholeSeconds(tooMany.retryAfter()))
                        .build();
        };
    }

    @GET
    @Anyone
    public Listing<TokenLine> own() {
        SignedIn user = caller.required();
        return Listing.of(tokens.of(user).stream()
                .map(token ->
                        new TokenLine(token.id(), token.name(), token.rights(), token.issuedAt(), token.expiresAt()))
                .toList());
    }

    @DELETE
    @Path("{id}")
    @Anyone
    public void revoke(@PathParam("id") String id) {
        tokens.revoke(caller.required(), RecordingsResource.uuid(id));
    }

    /** The body may be absent; then it is a token with all that its user has, for as long as the setting says. */
    private Tokens.Wish wish(@Nullable String body) {
        if (body == null || body.isBlank() || !body.strip().startsWith("{")) {
            return tokens.wish("", Set.of(), null);
        }
        try (JsonReader reader = Json.createReader(new StringReader(body))) {
            JsonObject wish = reader.readObject();
            String name = wish.getString("name", "");
            if (name.length() > LONGEST_NAME) {
                throw new ParameterRejected("name", "A name has at most " + LONGEST_NAME + " characters.");
            }
            Duration lasting = wish.containsKey("lifetimeSeconds")
                    ? Duration.ofSeconds(wish.getJsonNumber("lifetimeSeconds").longValueExact())
                    : null;
            return tokens.wish(name, rights(wish), lasting);
        } catch (JsonException | ClassCastException | ArithmeticException e) {
            throw new ParameterRejected("body", "The body is not the JSON of a token: name, rights, lifetimeSeconds.");
        }
    }

    private static Set<Right> rights(JsonObject wish) {
        Set<Right> rights = new HashSet<>();
        if (wish.containsKey("rights")) {
            wish.getJsonArray("rights").getValuesAs(JsonString.class).stream()
                    .map(JsonString::getString)
                    .map(word -> Right.ofWord(word)
                            .orElseThrow(() -> new ParameterRejected(
                                    "rights", "There is no right " + word + "; known are " + Right.words() + ".")))
                    .forEach(rights::add);
        }
        return rights;
    }

    private static long wholeSeconds(Duration duration) {
        return Math.max(1, duration.plusMillis(999).toSeconds());
    }

    private static Response refused(String why) {
        return Problem.of(401, why)
                .builder()
                .header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"holdfast\", charset=\"UTF-8\"")
                .build();
    }
}
