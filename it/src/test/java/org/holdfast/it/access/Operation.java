package org.holdfast.it.access;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.holdfast.it.Node;
import org.yaml.snakeyaml.Yaml;

/**
 * An operation as the OpenAPI document has it. Immutable.
 *
 * @param needs from {@code x-needs}: {@code anyone}, or a right, and of what
 * @param bodyType of the body it takes; empty when it takes none
 */
record Operation(String verb, String path, String needs, String bodyType) {

    static List<Operation> all() throws IOException {
        try (InputStream in =
                Files.newInputStream(Node.checkout().resolve("web/src/main/resources/META-INF/openapi.yaml"))) {
            Map<String, Map<String, Object>> paths = map(Objects.requireNonNull(
                    new Yaml().<Map<String, Object>>load(in).get("paths")));
            return paths.entrySet().stream()
                    .flatMap(path -> path.getValue().entrySet().stream()
                            .filter(item -> item.getValue() instanceof Map)
                            .map(item -> of(item.getKey(), path.getKey(), map(item.getValue()))))
                    .toList();
        }
    }

    /** All but the one that gives a token for name and password. */
    static List<Operation> byToken() throws IOException {
        return all().stream()
                .filter(operation -> !operation.toString().equals("POST /tokens"))
                .toList();
    }

    private static Operation of(String verb, String path, Map<String, Object> item) {
        Object body = item.get("requestBody");
        String type = body == null
                ? ""
                : first(Objects.requireNonNull(Operation.<Object>map(body).get("content")));
        return new Operation(verb.toUpperCase(java.util.Locale.ROOT), path, String.valueOf(item.get("x-needs")), type);
    }

    @SuppressWarnings("unchecked") // the form of an OpenAPI document
    private static <T> Map<String, T> map(Object node) {
        return (Map<String, T>) node;
    }

    private static String first(Object content) {
        return Operation.<Object>map(content).keySet().iterator().next();
    }

    String right() {
        return needs.split(" ")[0];
    }

    boolean isForAnyone() {
        return needs.equals("anyone");
    }

    boolean isOfRecording() {
        return needs.endsWith(" recording");
    }

    boolean isOfLiveCall() {
        return needs.endsWith(" live");
    }

    boolean reads() {
        return Stream.of("GET", "HEAD").anyMatch(verb::equals);
    }

    /** Whoever may do it can be let through here: it reads, or stops at what it is sent. */
    boolean isHarmless() {
        return reads() || isOfRecording() || isOfLiveCall() || path.contains("{") || !bodyType.isEmpty();
    }

    /** Whoever is let through is not told 404: there is nothing else in its path that might be missing. */
    boolean namesTheCallAlone() {
        return !path.contains("{note}") && !path.contains("{link}");
    }

    /** Its path with that id, and ids of nothing for the rest. */
    String at(String id) {
        return path.substring(1)
                .replace("{id}", id)
                .replaceAll("\\{tag}", "matrix")
                .replaceAll("\\{\\w+}", "018f0000-0000-7000-8000-00000000beef")
                .replaceFirst("/media$", "/media?format=wav");
    }

    @Override
    public String toString() {
        return verb + " " + path;
    }
}
