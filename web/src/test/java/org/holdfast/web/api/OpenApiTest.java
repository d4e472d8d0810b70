package org.holdfast.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OpenApiTest {
    private static final Set<String> METHODS = Set.of("get", "head", "post", "put", "delete", "patch");

    @Test
    void theDocumentNamesExactlyWhatIsOffered() throws IOException {
        assertThat(documented())
                .isEqualTo(offered(
                        TokensResource.class, RecordingsResource.class, MediaResource.class, LiveResource.class));
    }

    /** Path lines are indented by two, method lines by four: the document is ours, so its form is known. */
    private static Set<String> documented() throws IOException {
        Set<String> found = new TreeSet<>();
        String path = "";
        for (String line : document().split("\n")) {
            if (line.matches("  /\\S*:")) {
                path = line.strip().replace(":", "");
            } else if (line.matches("    [a-z]+:.*")
                    && METHODS.contains(line.strip().replace(":", ""))) {
                found.add(line.strip().replace(":", "") + " " + path);
            } else if (line.startsWith("components:")) {
                break;
            }
        }
        return found;
    }

    private static String document() throws IOException {
        try (InputStream in = Objects.requireNonNull(OpenApiTest.class.getResourceAsStream("/META-INF/openapi.yaml"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Set<String> offered(Class<?>... resources) {
        Set<String> found = new TreeSet<>();
        for (Class<?> resource : resources) {
            String root = "/" + resource.getAnnotation(Path.class).value();
            Arrays.stream(resource.getDeclaredMethods())
                    .forEach(method -> methods(method).forEach(verb -> {
                        Path below = method.getAnnotation(Path.class);
                        found.add(verb + " " + root + (below == null ? "" : "/" + below.value()));
                    }));
        }
        return found;
    }

    private static Stream<String> methods(Method method) {
        return Stream.of(
                        method.isAnnotationPresent(GET.class) ? "get" : "",
                        method.isAnnotationPresent(HEAD.class) ? "head" : "",
                        method.isAnnotationPresent(POST.class) ? "post" : "")
                .filter(verb -> !verb.isEmpty());
    }
}
