package org.holdfast.it.portal;

import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The list of recordings. */
record RecordingsPage(Page page) {
    private static final Duration TO_BE_FINALISED = Duration.ofSeconds(30);

    void search(String text) {
        page.getByLabel("Participant or number").fill(text);
        page.getByRole(com.microsoft.playwright.options.AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Search"))
                .click();
    }

    void verdict(String label) {
        page.getByLabel("Verdict").selectOption(new com.microsoft.playwright.options.SelectOption().setLabel(label));
    }

    Locator rows() {
        return page.locator(".calls tbody tr");
    }

    boolean isEmpty() {
        return page.locator("#nothing").isVisible();
    }

    /** Asks for that text again and again until its one call has a verdict, as a supervisor would. */
    Locator finalised(String text) {
        await("a verdict for " + text)
                .atMost(TO_BE_FINALISED)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    page.navigate("/recordings.xhtml?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
                    return rows().count() == 1
                            && rows().locator(".badge.pending").count() == 0;
                });
        return rows().first();
    }

    RecordingPage open(Locator row) {
        row.locator("a.who-line").click();
        page.waitForURL("**/recording.xhtml?id=*");
        return new RecordingPage(page);
    }
}
