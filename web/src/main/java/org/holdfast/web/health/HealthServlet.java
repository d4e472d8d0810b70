package org.holdfast.web.health;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import org.holdfast.alarm.Alarm;
import org.holdfast.node.HealthReport;
import org.holdfast.node.NodeHealth;
import org.holdfast.node.NodeStatus;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;
import org.holdfast.web.WebLog;
import org.jspecify.annotations.Nullable;

/**
 * {@code /health/web}: 200 when the portal renders, the database answers and the node is not draining.
 * {@code /health/full}: every component of this process's roles. The status code is the contract; the body says why. Stateless.
 */
@WebServlet({"/health/web", "/health/full"})
public class HealthServlet extends HttpServlet {
    @Serial
    private static final long serialVersionUID = 1;

    @Inject
    private transient NodeHealth health;

    @Inject
    private transient Settings settings;

    @SuppressWarnings("NullAway.Init") // injected
    public HealthServlet() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<HealthReport.Component> components = new ArrayList<>();
        if (settings.contains(Setting.ROLES, "portal")) {
            components.add(portal(request, response));
        }
        boolean full = request.getServletPath().endsWith("/full");
        NodeStatus status = full ? health.status() : null;
        components.addAll(
                status == null ? health.web().components() : status.health().components());
        HealthReport report = new HealthReport(components);
        response.setStatus(report.up() ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        response.getWriter().write(body(report, status).toString());
    }

    private JsonObject body(HealthReport report, @Nullable NodeStatus status) {
        JsonArrayBuilder parts = Json.createArrayBuilder();
        report.components()
                .forEach(part -> parts.add(Json.createObjectBuilder()
                        .add("name", part.name())
                        .add("status", word(part.up()))
                        .add("reason", part.reason())));
        JsonObjectBuilder body = Json.createObjectBuilder()
                .add("status", word(report.up()))
                .add("node", settings.text(Setting.NODE_NAME))
                .add("components", parts);
        if (status != null) {
            body.add("alarms", alarms(status));
        }
        return body.build();
    }

    private static JsonArrayBuilder alarms(NodeStatus status) {
        JsonArrayBuilder raised = Json.createArrayBuilder();
        status.alarms().stream()
                .filter(Alarm::raised)
                .forEach(alarm -> raised.add(Json.createObjectBuilder()
                        .add("name", alarm.kind().key())
                        .add("since", String.valueOf(alarm.since()))
                        .add("reason", alarm.reason())));
        return raised;
    }

    private static String word(boolean up) {
        return up ? "up" : "down";
    }

    private static HealthReport.Component portal(HttpServletRequest request, HttpServletResponse response) {
        try {
            boolean renders = PortalProbe.renders(request, response);
            return new HealthReport.Component("portal", renders, renders ? "" : "the sign-in page has no form");
        } catch (ServletException | IOException | RuntimeException e) {
            WebLog.LOG.portalDoesNotRender(e);
            return new HealthReport.Component("portal", false, "the sign-in page does not render");
        }
    }
}
