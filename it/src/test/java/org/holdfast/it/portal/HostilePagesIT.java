package org.holdfast.it.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.holdfast.it.Node;
import org.holdfast.it.e2e.Rest;
import org.holdfast.src.Call;
import org.holdfast.src.CallSpec;
import org.holdfast.src.RecordingClient;
import org.holdfast.src.siprec.Party;
import org.junit.jupiter.api.Test;

/** Hostile text in everything that strangers and users write, on every page there is and in every CSV. */
class HostilePagesIT {
    private static final String SHORT = "=1+1'\"><img src=x onerror=alert(1)>#{7*7191}";
    private static final String HOSTILE = SHORT
            + "<script>window.owned=1</script><svg onload=window.owned=1></svg> ${7*7191} {{7*7191}} javascript:alert(1)";

    /** What a page must not have got from any of it. */
    private static final String INTRUDERS = """
            () => [...document.querySelectorAll('img[src="x"], [onerror], svg[onload], a[href^="javascript:alert"]')].map(e => e.outerHTML)
                .concat([...document.scripts].filter(s => s.textContent.includes('owned')).map(s => s.outerHTML))
                .concat(document.body.innerText.includes('50337') || document.body.outerHTML.includes('50337') ? ['evaluated'] : [])
                .concat(window.owned ? ['owned'] : [])
            """;

    private final Node node = Node.shared();
    private final Calls calls = Calls.of(node);
    private final Rest rest = Rest.of(node);

    @Test
    void everyPageShowsAsTextWhatAnybodyWrote() throws Exception {
        String id = recorded().getString("id");
        remark(id);
        String user = people();
        JsonObject export = exported();

        try (Visit visit = Visit.wide(node).signedIn()) {
            watch(visit.page());
            for (String page : pages()) {
                String address = page + "?q=" + encoded(calls.run()) + "&id=" + (page.startsWith("/user") ? user : id);
                visit.expectingRefusal(
                        () -> visit.page().navigate(address)); // pages of errors answer with their status
                isInert(visit.page(), page);
            }
            visit.page().navigate("/recording.xhtml?id=" + id);
            visit.page().locator("details").evaluateAll("all => all.forEach((one) => one.open = true)");
            assertThat(visit.page().locator("main").innerText()).contains(HOSTILE, SHORT);
            isInert(visit.page(), "with everything open");
            visit.page().navigate("/exports.xhtml");
            assertThat(visit.page().locator("#exports").innerText()).contains("onerror%3Dalert");
            isInert(visit.page(), "with an export");
        }
        noFormulas(indexOf(export.getString("id")));
        noFormulas(new String(rest.ask("GET", "audit?format=csv", "").body(), StandardCharsets.UTF_8));
    }

