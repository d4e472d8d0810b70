package org.holdfast.it.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.holdfast.it.Node;
import org.holdfast.it.e2e.Rest;
import org.holdfast.src.Call;
import org.holdfast.src.CallSpec;
import org.holdfast.src.RecordingClient;
import org.holdfast.src.rtp.Audio;
import org.holdfast.src.siprec.Party;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each default role through the portal: what it may do works, what it may not is neither offered nor given. */
class JourneyIT {
    private static final Node NODE = Node.shared();

    /** Without digits: a name must stay itself for those who may not see numbers. */
    private static final Calls CALLS = new Calls(NODE, Calls.of(NODE).run().replaceAll("[0-9]", "z"));

    private static final String NUMBER =
            "+4930" + (1_000_000 + Math.floorMod(CALLS.run().hashCode(), 9_000_000));
    private static final Party ADA = new Party("Ada " + CALLS.run(), "sip:" + NUMBER + "@example.com");

    /** Pages of the menu and the right without which they are not there. */
    private static final Map<String, String> PAGES = Map.of(
            "recordings", "",
            "live", "",
            "dashboard", "",
            "users", "manage-users",
            "groups", "manage-users",
            "roles", "manage-users",
            "audit", "read-audit",
            "storage", "configure",
            "status", "configure",
            "work", "configure");

    private static Staff staff;
    private static String group;
    private static RecordingClient client;
    private static Call running;

    @BeforeAll
    static void aTeamARecordedCallAndARunningOne() throws Exception {
        staff = Staff.of(NODE);
        group = staff.group("Team " + CALLS.run());
        for (Role role : Role.values()) {
            staff.user(role, login(role), group, NUMBER);
        }
        client = CALLS.client();
        Call call = client.call(CallSpec.between(ADA, CALLS.party("Bo")));
        call.talk(Duration.ofSeconds(6));
        call.bye();
        running = client.call(CallSpec.between(ADA, CALLS.party("Cy")).speaking(Audio.tone(440), Audio.tone(880)));
        staff.note(Rest.of(NODE).finalised("Bo " + CALLS.run()).getString("id"), 3_000, "refund promised");
    }

    @AfterAll
    static void hangUp() throws Exception {
        running.bye();
        client.close();
    }

