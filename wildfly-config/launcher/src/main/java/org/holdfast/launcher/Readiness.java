package org.holdfast.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Asks health endpoints until all say 200. */
final class Readiness {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

    private final List<URI> endpoints;
    private final BooleanSupplier failed;

    Readiness(List<URI> endpoints, BooleanSupplier failed) {
        this.endpoints = List.copyOf(endpoints);
        this.failed = failed;
    }

    /**
     * Returns also when only the recorder, which is asked first, is ready after five minutes.
     *
     * @throws Refused when the server ended or failed first, or even the recorder is not ready then
     */
    void await(Child server) {
        String reason = "not asked yet";
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build()) {
            for (long tries = PATIENCE.dividedBy(BETWEEN_TRIES); tries > 0; tries--) {
                reason = whatIsMissing(http);
                if (reason.isEmpty()) {
                    return;
                }
                if (server.endsWithin(BETWEEN_TRIES)) {
                    throw new Refused("the server ended with exit code %d while starting, see %s"
                            .formatted(server.exitCode(), server.log()));
                }
                if (failed.getAsBoolean()) {
                    throw new Refused("the server does not accept the EAR, see %s".formatted(server.log()));
                }
            }
            if (endpoints.size() > 1
                    && whatIsMissing(http, endpoints.getFirst()).isEmpty()) {
                System.err.println("Holdfast records, but people must wait: " + reason);
                return; // a node whose database is away for long must not be stopped for that
            }
        }
        throw new Refused("the server is not ready after %d minutes: %s".formatted(PATIENCE.toMinutes(), reason));
    }

    private String whatIsMissing(HttpClient http) {
        return endpoints.stream()
                .map(endpoint -> whatIsMissing(http, endpoint))
                .filter(reason -> !reason.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String whatIsMissing(HttpClient http, URI endpoint) {
        try {
            HttpRequest request = HttpRequest.newBuilder(endpoint)
                    .timeout(Duration.ofSeconds(5))
                    .build();
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                return "%s answers %d %s".formatted(endpoint, answer.statusCode(), answer.body());
            }
        } catch (IOException notYet) {
            return "%s: %s".formatted(endpoint, notYet);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
        return "";
    }
}
