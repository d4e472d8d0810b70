package org.holdfast.it.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.time.Duration;
import java.util.Locale;
import org.holdfast.it.Node;
import org.holdfast.it.e2e.Rest;
import org.holdfast.src.Call;
import org.holdfast.src.CallSpec;
import org.holdfast.src.RecordingClient;
import org.junit.jupiter.api.Test;

/** A link to a moment leads who may listen there, through the door if need be, and others nowhere. */
class SharedMomentIT {
    private static final Node NODE = Node.shared();
    private final Calls calls = Calls.of(NODE);

    @Test
    void leadsToTheMomentWhoMayListenAndNobodyOnceItIsEnded() throws Exception {
        String recording = recorded();
        Staff staff = Staff.of(NODE);
        staff.user(Role.COMPLIANCE_OFFICER, login("friend"), "", "");
        staff.user(Role.AGENT, login("stranger"), staff.group("Away " + calls.run()), "+4930999" + calls.run());
        try (Visit owner = Visit.wide(NODE).signedIn();
                Visit friend = Visit.wide(NODE);
                Visit stranger = Visit.wide(NODE)) {
            Page page = owner.page();
            page.navigate("/recording.xhtml?id=" + recording);
            page.locator("#sharing\\:moment").fill("0:02");
            page.locator("#sharing\\:share").click();
            String link = page.locator("#made").inputValue();
            assertThat(link).startsWith(NODE.portal().toString()).doesNotContain(recording);

            friend.page().navigate(link);
            assertThat(friend.page().url()).contains("/sign-in.xhtml");
            new SignInPage(friend.page()).as(login("friend"), Staff.PASSWORD);
            friend.page().waitForURL("**/recording.xhtml?id=" + recording + "&at=2000");
            RecordingPage heard = new RecordingPage(friend.page());
            heard.play();
            heard.hears(0);
            assertThat(heard.time()).isGreaterThanOrEqualTo(2);

            stranger.signInPage().as(login("stranger"), Staff.PASSWORD);
            stranger.page().waitForURL("**/recordings.xhtml");
            leadsNowhere(stranger, link);
            leadsNowhere(friend, link.substring(0, link.length() - 1) + (link.endsWith("a") ? 'b' : 'a'));

            page.locator("#links button").click();
            await("the link is gone from the list")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> page.locator("#links li").count() == 0);
            leadsNowhere(friend, link);
        }
    }

    private static void leadsNowhere(Visit visit, String link) {
        visit.expectingRefusal(() -> {
            Response answer = visit.page().navigate(link);
            assertThat(answer.status()).isEqualTo(404);
        });
    }

    private String recorded() throws Exception {
        try (RecordingClient client = calls.client()) {
            Call call = client.call(CallSpec.between(calls.party("Ada"), calls.party("Bo")));
            call.talk(Duration.ofSeconds(8));
            call.bye();
        }
        return Rest.of(NODE).finalised("Ada " + calls.run()).getString("id");
    }

    private String login(String who) {
        return who + "." + calls.run().toLowerCase(Locale.ROOT);
    }
}
