package org.holdfast.web.api.door;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import java.security.Principal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.holdfast.access.SignedIn;
import org.holdfast.access.Tokens;
import org.holdfast.web.api.problem.Problem;
import org.holdfast.web.session.Caller;
import org.holdfast.web.session.PortalSession;
import org.jspecify.annotations.Nullable;

/**
 * Lets in who brings a token, and, for reading only, who is signed in to the portal: a cookie travels with every request
 * a foreign page makes this browser send, hence it may never change anything. Stateless.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class BearerFilter implements ContainerRequestFilter {
    private static final String SCHEME = "bearer ";
    private static final Set<String> READING = Set.of("GET", "HEAD");

    @Inject
    private Tokens tokens;

    @Inject
    private PortalSession session;

    @Inject
    private Caller caller;

    @Context
    private HttpServletRequest http;

    @SuppressWarnings("NullAway.Init") // injected
    public BearerFilter() {}

    @Override
    public void filter(ContainerRequestContext request) {
        boolean byPassword = request.getUriInfo().getPath().equals("/tokens")
                && request.getMethod().equals("POST");
        if (byPassword || request.getMethod().equals("OPTIONS")) {
            return;
        }
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        Optional<SignedIn> user = header == null ? ofSession(request) : ofToken(header);
        if (user.isEmpty()) {
            request.abortWith(refusal(header));
        } else if (header != null) {
            caller.brought(user.get().from(http.getRemoteAddr()));
        }
        user.ifPresent(u -> request.setSecurityContext(
                new Named(u.login(), request.getSecurityContext().isSecure())));
    }

    private Optional<SignedIn> ofSession(ContainerRequestContext request) {
        if (!READING.contains(request.getMethod())) {
            return Optional.empty();
        }
        Optional<SignedIn> user = session.user();
        user.ifPresent(u -> session.asked());
        return user;
    }

    private Optional<SignedIn> ofToken(String header) {
        if (caller.bearer().isPresent()) {
            return caller.bearer();
        }
        return header.toLowerCase(Locale.ROOT).startsWith(SCHEME)
                ? tokens.holder(header.substring(SCHEME.length()).strip())
                : Optional.empty();
    }

    private static Response refusal(@Nullable String header) {
        String challenge = "Bearer realm=\"holdfast\"" + (header == null ? "" : ", error=\"invalid_token\"");
        return Problem.of(401, "Bring a token: Authorization: Bearer …, from POST /api/v1/tokens.")
                .builder()
                .header(HttpHeaders.WWW_AUTHENTICATE, challenge)
                .build();
    }

    /** The caller by name, for those who only want to say who did something; rights are the gate's. */
    private record Named(String login, boolean isSecure) implements SecurityContext {
        @Override
        public Principal getUserPrincipal() {
            return this::login;
        }

        @Override
        public boolean isUserInRole(String role) {
            return false;
        }

        @Override
        public String getAuthenticationScheme() {
            return "Bearer";
        }
    }
}
