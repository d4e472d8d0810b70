package org.holdfast.web.session;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.Serial;
import java.util.Optional;
import org.holdfast.access.SignIn;
import org.holdfast.access.SignedIn;
import org.holdfast.access.directory.DirectoryAway;
import org.holdfast.access.directory.Guest;
import org.holdfast.access.directory.OidcAttempt;
import org.holdfast.access.directory.OidcProvider;
import org.holdfast.operations.WorkerLog;
import org.holdfast.recording.row.CatalogueUnavailable;
import org.holdfast.web.session.page.Pages;

/**
 * The door for who signs in at an OpenID provider: {@code /oidc/begin} sends the browser there, {@code /oidc/callback} is where
 * it comes back to. An attempt is used once. Stateless.
 */
public class OidcDoor extends HttpServlet {
    @Serial
    private static final long serialVersionUID = 1;

    private static final String ATTEMPT = "oidc";

    @Inject
    private transient OidcProvider provider;

    @Inject
    private transient SignIn signIn;

    @Inject
    private transient PortalSession session;

    @SuppressWarnings("NullAway.Init") // injected
    public OidcDoor() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        if (!provider.isConfigured()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        try {
            switch (String.valueOf(request.getPathInfo())) {
                case "/begin" -> begin(request, response);
                case "/callback" -> end(request, response);
                default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
            }
        } catch (DirectoryAway away) {
            WorkerLog.LOG.directoryAway(String.valueOf(away.getMessage()));
            response.sendRedirect("/sign-in.xhtml?failed=away");
        } catch (CatalogueUnavailable away) {
            response.sendRedirect("/sign-in.xhtml?failed=away");
        }
    }

    private void begin(HttpServletRequest request, HttpServletResponse response) throws IOException, DirectoryAway {
        String next = request.getParameter("next");
        OidcProvider.Way way = provider.begin(next != null && Pages.isLocal(next) ? next : "/");
        request.getSession().setAttribute(ATTEMPT, way.attempt());
        response.sendRedirect(way.address().toString());
    }

    private void end(HttpServletRequest request, HttpServletResponse response) throws IOException, DirectoryAway {
        HttpSession browser = request.getSession(false);
        if (browser == null || !(browser.getAttribute(ATTEMPT) instanceof OidcAttempt attempt)) {
            response.sendRedirect("/sign-in.xhtml?failed=late");
            return;
        }
        browser.removeAttribute(ATTEMPT);
        Optional<Guest> guest =
                provider.end(attempt, String.valueOf(request.getQueryString()), request.getRemoteAddr());
        Optional<SignedIn> user = guest.flatMap(known -> signIn.asGuest(known, request.getRemoteAddr()));
        if (user.isEmpty()) {
            response.sendRedirect("/sign-in.xhtml?failed=refused");
            return;
        }
        request.changeSessionId();
        String told = request.getHeader("User-Agent");
        session.enter(user.get(), told == null ? "" : told);
        response.sendRedirect(attempt.next());
    }
}