    /** Texts of a list that somebody uploads: on the page of its report, in its file, in the word why it is refused. */
    @Test
    void aListOfExpectedCallsComesBackAsTextAlone() throws Exception {
        String name = SHORT + calls.run();
        HttpResponse<byte[]> made =
                rest.ask("POST", "reconciliation?name=" + encoded(name), "text/csv", expectedCalls());
        ok(made);
        String id = object(made).getJsonObject("report").getString("id");
        HttpResponse<byte[]> file = rest.ask("GET", "reconciliation/" + id + "/csv", "");
        assertThat(file.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment;");
        String csv = new String(file.body(), StandardCharsets.UTF_8);
        noFormulas(csv);
        assertThat(csv).contains("'@SUM(A1)", "'-2+3", "'\uFF1D1+1", "'+1+cmd|' /C calc'!A0");

        try (Visit visit = Visit.wide(node).signedIn()) {
            watch(visit.page());
            visit.page().navigate("/reconciliation.xhtml?id=" + id);
            assertThat(visit.page().locator("main").innerText()).contains(name, HOSTILE, "@SUM(A1)", "\uFF1D1+1");
            isInert(visit.page(), "a report");

            upload(visit.page(), "=1'<img src=x onerror=alert(1)> " + calls.run() + ".csv", expectedCalls());
            visit.page().waitForURL("**/reconciliation.xhtml?id=*");
            assertThat(visit.page().locator("#report-title").innerText())
                    .startsWith("=1'<img src=x onerror=alert(1)> ");
            isInert(visit.page(), "an uploaded report");

            upload(visit.page(), "bad.csv", "time,from,to\n" + quoted(SHORT) + ",1,2\n");
            visit.page()
                    .locator("#why")
                    .filter(new Locator.FilterOptions().setHasText(SHORT))
                    .waitFor();
            isInert(visit.page(), "a refused list");
        }
    }

    private static String expectedCalls() {
        return """
                time,from,to,callId
                2001-02-03T04:05:00Z,%s,%s,%s
                2001-02-03T04:06:00Z,@SUM(A1),-2+3," =1+1"
                2001-02-03T04:07:00Z,\uFF1D1+1,+1+cmd|' /C calc'!A0,"=HYPERLINK(""http://evil.example.com"")"
                """.formatted(quoted(SHORT), quoted(HOSTILE), quoted(HOSTILE));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    private static void upload(Page page, String name, String list) {
        page.navigate("/reconciliation.xhtml");
        page.locator("#upload\\:file")
                .setInputFiles(new FilePayload(name, "text/csv", list.getBytes(StandardCharsets.UTF_8)));
        page.locator("#upload\\:compare").click();
    }

    /** Has every page of it tell what it blocks, and that something ran. */
    private static void watch(Page page) {
        page.addInitScript(
                "window.violations = []; window.alert = () => { window.owned = 1; };"
                        + "document.addEventListener('securitypolicyviolation', e => window.violations.push(e.violatedDirective))");
    }

    private static void isInert(Page page, String where) {
        assertThat((List<?>) page.evaluate(INTRUDERS)).as(where).isEmpty();
        assertThat((List<?>) page.evaluate("() => window.violations"))
                .as("blocked on " + where)
                .isEmpty();
    }

    /** Those that are there in the WAR, whoever adds one. */
    private static List<String> pages() throws IOException {
        try (Stream<Path> files = Files.list(Node.checkout().resolve("web/src/main/webapp"))) {
            return files.map(file -> "/" + file.getFileName())
                    .filter(page -> page.endsWith(".xhtml") && !page.equals("/sign-in.xhtml"))
                    .sorted()
                    .toList();
        }
    }

    private JsonObject recorded() throws Exception {
        String xml = HOSTILE.replace("&", "&amp;").replace("<", "&lt;");
        String metadata = """
                <?xml version="1.0" encoding="UTF-8"?>
                <recording xmlns="urn:ietf:params:xml:ns:recording:1"><datamode>complete</datamode>
                <participant participant_id="cDEyMw=="><nameID aor="sip:%s@example.com"><name>%s %s</name></nameID>
                <extensiondata xmlns:v="urn:v"><v:agent>%s</v:agent><v:ucid>%s</v:ucid></extensiondata></participant>
                <extensiondata xmlns:v="urn:v"><v:ucid>%s</v:ucid></extensiondata></recording>
                """.formatted(calls.run(), xml, calls.run(), xml, xml, xml);
        try (RecordingClient client = calls.client()) {
            Call call = client.call(CallSpec.between(Party.named("Ada"), Party.named("Bo"))
                    .metadata(metadata.getBytes(StandardCharsets.UTF_8))
                    .header(
                            "P-Asserted-Identity",
                            "\"<script>window.owned=1</script> " + calls.run() + "\" <sip:" + calls.run()
                                    + "@example.com>")
                    .header("X-Genesys-CallUUID", HOSTILE)
                    .header("Subject", HOSTILE));
            call.talk(Duration.ofSeconds(1));
            call.bye();
        }
        return rest.finalised(calls.run());
    }

    private void remark(String id) {
        ok(rest.ask(
                "POST",
                "recordings/" + id + "/notes",
                Json.createObjectBuilder().add("text", HOSTILE).build().toString()));
        ok(rest.ask("PUT", "recordings/" + id + "/tags/" + encoded(SHORT), ""));
    }

    private String people() {
        String name = SHORT + calls.run();
        ok(rest.ask(
                "POST",
                "groups",
                Json.createObjectBuilder().add("name", name).build().toString()));
        ok(rest.ask(
                "POST",
                "roles",
                Json.createObjectBuilder()
                        .add("name", name)
                        .add("permissions", Json.createArrayBuilder())
                        .build()
                        .toString()));
        HttpResponse<byte[]> made = rest.ask(
                "POST",
                "users",
                Json.createObjectBuilder()
                        .add("login", "hostile-" + calls.run().toLowerCase(java.util.Locale.ROOT))
                        .add("name", SHORT + "<script>window.owned=1</script>")
                        .build()
                        .toString());
        ok(made);
        return object(made).getString("id");
    }

    private JsonObject exported() {
        HttpResponse<byte[]> ordered = rest.ask(
                "POST",
                "exports",
                Json.createObjectBuilder()
                        .add("query", "q=" + encoded(SHORT + " " + calls.run()))
                        .build()
                        .toString());
        ok(ordered);
        String id = object(ordered).getString("id");
        return await("the export")
                .atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(500))
                .until(
                        () -> rest.get("exports/" + id),
                        export -> export.getString("state").equals("ready"));
    }

    private String indexOf(String export) throws IOException {
        byte[] file = rest.ask("GET", "exports/" + export + "/file", "").body();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals("index.csv")) {
                    String text = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                    assertThat(text).contains("onerror=alert(1)");
                    return text;
                }
            }
        }
        throw new AssertionError("no index.csv in the export");
    }

    /** No field begins like a formula, quoted or not. */
    private static void noFormulas(String csv) {
        assertThat(csv).contains("onerror=alert(1)");
        boolean quoted = false;
        boolean first = true;
        for (char c : csv.toCharArray()) {
            if (first && c != '"') {
                assertThat("=+-@\t\uFF1D\uFF0B\uFF0D\uFF20").as(csv).doesNotContain(String.valueOf(c));
            }
            first = first && c == '"';
            quoted = quoted != (c == '"');
            first = first || (!quoted && (c == ',' || c == '\n'));
        }
    }

    private static void ok(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode())
                .as(() -> answer.uri() + ": " + new String(answer.body(), StandardCharsets.UTF_8))
                .isBetween(200, 299);
    }

    private static JsonObject object(HttpResponse<byte[]> answer) {
        try (var reader = Json.createReader(new ByteArrayInputStream(answer.body()))) {
            return reader.readObject();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
