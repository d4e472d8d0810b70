package org.holdfast.it.portal;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** The calls being recorded now; it refreshes itself, so nothing here reloads. */
record LivePage(Page page) {

    Locator call(String participant) {
        return page.locator(".calls tbody tr").filter(new Locator.FilterOptions().setHasText(participant));
    }

    String state(String participant) {
        return call(participant).locator(".badge").innerText();
    }

    void press(String participant, String button) {
        call(participant)
                .locator("button")
                .filter(new Locator.FilterOptions().setHasText(button))
                .click();
    }
}
