package org.holdfast.it.portal;

import com.microsoft.playwright.Page;

/** The door. */
record SignInPage(Page page) {
    void as(String login, String password) {
        page.getByLabel("User name").fill(login);
        page.getByLabel("Password").fill(password);
        page.locator("#door\\:enter").click();
    }

    String refusal() {
        return page.locator(".ui-messages-error").innerText();
    }
}
