package org.holdfast.it.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.Locale;
import org.holdfast.it.Node;
import org.holdfast.it.e2e.Rest;
import org.holdfast.src.Call;
import org.holdfast.src.CallSpec;
import org.holdfast.src.RecordingClient;
import org.holdfast.src.siprec.Party;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Buttons that are there only sometimes do something when they are pressed. JSF looks for the pressed button before it reads
 * the form: one whose condition only the form fulfils is never found, silently.
 */
class EveryButtonIT {
    private static final Node NODE = Node.shared();
    private static final Duration SOON = Duration.ofSeconds(20);
    private static Visit visit;
    private final Calls calls = Calls.of(NODE);
    private final String name = "B " + calls.run();

    @BeforeAll
    static void anAdministratorComes() {
        visit = Visit.wide(NODE).signedIn();
    }

    @AfterAll
    static void andGoes() {
        visit.close();
    }

    @Test
    void aWebhookIsTriedGetsANewSecretAndIsRemoved() {
        Page page = at("webhooks.xhtml");
        fill("edit:name", name);
        fill("edit:url", "https://hooks.invalid/holdfast");
        press("edit:save");
        String secret = page.locator("#shown").innerText();
        press("edit:test");
        assertThat(said()).contains("The test failed");
        press("edit:rotate");
        assertThat(page.locator("#shown").innerText()).isNotEmpty().isNotEqualTo(secret);
        assertThat(link(name).count()).isEqualTo(1);
        press("edit:remove");
        assertThat(link(name).count()).isZero();
    }

    @Test
    void anIdThatSomebodyChangedOnThePageIsAnsweredAsOneThatIsNotThere() {
        Page page = at("webhooks.xhtml");
        fill("edit:name", name);
        fill("edit:url", "https://hooks.invalid/holdfast");
        press("edit:save");
        page.locator("#edit\\:id").evaluate("field => field.value = 'no id'");
        press("edit:remove");
        assertThat(said()).contains("There is nothing here");
        assertThat(link(name).count()).isEqualTo(1);
        link(name).click();
        press("edit:remove");
        assertThat(link(name).count()).isZero();
    }

    @Test
    void aRetentionPolicyIsRemoved() {
        at("retention.xhtml");
        fill("retention:name", name);
        fill("retention:delete", "36000");
        press("retention:save");
        assertThat(said()).contains("Saved");
        link(name).click();
        press("retention:remove");
        assertThat(said()).contains("Removed");
        assertThat(link(name).count()).isZero();
    }

    @Test
    void aPersonIsErasedOnceThatIsConfirmedAndTheReportVerifies() throws Exception {
        Party gil = new Party("Gil " + calls.run(), "sip:" + calls.run() + "@example.com");
        String recording = recorded(gil);
        at("erasures.xhtml");
        asked(gil.aor(), "Never " + calls.run());
        press("erasures:cancel");
        assertThat(said()).contains("Cancelled");
        assertThat(Rest.of(NODE).ask("GET", "recordings/" + recording, "").statusCode())
                .isEqualTo(200);
        asked(gil.aor(), name);
        press("erasures:confirm");
        assertThat(said()).contains("It has begun");
        await("the end of the erasure").atMost(Duration.ofMinutes(2)).until(() -> {
            at("erasures.xhtml");
            link(name).click();
            return !visit.page().locator("#chosen header .badge").innerText().equals("running");
        });
        assertThat(visit.page().locator("#chosen header .badge").innerText()).isEqualTo("done");
        press("erasures:verify");
        assertThat(said()).contains("The report is as it was written");
        assertThat(Rest.of(NODE).ask("GET", "recordings/" + recording, "").statusCode())
                .isEqualTo(404);
    }

    private void asked(String address, String reference) {
        fill("erasures:address", address);
        fill("erasures:reference", reference);
        press("erasures:find");
        assertThat(said()).contains("Recordings found: 1");
    }

