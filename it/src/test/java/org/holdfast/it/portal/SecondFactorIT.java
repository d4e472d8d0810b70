package org.holdfast.it.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.holdfast.it.Node;
import org.junit.jupiter.api.Test;

/** A person sets up a second factor in a browser, is asked for it, loses the device, and takes it off again. */
class SecondFactorIT {
    private static final Node NODE = Node.shared();
    private final String login = "factor." + Calls.of(NODE).run().toLowerCase(Locale.ROOT);

    @Test
    void isAskedForAfterThePasswordTakesEachCodeOnceAndCanBeTakenOff() throws Exception {
        Staff.of(NODE).user(Role.AUDITOR, login, "", "");
        try (Visit visit = Visit.wide(NODE)) {
            Page page = visit.page();
            visit.signInPage().as(login, Staff.PASSWORD);
            page.waitForURL("**/recordings.xhtml");

            page.navigate("/account.xhtml");
            assertThat(page.locator("#factor-state").innerText()).isEqualTo("off");
            page.locator("#factor\\:proof").fill(Staff.PASSWORD);
            page.locator("#factor\\:begin").click();
            Authenticator device = Authenticator.told(page.locator("#secret").innerText());
            assertThat(page.locator("svg.qr path").getAttribute("d")).isNotEmpty();
            confirm(page, "not it");
            assertThat(page.locator("#factor-state").innerText()).isEqualTo("off");
            assertThat(Authenticator.told(page.locator("#secret").innerText()).secret())
                    .isEqualTo(device.secret());
            long step = Authenticator.step(Clock.systemUTC().instant().getEpochSecond());
            confirm(page, device.code(step));
            assertThat(page.locator("#factor-state").innerText()).isEqualTo("on");
            List<String> paper = page.locator("#paper code").allInnerTexts();
            assertThat(paper).hasSizeGreaterThanOrEqualTo(5).doesNotHaveDuplicates();

            String next = device.code(step + 1); // clocks may differ by a step; the first one is used up
            refused(visit, device.code(step));
            accepted(visit, next);
            refused(visit, next);
            accepted(visit, paper.getFirst());
            refused(visit, paper.getFirst());
            accepted(visit, paper.getLast());

            page.navigate("/account.xhtml");
            page.locator("#factor\\:proof").fill(Staff.PASSWORD);
            page.locator("#factor\\:remove").click();
            assertThat(page.locator("#factor-state").innerText()).isEqualTo("off");
            leave(visit);
            visit.signInPage().as(login, Staff.PASSWORD);
            page.waitForURL("**/recordings.xhtml");
        }
    }

    private static void confirm(Page page, String code) {
        page.locator("#confirm\\:code").fill(code);
        page.locator("#confirm\\:use").click();
    }

    /** Nothing can be seen between password and code. */
    private void refused(Visit visit, String code) {
        shows(visit, code);
        assertThat(new SignInPage(visit.page()).refusal()).contains("wrong, or was used before");
        visit.page().navigate("/recordings.xhtml");
        assertThat(visit.page().url()).contains("/sign-in.xhtml");
    }

    private void accepted(Visit visit, String code) {
        shows(visit, code);
        visit.page().waitForURL("**/recordings.xhtml");
    }

    private void shows(Visit visit, String code) {
        leave(visit);
        visit.signInPage().as(login, Staff.PASSWORD);
        visit.page().locator("#second\\:code").fill(code);
        visit.page().locator("#second\\:show").click();
    }

    /** Forgets the session, whichever state it is in. */
    private static void leave(Visit visit) {
        visit.context().clearCookies();
    }
}