    private static String login(Role role) {
        return role.name().toLowerCase(Locale.ROOT).replace('_', '.') + "."
                + CALLS.run().toLowerCase(Locale.ROOT);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void everyRoleDoesWhatItMayAndNothingElse(Role role) {
        try (Visit visit = Visit.wide(NODE)) {
            visit.signInPage().as(login(role), Staff.PASSWORD);
            visit.page().waitForURL("**/recordings.xhtml");
            finds(visit, role);
            hears(visit.page(), role);
            remarks(visit.page(), role);
            takesAway(visit, role);
            watches(visit, role);
            leads(visit.page(), role);
            isShownNoMore(visit, role);
        }
    }

    /** By a part of a name, and by a part of the number where that may be seen. */
    private static void finds(Visit visit, Role role) {
        RecordingsPage list = visit.recordings();
        list.search("Bo " + CALLS.run().substring(0, CALLS.run().length() - 2));
        assertThat(list.rows().count()).isEqualTo(1);
        list.search(NUMBER.substring(3));
        assertThat(list.rows().count()).as("by number").isEqualTo(role == Role.AUDITOR ? 0 : 1);
        list.search("Bo " + CALLS.run());
        list.open(list.rows().first());
    }

    private static void hears(Page page, Role role) {
        if (!role.may("listen")) {
            assertThat(page.locator("#unplayable").innerText()).contains("not hear it");
            return;
        }
        RecordingPage recording = new RecordingPage(page);
        recording.play();
        recording.hears(0);
        page.locator("#note-list li")
                .filter(new Locator.FilterOptions().setHasText("refund promised"))
                .locator("button.at")
                .click();
        await("the noted moment").atMost(Duration.ofSeconds(10)).until(() -> recording.time() >= 3);
        recording.hears(1);
        recording.play();
    }

    private static void remarks(Page page, Role role) {
        String mine = "of " + role.name().toLowerCase(Locale.ROOT);
        assertThat(page.locator("#tagging\\:tag").count()).isEqualTo(role.may("tag") ? 1 : 0);
        assertThat(page.locator("#noting\\:text").count()).isEqualTo(role.may("note") ? 1 : 0);
        if (role.may("tag")) {
            page.locator("#tagging\\:tag").fill(mine);
            page.locator("#tagging\\:addTag").click();
            page.locator(".tag")
                    .filter(new Locator.FilterOptions().setHasText(mine))
                    .waitFor();
        }
        if (role.may("note")) {
            page.locator("#noting\\:text").fill(mine);
            page.locator("#noting\\:moment").fill("0:02");
            page.locator("#noting\\:addNote").click();
            Locator note = page.locator("#note-list li").filter(new Locator.FilterOptions().setHasText(mine));
            note.waitFor();
            assertThat(note.locator("button.at").innerText()).isEqualTo("0:02");
        }
    }

    /** Everything that a search finds, packed on the page of exports. */
    private static void takesAway(Visit visit, Role role) {
        visit.recordings().search("Bo " + CALLS.run());
        assertThat(visit.page().locator("#saved\\:export").count()).isEqualTo(role.may("export") ? 1 : 0);
        if (role.may("export")) {
            assertThat(exported(visit.page())).contains(CALLS.run(), "1 of 1 in it");
        }
    }

    /** Orders an export of what is shown; what its page says of it once it can be fetched. */
    private static String exported(Page page) {
        page.locator("#saved\\:export").click();
        page.waitForURL("**/exports.xhtml");
        Locator newest = page.locator("[id='exports:items'] tbody tr").first();
        newest.locator("a[href$='/file']").waitFor(new Locator.WaitForOptions().setTimeout(120_000));
        return newest.innerText();
    }

    private static void watches(Visit visit, Role role) {
        LivePage live = visit.live();
        String ada = ADA.name();
        await("the running call")
                .atMost(Duration.ofSeconds(15))
                .until(() -> live.call(ada).count() == 1);
        assertThat(button(live, "Listen").count()).isEqualTo(role.may("listen-live") ? 1 : 0);
        assertThat(button(live, "Pause").count()).isEqualTo(role.may("pause") ? 1 : 0);
        if (role.may("listen-live")) {
            live.press(ada, "Listen");
            await("the call is heard").atMost(Duration.ofSeconds(20)).until(() -> live.loudness() > 0.05);
        }
        if (role.may("pause")) {
            live.press(ada, "Pause");
            await().atMost(Duration.ofSeconds(10)).until(() -> live.state(ada).equals("Paused"));
            live.press(ada, "Resume");
            await().atMost(Duration.ofSeconds(10)).until(() -> live.state(ada).equals("Recording"));
        }
    }

    private static Locator button(LivePage live, String name) {
        return live.call(ADA.name()).locator("button").filter(new Locator.FilterOptions().setHasText(name));
    }

    /** Who manages users makes a group and gives it a manager. */
    private static void leads(Page page, Role role) {
        if (!role.may("manage-users")) {
            return;
        }
        page.locator(".nav a[href='groups.xhtml']").click();
        page.waitForURL("**/groups.xhtml");
        page.locator("#group\\:name").fill("New " + CALLS.run());
        page.locator("#group\\:save").click();
        page.locator("#members\\:login").fill(login(Role.AGENT));
        page.locator("#members\\:lead").click();
        page.locator("[id='members:who'] .badge.complete")
                .filter(new Locator.FilterOptions().setHasText("manager"))
                .waitFor();
    }

    private static void isShownNoMore(Visit visit, Role role) {
        PAGES.forEach((name, right) -> {
            boolean may = right.isEmpty() || role.may(right);
            assertThat(visit.page().locator(".nav a[href='" + name + ".xhtml']").count())
                    .as(name + " in the menu")
                    .isEqualTo(may ? 1 : 0);
            if (!may) {
                visit.expectingRefusal(() -> {
                    Response answer = visit.page().navigate("/" + name + ".xhtml");
                    assertThat(answer.status()).as(name).isEqualTo(403);
                });
                assertThat(visit.page()
                                .getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))
                                .innerText())
                        .isEqualTo("You may not see this");
            }
        });
    }

    @Test
    void anExportOfASearchHoldsWhatItsUserMayTakeAwayAlone() throws Exception {
        String login = "taker." + CALLS.run().toLowerCase(Locale.ROOT);
        staff.user(staff.role("Taker " + CALLS.run(), "list:tenant", "export:own", "download:own"), login, NUMBER);
        Party dee = CALLS.party("Dee");
        for (Party other : new Party[] {ADA, CALLS.party("Yan")}) {
            Call call = client.call(CallSpec.between(other, dee));
            call.talk(Duration.ofSeconds(2));
            call.bye();
        }
        Rest.of(NODE).finalised(dee.name(), 2);
        try (Visit visit = Visit.wide(NODE)) {
            visit.signInPage().as(login, Staff.PASSWORD);
            visit.page().waitForURL("**/recordings.xhtml");
            RecordingsPage list = visit.recordings();
            list.search(dee.name());
            assertThat(list.rows().count()).isEqualTo(2);
            visit.page().locator("#saved\\:name").fill("Of Dee");
            visit.page().locator("#saved\\:keep").click();
            visit.page().locator("#saved .tag a[aria-current='true']").waitFor();
            assertThat(exported(visit.page())).contains("1 of 2 in it");
        }
    }

    @Test
    void thePortalSpeaksGermanToWhoChoosesIt() {
        try (Visit visit = Visit.wide(NODE)) {
            visit.signInPage();
            visit.page().locator("[data-language='de']").click();
            visit.page().getByText("Anmelden").first().waitFor();
            assertThat(visit.page().locator("html").getAttribute("lang")).isEqualTo("de");
        }
    }

    @Test
    void whoIsLockedOutIsToldNoMoreOfRunningCalls() throws Exception {
        String login = "watcher." + CALLS.run().toLowerCase(Locale.ROOT);
        String user = staff.user(Role.AUDITOR, login, group, NUMBER);
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<InputStream> events = http.send(
                    HttpRequest.newBuilder(NODE.api().resolve("live/events"))
                            .header("Authorization", "Bearer " + staff.token(login, Staff.PASSWORD))
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            assertThat(events.statusCode()).isEqualTo(200);
            assertThat(new String(events.body().readNBytes(20), StandardCharsets.UTF_8))
                    .contains("event: calls");
            staff.disable(user);
            CompletableFuture<Boolean> over =
                    CompletableFuture.supplyAsync(() -> drained(events.body()), Thread::startVirtualThread);
            assertThat(over).succeedsWithin(Duration.ofSeconds(5));
        }
    }

    /** Reads to the end, which is no error: the server says when it is over. */
    private static boolean drained(InputStream stream) {
        try {
            stream.transferTo(OutputStream.nullOutputStream());
            return true;
        } catch (IOException cut) {
            return true;
        }
    }
}
