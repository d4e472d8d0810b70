package org.holdfast.web.api.door;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.List;
import java.util.UUID;
import org.holdfast.access.SignedIn;
import org.holdfast.access.gate.Gate;
import org.holdfast.access.gate.Right;
import org.holdfast.connector.api.LiveRecording;
import org.holdfast.live.LiveCalls;
import org.holdfast.web.WebLog;
import org.holdfast.web.api.problem.Problem;
import org.holdfast.web.session.Caller;

/** Asks the gate what each operation {@link Needs}, after who calls is known. What declares nothing is refused. Stateless. */
@Provider
@Priority(Priorities.AUTHORIZATION)
public class GateFilter implements ContainerRequestFilter {
    @Inject
    private Gate gate;

    @Inject
    private LiveCalls calls;

    @Inject
    private Caller caller;

    @Context
    private ResourceInfo operation;

    @SuppressWarnings("NullAway.Init") // injected
    public GateFilter() {}

    @Override
    public void filter(ContainerRequestContext request) {
        Method method = operation.getResourceMethod();
        if (request.getMethod().equals("OPTIONS") || method.isAnnotationPresent(Anyone.class)) {
            return;
        }
        Needs needs = method.getAnnotation(Needs.class);
        if (needs == null) {
            WebLog.LOG.operationWithoutRight(method.getDeclaringClass().getSimpleName() + "." + method.getName());
            request.abortWith(Problem.of(403, "This operation declares no right, hence nobody has it.")
                    .response());
            return;
        }
        SignedIn user = caller.required();
        switch (needs.of()) {
            case ANYTHING -> gate.require(user, needs.value());
            case RECORDING -> gate.requireRecording(user, needs.value(), id(request));
            case LIVE_CALL -> requireLive(user, needs.value(), id(request));
        }
    }

    private void requireLive(SignedIn user, Right right, UUID id) {
        gate.require(user, right);
        LiveRecording call = calls.running().stream()
                .filter(running -> running.recordingId().equals(id))
                .findFirst()
                .orElseThrow(NotFoundException::new);
        List<String> aors =
                call.parties().stream().map(LiveRecording.Party::aor).toList();
        gate.requireLive(user, right, id, aors);
    }

    private static UUID id(ContainerRequestContext request) {
        try {
            return UUID.fromString(request.getUriInfo().getPathParameters().getFirst("id"));
        } catch (IllegalArgumentException idOfNothing) {
            throw new NotFoundException(idOfNothing);
        }
    }
}
