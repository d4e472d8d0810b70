package org.holdfast.web.session;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.holdfast.access.gate.Gate;
import org.holdfast.access.gate.Refused;
import org.holdfast.access.gate.Right;
import org.holdfast.web.WebLog;
import org.holdfast.web.session.page.Pages;

/**
 * The door of the portal: pages are for signed-in users, everyone else is shown to the sign-in page and, after it, to
 * where they wanted to go. REST and health answer for themselves. Stateless.
 */
public class SignInFilter extends HttpFilter {
    @Serial
    private static final long serialVersionUID = 1;

    private static final List<String> OPEN =
            List.of("/api/", "/health/", "/oidc/", "/openapi", "/jakarta.faces.resource/", "/sign-in.xhtml");
    private static final String START = "/recordings.xhtml";

    /** How the requests that pages send by themselves are called. */
    private static final String POLL = ":poll";

    @Inject
    private transient PortalSession session;

    @Inject
    private transient Gate gate;

    @SuppressWarnings("NullAway.Init") // injected
    public SignInFilter() {}

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        request.setCharacterEncoding(StandardCharsets.UTF_8.name());
        String path = request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
        if (path.equals("/") || path.isEmpty()) {
            response.sendRedirect(
                    session.user().map(user -> Pages.start(gate, user)).orElse(START));
        } else if (OPEN.stream().anyMatch(path::startsWith)) {
            chain.doFilter(request, response);
        } else if (session.isSignedIn()) {
            String source = request.getParameter("jakarta.faces.source");
            if (source == null || !source.endsWith(POLL)) {
                session.asked();
            }
            response.setHeader("Cache-Control", "no-store");
            letIn(request, response, chain, path);
        } else {
            showTheDoor(request, response, path);
        }
    }

    private void letIn(HttpServletRequest request, HttpServletResponse response, FilterChain chain, String path)
            throws IOException, ServletException {
        if (!path.endsWith(".xhtml") || Pages.isForAnyone(path)) {
            chain.doFilter(request, response);
            return;
        }
        try {
            Right needed = Pages.needed(path).orElse(null);
            if (needed == null && getServletContext().getResource(path) == null) {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
            } else if (needed == null) {
                WebLog.LOG.operationWithoutRight(path);
                response.sendError(HttpServletResponse.SC_FORBIDDEN);
            } else {
                gate.require(session.user().orElseThrow(), needed);
                chain.doFilter(request, response);
            }
        } catch (Refused refused) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    private static void showTheDoor(HttpServletRequest request, HttpServletResponse response, String path)
            throws IOException {
        boolean partial = "partial/ajax".equals(request.getHeader("Faces-Request"));
        String wanted = path + (request.getQueryString() == null ? "" : "?" + request.getQueryString());
        boolean comesBack = partial || "GET".equals(request.getMethod());
        String door = "/sign-in.xhtml"
                + (comesBack && !wanted.equals(START)
                        ? "?next=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8)
                        : "");
        if (partial) {
            response.setContentType("text/xml;charset=UTF-8");
            response.getWriter()
                    .write("<?xml version='1.0' encoding='UTF-8'?><partial-response><redirect url=\""
                            + door.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;")
                            + "\"/></partial-response>");
        } else {
            response.sendRedirect(door);
        }
    }
}
