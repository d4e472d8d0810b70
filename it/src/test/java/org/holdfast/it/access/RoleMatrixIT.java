package org.holdfast.it.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.holdfast.it.Node;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every operation of the OpenAPI document and every page, by everybody who has one of the default roles, for calls of
 * their own, of their group, of others and of another tenant. What must come out follows from the document and the roles
 * alone, never from the code that is asked.
 */
class RoleMatrixIT {
    private static final Set<Integer> REFUSED = Set.of(401, 403);
    private static Stage stage;

    @BeforeAll
    static void set() throws Exception {
        stage = new Stage(Node.shared());
    }

    @AfterAll
    static void clear() {
        stage.close();
    }

    @Test
    void everyOperationIsForThoseOfTheRightAlone() throws IOException {
        List<String> wrong = new ArrayList<>();
        int asked = 0;
        for (Operation operation : Operation.byToken()) {
            for (DefaultRole role : DefaultRole.values()) {
                if (operation.isOfRecording() || operation.isOfLiveCall()) {
                    asked += askOfCalls(operation, role, wrong);
                } else if (!role.has(operation.right()) || operation.isHarmless()) {
                    asked++;
                    note(
                            wrong,
                            operation + " by " + role,
                            ofAnything(operation, role),
                            status(operation, role, "none"));
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(asked).isGreaterThan(500);
    }

    private static int askOfCalls(Operation operation, DefaultRole role, List<String> wrong) {
        Set<Whose> calls =
                operation.isOfLiveCall() ? EnumSet.range(Whose.OWN, Whose.OTHER) : EnumSet.allOf(Whose.class);
        for (Whose whose : calls) {
            if (operation.verb().equals("DELETE") && operation.path().equals("/recordings/{id}")) {
                stage.hold(whose);
            }
            String id = operation.isOfLiveCall() ? stage.live(whose) : stage.recording(whose);
            int expected = ofCall(operation, role, whose);
            int actual = status(operation, role, id);
            note(wrong, operation + " by " + role + " of " + whose, expected, actual);
            if (expected == 200 && actual == 404 && operation.namesTheCallAlone()) {
                wrong.add(operation + " by " + role + " of " + whose + " must be let through and is 404");
            }
        }
        return calls.size();
    }

    private static int status(Operation operation, DefaultRole role, String id) {
        String body = operation.bodyType().isEmpty() ? "" : "[]";
        return stage.person(role).status(operation.verb(), operation.at(id), operation.bodyType(), body);
    }

    /** What must be answered; 200 stands for whatever is no refusal. */
    private static int ofAnything(Operation operation, DefaultRole role) {
        return operation.isForAnyone() || role.has(operation.right()) ? 200 : 403;
    }

    private static int ofCall(Operation operation, DefaultRole role, Whose whose) {
        if (!role.has(operation.right())) {
            return 403;
        }
        if (whose.within(role.scope(operation.right()))) {
            return 200;
        }
        return whose.within(role.scope("list")) ? 403 : 404;
    }

    private static void note(List<String> wrong, String what, int expected, int actual) {
        boolean letThrough = !REFUSED.contains(actual) && actual < 500;
        if (expected == 200 ? !letThrough : actual != expected) {
            wrong.add(what + " must be " + expected + " and is " + actual);
        }
    }

    @Test
    void nobodyIsServedWithoutAToken() throws Exception {
        List<String> wrong = new ArrayList<>();
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (Operation operation : Operation.byToken()) {
                HttpRequest request = HttpRequest.newBuilder(Node.shared().api().resolve(operation.at("none")))
                        .header(
                                "Content-Type",
                                operation.bodyType().isEmpty() ? "application/json" : operation.bodyType())
                        .method(operation.verb(), HttpRequest.BodyPublishers.ofString("[]"))
                        .build();
                note(
                        wrong,
                        operation + " without a token",
                        401,
                        http.send(request, HttpResponse.BodyHandlers.discarding())
                                .statusCode());
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyListShowsTheCallsWithinReachAlone() {
        Map<String, Set<Whose>> wrong = new TreeMap<>();
        for (DefaultRole role : EnumSet.complementOf(EnumSet.of(DefaultRole.NOBODY))) {
            String found = stage.person(role)
                    .send("GET", "recordings?limit=1000&participant=" + stage.run(), "")
                    .body();
            String running = stage.person(role).send("GET", "live", "").body();
            for (Whose whose : Whose.values()) {
                boolean may = whose.within(role.scope("list"));
                boolean live = whose != Whose.FOREIGN_TENANT;
                if (found.contains(stage.recording(whose)) != may
                        || (live && running.contains(stage.live(whose)) != may)) {
                    wrong.computeIfAbsent(role.toString(), key -> EnumSet.noneOf(Whose.class))
                            .add(whose);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyPageIsForThoseOfItsRightAlone() throws IOException {
        Map<String, String> pages = pages();
        assertThat(pages).isNotEmpty();
        List<String> wrong = new ArrayList<>();
        for (DefaultRole role : DefaultRole.values()) {
            Person person = stage.person(role);
            person.enter();
            pages.forEach((page, right) -> {
                if (!page.equals("/recording.xhtml")) {
                    int status = person.page(page).statusCode();
                    boolean asksForAnId = status == 404;
                    exactly(wrong, page + " by " + role, role.has(right) ? 200 : 403, asksForAnId ? 200 : status);
                }
            });
            for (Whose whose : Whose.values()) {
                int expected = !role.has("list") ? 403 : whose.within(role.scope("list")) ? 200 : 404;
                exactly(
                        wrong,
                        "the page of a recording of " + whose + " by " + role,
                        expected,
                        person.page("/recording.xhtml?id=" + stage.recording(whose))
                                .statusCode());
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static void exactly(List<String> wrong, String what, int expected, int actual) {
        if (actual != expected) {
            wrong.add(what + " must be " + expected + " and is " + actual);
        }
    }

    /** The pages of the portal and the right each declares to need. */
    private static Map<String, String> pages() throws IOException {
        String source =
                Files.readString(Node.checkout().resolve("web/src/main/java/org/holdfast/web/session/page/Pages.java"));
        return Pattern.compile("(?:in\\(\\w+|under\\(\"[a-z-]+\"), \"([a-z-]+)\", Right\\.([A-Z_]+)\\)")
                .matcher(source)
                .results()
                .filter(page ->
                        Files.exists(Node.checkout().resolve("web/src/main/webapp/" + page.group(1) + ".xhtml")))
                .collect(Collectors.toMap(
                        page -> "/" + page.group(1) + ".xhtml",
                        page -> page.group(2).toLowerCase(java.util.Locale.ROOT).replace('_', '-')));
    }
}
