package org.holdfast.it.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import org.holdfast.it.Node;
import org.holdfast.outside.OpenIdProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Somebody signs in with their organisation, in a browser: to a provider at another site, and back from there. What its tokens
 * must say is tested elsewhere; here it is what a browser does with cookies, redirects and the pages' policy.
 */
class OrganisedSignInIT {
    private static final String ADDRESS = "127.0.87.1";

    private static OpenIdProvider organisation;
    private static Node node;

    @BeforeAll
    static void start() throws Exception {
        organisation = new OpenIdProvider();
        node = Node.own(
                        ADDRESS,
                        "node-organised",
                        List.of(),
                        Map.of(
                                "HOLDFAST_OIDC_ISSUER",
                                organisation.issuer(),
                                "HOLDFAST_OIDC_CLIENT_ID",
                                OpenIdProvider.CLIENT,
                                "HOLDFAST_OIDC_CLIENT_SECRET",
                                OpenIdProvider.SECRET,
                                "HOLDFAST_OIDC_REDIRECT_URL",
                                "http://" + ADDRESS + ":8080/oidc/callback",
                                "HOLDFAST_DIRECTORY_ROLES",
                                "recorder-auditors:auditor"))
                .awaitReady();
    }

    @AfterAll
    static void stop() {
        node.stop();
        organisation.close();
    }

    @BeforeEach
    void honest() {
        organisation.isHonest();
    }

    @Test
    void leadsToThePageThatWasWantedInANewSession() {
        try (Visit visit = Visit.wide(node)) {
            Page page = visit.page();
            page.navigate("/audit.xhtml?actor=grace");
            assertThat(page.url()).contains("/sign-in.xhtml?next=");
            String before = visit.session().value;
            page.locator("#organised").click();
            page.waitForURL(organisation.issuer() + "/authorize?**");
            page.locator("#go").click();
            page.waitForURL("**/audit.xhtml?actor=grace");
            assertThat(page.locator("a.name").innerText()).contains("Grace Hopper");
            assertThat(visit.session().value).isNotEqualTo(before);
            assertThat(page.locator("main").innerText()).contains("grace");

            page.locator("#session\\:signOut").click();
            page.waitForURL("**/sign-in.xhtml");
            page.navigate("/audit.xhtml");
            assertThat(page.url()).contains("/sign-in.xhtml");
        }
    }

    @Test
    void whoSaysNoThereIsToldSoAndMayTryAgain() {
        try (Visit visit = Visit.wide(node)) {
            refused(visit, "#deny");
            visit.page().locator("#organised").click();
            visit.page().locator("#go").click();
            visit.page().waitForURL("**/recordings.xhtml");
        }
    }

    @Test
    void whomNoGroupGivesARoleStaysOutside() {
        organisation.saying(claims ->
                claims.subject("visitor").claim("preferred_username", "visitor").claim("groups", List.of("canteen")));
        try (Visit visit = Visit.wide(node)) {
            refused(visit, "#go");
            visit.page().navigate("/recordings.xhtml");
            assertThat(visit.page().url()).contains("/sign-in.xhtml");
        }
    }

    @Test
    void anAddressToComeBackToThatNobodyBeganIsTooLate() {
        try (Visit visit = Visit.wide(node)) {
            visit.page().navigate("/oidc/callback?code=stolen&state=guessed");
            assertThat(visit.page().locator("#failed").innerText()).contains("too long");
        }
    }

    private static void refused(Visit visit, String button) {
        Page page = visit.page();
        page.navigate("/sign-in.xhtml");
        page.locator("#organised").click();
        page.locator(button).click();
        page.waitForURL("**/sign-in.xhtml?failed=refused");
        assertThat(page.locator("#failed").innerText()).contains("did not let you in");
    }
}