    @Test
    void aUserIsLockedOutLetInGetsAPasswordAndIsRemoved() {
        String login = name.replace(' ', '.').toLowerCase(Locale.ROOT);
        Page page = at("user.xhtml");
        fill("user:login", login);
        fill("user:name", name);
        fill("user:password", Staff.PASSWORD);
        page.locator("[id='user:roles'] input[value='" + Role.AUDITOR.id() + "']")
                .check();
        press("user:save");
        at("users.xhtml?q=" + login);
        link(name).first().click();
        press("user:toggle");
        assertThat(page.locator("#state").innerText()).isEqualToIgnoringCase("disabled");
        press("user:toggle");
        assertThat(page.locator("#state").innerText()).isEqualToIgnoringCase("enabled");
        fill("secret:password", "nine yellow sparrows");
        press("secret:set");
        try (Visit their = Visit.wide(NODE)) {
            their.signInPage().as(login, "nine yellow sparrows");
            their.page().waitForURL("**/recordings.xhtml");
        }
        press("gone:remove");
        at("users.xhtml?q=" + login);
        assertThat(link(name).count()).isZero();
    }

    @Test
    void aRoleAGroupAndARuleAreRemoved() {
        Page page = at("roles.xhtml?new=1");
        fill("role:name", name);
        page.locator("input[name='scope-list'][value='own']").check();
        isKeptAndRemoved("roles.xhtml", "role");

        at("groups.xhtml");
        fill("group:name", name);
        isKeptAndRemoved("groups.xhtml", "group");

        at("rules.xhtml");
        fill("edit:name", name);
        fill("edit:numbers", "+999" + Math.floorMod(name.hashCode(), 1_000_000));
        press("edit:save");
        assertThat(link(". " + name).count()).isEqualTo(1);
        page.locator("tr")
                .filter(new Locator.FilterOptions().setHasText(name))
                .getByText("Remove")
                .click();
        await("the rule is gone").atMost(SOON).until(() -> link(". " + name).count() == 0);
    }

    private void isKeptAndRemoved(String list, String form) {
        press(form + ":save");
        at(list);
        link(name).click();
        press(form + ":remove");
        assertThat(link(name).count()).isZero();
    }

    @Test
    void whatAPersonPutsOnARecordingComesOffAgain() throws Exception {
        String recording = recorded(new Party("Hal " + calls.run(), "sip:" + calls.run() + "@example.net"));
        Page page = at("recording.xhtml?id=" + recording);
        page.locator("details.hold summary").click();
        fill("hold:reason", "asked by " + name);
        press("hold:place");
        assertThat(page.locator("#held, [id='hold:held']").innerText()).contains("asked by " + name);
        assertThat(Rest.of(NODE).get("recordings/" + recording).getBoolean("legalHold"))
                .isTrue();
        press("hold:release");
        await("the hold is released")
                .atMost(SOON)
                .until(() -> !Rest.of(NODE).get("recordings/" + recording).getBoolean("legalHold"));

        fill("tagging:tag", name);
        press("tagging:addTag");
        Locator tag = page.locator(".tag").filter(new Locator.FilterOptions().setHasText(name));
        tag.locator("button").click();
        await("the tag is off").atMost(SOON).until(() -> tag.count() == 0);

        fill("noting:text", name);
        press("noting:addNote");
        Locator note = page.locator("#note-list li, [id='noting:note-list'] li")
                .filter(new Locator.FilterOptions().setHasText(name));
        note.getByText("Remove").click();
        await("the note is off").atMost(SOON).until(() -> note.count() == 0);

        press("integrity:check");
        page.locator("#findings .badge.complete, [id='integrity:findings'] .badge.complete")
                .first()
                .waitFor();
    }

    private String recorded(Party person) throws Exception {
        try (RecordingClient client = calls.client()) {
            Call call = client.call(CallSpec.between(person, calls.party("Ivy")));
            call.talk(Duration.ofSeconds(2));
            call.bye();
        }
        return Rest.of(NODE).finalised(person.name()).getString("id");
    }

    private static Page at(String address) {
        visit.page().navigate("/" + address);
        return visit.page();
    }

    private static void fill(String id, String text) {
        visit.page().locator("[id='" + id + "']").fill(text);
    }

    private static void press(String id) {
        visit.page().locator("[id='" + id + "']").click();
    }

    /** What the page says of what was done. */
    private static String said() {
        return visit.page().locator(".ui-messages").first().innerText();
    }

    private static Locator link(String text) {
        return visit.page().locator("main a").filter(new Locator.FilterOptions().setHasText(text));
    }
}
