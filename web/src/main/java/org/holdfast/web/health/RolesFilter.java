package org.holdfast.web.health;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;

/** In a process without the portal's role nothing is served over HTTP but health: neither page nor REST. Stateless. */
public class RolesFilter extends HttpFilter {
    @Serial
    private static final long serialVersionUID = 1;

    @Inject
    private transient Settings settings;

    @SuppressWarnings("NullAway.Init") // injected
    public RolesFilter() {}

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (settings.contains(Setting.ROLES, "portal")
                || request.getServletPath().startsWith("/health/")) {
            chain.doFilter(request, response);
        } else {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            response.setContentType("text/plain;charset=UTF-8");
            response.getWriter().write("This process serves no portal, see setting holdfast.roles.\n");
        }
    }
}
