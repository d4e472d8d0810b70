package org.holdfast.it.portal;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;

/** The calls being recorded now; it refreshes itself, so nothing here reloads. */
record LivePage(Page page) {

    Locator call(String participant) {
        return page.locator(".calls tbody tr").filter(new Locator.FilterOptions().setHasText(participant));
    }

    String state(String participant) {
        return call(participant).locator(".badge").innerText();
    }

    /** How loud what the browser plays is, 0 to 1. */
    double loudness() {
        return ((Number) page.locator("#listening-level").evaluate("meter => meter.value")).doubleValue();
    }

    /** For how long the browser has been playing. */
    double secondsHeard() {
        return Double.parseDouble(page.locator("#listening").getAttribute("data-seconds"));
    }

    /** Connecting, listening, over or failed. */
    String listening() {
        return page.locator("#listening").getAttribute("data-state");
    }

    /** From now on the browser notes when silence ends, to the frame it shows. */
    void noteBeginnings() {
        page.evaluate("""
                () => {
                  window.beginnings = [];
                  let loud = false;
                  const look = () => {
                    const now = document.getElementById('listening-level').value > 0.05;
                    if (now && !loud) window.beginnings.push(Date.now());
                    loud = now;
                    requestAnimationFrame(look);
                  };
                  look();
                }
                """);
    }

    /** When silence ended, in milliseconds since 1970. */
    List<Long> beginnings() {
        return ((List<?>) page.evaluate("window.beginnings"))
                .stream().map(at -> ((Number) at).longValue()).toList();
    }

    void press(String participant, String button) {
        call(participant)
                .locator("button")
                .filter(new Locator.FilterOptions().setHasText(button))
                .click();
    }
}
