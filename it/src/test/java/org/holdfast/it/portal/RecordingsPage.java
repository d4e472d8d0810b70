package org.holdfast.it.portal;

import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The list of recordings. */
record RecordingsPage(Page page) {
    private static final Duration TO_BE_FINALISED = Duration.ofSeconds(30);

    void search(String text) {
        page.getByLabel("Participant or number").fill(text);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Search"))
                .click();
        String asked = "q=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
        page.waitForURL(address -> address.contains(asked));
    }

    void verdict(String label) {
        page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Verdict"))
                .selectOption(new SelectOption().setLabel(label));
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

    /** Opens it and waits until the form that stays is there as well. */
    RecordingPage openEncoded(Locator row) {
        RecordingPage opened = open(row);
        await("the WebM")
                .atMost(TO_BE_FINALISED)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    page.reload();
                    return page.locator(".downloads a[href*='format=webm']").count() == 1;
                });
        return opened;
    }

    RecordingPage open(Locator row) {
        row.locator("a.who-line").click();
        page.waitForURL("**/recording.xhtml?id=*");
        return new RecordingPage(page);
    }
}
