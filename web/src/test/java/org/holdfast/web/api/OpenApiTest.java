package org.holdfast.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.holdfast.web.api.door.Anyone;
import org.holdfast.web.api.door.Needs;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** The document says what the code does: every operation of every resource, and no other. */
class OpenApiTest {
    private static final Set<String> METHODS = Set.of("get", "head", "post", "put", "delete", "patch");

    @Test
    void theDocumentNamesExactlyWhatIsOffered() throws IOException {
        assertThat(documented()).isEqualTo(offered());
    }

    @Test
    void everyReferenceLeadsSomewhere() throws IOException {
        Map<String, Object> document = document();
        List<String> references = references(document).toList();
        assertThat(references).isNotEmpty().allSatisfy(reference -> {
            Object at = document;
            for (String part : reference.substring(2).split("/")) {
                assertThat(at).as(reference).isInstanceOf(Map.class);
                at = ((Map<?, ?>) at).get(part);
            }
            assertThat(at).as(reference).isNotNull();
        });
    }

    @Test
    void everyOperationSaysWhatItIsForAndWhatItAnswers() throws IOException {
        paths(document())
                .forEach((path, item) -> item.forEach((verb, operation) -> {
                    if (METHODS.contains(verb)) {
                        assertThat(String.valueOf(operation))
                                .as(verb + " " + path)
                                .contains("summary=", "responses=");
                    }
                }));
    }

    @Test
    void everyOperationSaysWhatRightItNeedsAsTheCodeDoes() throws IOException {
        Map<String, String> said = new TreeMap<>();
        paths(document())
                .forEach((path, item) -> item.forEach((verb, operation) -> {
                    if (METHODS.contains(verb)) {
                        said.put(verb + " " + path, String.valueOf(((Map<?, ?>) operation).get("x-needs")));
                    }
                }));
        assertThat(said).isEqualTo(needed());
    }

    private static Map<String, String> needed() {
        Map<String, String> found = new TreeMap<>();
        resources().forEach(resource -> {
            for (Method method : resource.getDeclaredMethods()) {
                operations(resource, method).forEach(operation -> found.put(operation, needs(method)));
            }
        });
        return found;
    }

    /** Whom the operation is for, in the words of the document: a right, and of what. */
    private static String needs(Method method) {
        Needs needs = method.getAnnotation(Needs.class);
        if (needs == null) {
            return method.isAnnotationPresent(Anyone.class) ? "anyone" : "nothing";
        }
        return needs.value().word()
                + switch (needs.of()) {
                    case ANYTHING -> "";
                    case RECORDING -> " recording";
                    case LIVE_CALL -> " live";
                };
    }

    private static Set<String> documented() throws IOException {
        Set<String> found = new TreeSet<>();
        paths(document())
                .forEach((path, item) ->
                        item.keySet().stream().filter(METHODS::contains).forEach(verb -> found.add(verb + " " + path)));
        return found;
    }

    @SuppressWarnings("unchecked") // the form of an OpenAPI document
    private static Map<String, Map<String, Object>> paths(Map<String, Object> document) {
        return (Map<String, Map<String, Object>>) Objects.requireNonNull(document.get("paths"));
    }

    /** Strict: a key that is there twice is an error. */
    private static Map<String, Object> document() throws IOException {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        try (InputStream in = Objects.requireNonNull(OpenApiTest.class.getResourceAsStream("/META-INF/openapi.yaml"))) {
            return new Yaml(strict).load(in);
        }
    }

    private static Stream<String> references(Object node) {
        return switch (node) {
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .flatMap(entry -> entry.getKey().equals("$ref")
                                ? Stream.of(String.valueOf(entry.getValue()))
                                : references(entry.getValue()));
            case List<?> list -> list.stream().flatMap(OpenApiTest::references);
            case null, default -> Stream.empty();
        };
    }

    private static Set<String> offered() {
        Set<String> found = new TreeSet<>();
        resources().forEach(resource -> {
            for (Method method : resource.getDeclaredMethods()) {
                operations(resource, method).forEach(found::add);
            }
        });
        return found;
    }

    private static Stream<Class<?>> resources() {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("org.holdfast.web")
                        .stream()
                        .filter(type -> type.isAnnotatedWith(Path.class))
                        .map(JavaClass::reflect);
    }

    private static Stream<String> operations(Class<?> resource, Method method) {
        String root = "/" + resource.getAnnotation(Path.class).value();
        Path below = method.getAnnotation(Path.class);
        return verbs(method).map(verb -> verb + " " + root + (below == null ? "" : "/" + below.value()));
    }

    private static Stream<String> verbs(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .map(type -> type.getAnnotation(HttpMethod.class))
                .filter(Objects::nonNull)
                .map(verb -> verb.value().toLowerCase(Locale.ROOT));
    }
}
