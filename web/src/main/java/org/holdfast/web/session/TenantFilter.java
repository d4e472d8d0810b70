package org.holdfast.web.session;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.access.SignedIn;
import org.holdfast.access.Tokens;
import org.holdfast.recording.row.CatalogueUnavailable;
import org.holdfast.recording.row.CurrentTenant;
import org.holdfast.recording.row.Tenant;

/**
 * Everything a request does, it does for the tenant of who asks: what is another's is not there. Refuses nobody; that is for
 * those behind it. Stateless.
 */
public class TenantFilter extends HttpFilter {
    @Serial
    private static final long serialVersionUID = 1;

    private static final String SCHEME = "bearer ";

    @Inject
    private transient Tokens tokens;

    @Inject
    private transient PortalSession session;

    @Inject
    private transient Caller caller;

    @SuppressWarnings("NullAway.Init") // injected
    public TenantFilter() {}

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        UUID tenant = tenant(request);
        try {
            CurrentTenant.as(tenant, () -> {
                chain.doFilter(request, response);
                return true;
            });
        } catch (IOException | ServletException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }

    private UUID tenant(HttpServletRequest request) {
        try {
            return user(request).map(SignedIn::tenant).orElse(Tenant.DEFAULT);
        } catch (CatalogueUnavailable away) {
            return Tenant.DEFAULT; // whoever is asked next says so
        }
    }

    private Optional<SignedIn> user(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            Optional<SignedIn> bearer =
                    tokens.holder(header.substring(SCHEME.length()).strip());
            bearer.ifPresent(user -> caller.brought(user.from(request.getRemoteAddr())));
            return bearer;
        }
        return header == null && request.getSession(false) != null ? session.user() : Optional.empty();
    }
}
