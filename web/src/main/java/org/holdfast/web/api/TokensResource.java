package org.holdfast.web.api;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.holdfast.access.SignIn;
import org.holdfast.access.SignInResult;
import org.holdfast.access.Tokens;
import org.holdfast.web.api.problem.Problem;
import org.jspecify.annotations.Nullable;

/** Gives a token for name and password. */
@Path("tokens")
@Produces(MediaType.APPLICATION_JSON)
public class TokensResource {
    @Inject
    private SignIn signIn;

    @Inject
    private Tokens tokens;

    @Context
    private HttpServletRequest request;

    @SuppressWarnings("NullAway.Init") // injected
    public TokensResource() {}

    @POST
    public Response token(@HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
        BasicCredentials given = BasicCredentials.parse(authorization).orElse(null);
        if (given == null) {
            return refused("Bring name and password with HTTP Basic.");
        }
        return switch (signIn.withPassword(given.login(), given.password(), request.getRemoteAddr())) {
            case SignInResult.Accepted accepted ->
                Response.ok(tokens.issue(accepted.user()))
                        .header("Cache-Control", "no-store")
                        .build();
            case SignInResult.WrongCredentials() -> refused("Name or password is wrong.");
            case SignInResult.TooMany tooMany ->
                Problem.of(429, "Too many attempts. Try again later.")
                        .builder()
                        .header(HttpHeaders.RETRY_AFTER, wholeSeconds(tooMany.retryAfter()))
                        .build();
        };
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
