package org.holdfast.access.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.holdfast.access.SignIn;
import org.holdfast.access.SignedIn;
import org.holdfast.access.TestPeople;
import org.holdfast.access.UserChange;
import org.holdfast.access.gate.Gate;
import org.holdfast.access.gate.Right;
import org.holdfast.harness.TestNode;
import org.holdfast.harness.TestWiring;
import org.holdfast.outside.OpenIdProvider;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a provider that speaks real HTTP and signs real tokens. */
class OidcSignInTest {
    private static OpenIdProvider op;
    private static TestNode node;
    private static OidcProvider provider;

    @BeforeAll
    static void start() throws Exception {
        op = new OpenIdProvider();
        set(Setting.OIDC_ISSUER, op.issuer());
        set(Setting.OIDC_CLIENT_ID, OpenIdProvider.CLIENT);
        set(Setting.OIDC_CLIENT_SECRET, OpenIdProvider.SECRET);
        set(Setting.OIDC_REDIRECT_URL, "https://recorder.example/oidc/callback");
        set(Setting.DIRECTORY_ROLES, "recorder-auditors:auditor");
        node = TestPeople.node(OidcProvider.class);
        provider = node.bean(OidcProvider.class);
    }

    private static void set(Setting setting, String value) {
        TestWiring.SETTINGS.setProperty(setting.property(), value);
    }

    @AfterAll
    static void stop() {
        TestWiring.SETTINGS.clear();
        node.close();
        op.close();
    }

    @BeforeEach
    void honest() {
        op.isHonest();
    }

    @Test
    void whoSignsInThereIsEnteredWithTheRoleOfTheirGroup() throws Exception {
        Guest guest = guest().orElseThrow();
        assertThat(guest)
                .extracting(Guest::login, Guest::name, Guest::email)
                .containsExactly("grace", "Grace Hopper", "grace@example.org");
        SignedIn grace = node.bean(SignIn.class).asGuest(guest, "127.0.63.1").orElseThrow();
        Gate gate = node.bean(Gate.class);
        assertThat(gate.may(grace, Right.READ_AUDIT)).isTrue();
        assertThat(gate.may(grace, Right.LISTEN)).isFalse();
        assertThat(node.bean(SignIn.class).asGuest(guest().orElseThrow(), "127.0.63.1"))
                .map(SignedIn::userId)
                .contains(grace.userId());
        assertThat(node.count("select count(*) from audit_entry where action = 'SIGN_IN' and actor = 'grace'"))
                .isEqualTo(2);
    }

    @Test
    void whomNoGroupGivesARoleAndWhoIsDisabledHereStayOutside() throws Exception {
        op.saying(claims ->
                claims.subject("other").claim("preferred_username", "mallory").claim("groups", List.of("x")));
        assertThat(node.bean(SignIn.class).asGuest(guest().orElseThrow(), "127.0.63.2"))
                .isEmpty();
        op.saying(claims -> claims.subject("leaver").claim("preferred_username", "leaver"));
        SignedIn leaver = node.bean(SignIn.class)
                .asGuest(guest().orElseThrow(), "127.0.63.2")
                .orElseThrow();
        node.bean(org.holdfast.access.People.class)
                .change(TestPeople.admin(node), leaver.userId(), null, UserChange.NONE.withEnabled(false));
        assertThat(node.bean(SignIn.class).asGuest(guest().orElseThrow(), "127.0.63.2"))
                .isEmpty();
    }

    @Test
    void aLoginOfThisInstallationIsNotTakenOver() throws Exception {
        TestPeople.admin(node);
        op.saying(claims -> claims.subject("evil").claim("preferred_username", "Admin"));
        assertThat(node.bean(SignIn.class).asGuest(guest().orElseThrow(), "127.0.63.3"))
                .isEmpty();
    }

    @Test
    void tokensThatAreNotForUsNowAreRefused() throws Exception {
        op.saying(claims -> claims.audience("somebody else"));
        assertThat(guest()).isEmpty();
        op.saying(claims -> claims.issuer("http://elsewhere.example"));
        assertThat(guest()).isEmpty();
        op.saying(claims -> claims.claim("nonce", "another"));
        assertThat(guest()).isEmpty();
        op.saying(claims -> claims.expirationTime(new Date(0)));
        assertThat(guest()).isEmpty();
        op.isHonest();
        op.forges();
        assertThat(guest()).isEmpty();
    }

    @Test
    void aCodeIsGoodOnceAndOnlyForWhoAskedForIt() throws Exception {
        OidcProvider.Way way = provider.begin("/live.xhtml");
        String back = op.signedIn(way.address());
        assertThat(provider.end(new OidcAttempt("other", "n", way.attempt().verifier(), "/"), back, "127.0.63.4"))
                .isEmpty();
        OidcProvider.Way stranger = provider.begin("/");
        assertThat(provider.end(
                        new OidcAttempt(
                                way.attempt().state(),
                                way.attempt().nonce(),
                                stranger.attempt().verifier(),
                                "/"),
                        back,
                        "127.0.63.4"))
                .isEmpty();
        OidcProvider.Way again = provider.begin("/");
        String once = op.signedIn(again.address());
        assertThat(provider.end(again.attempt(), once, "127.0.63.4")).isPresent();
        assertThat(provider.end(again.attempt(), once, "127.0.63.4")).isEmpty();
        assertThat(provider.end(
                        again.attempt(),
                        "error=access_denied&state=" + again.attempt().state(),
                        "127.0.63.4"))
                .isEmpty();
    }

    @Test
    void aProviderThatIsAwayIsAnOutageAndNoRefusal() {
        Properties nowhere = new Properties();
        nowhere.setProperty(Setting.OIDC_ISSUER.property(), "http://127.0.0.1:1");
        nowhere.setProperty(Setting.OIDC_CLIENT_ID.property(), OpenIdProvider.CLIENT);
        nowhere.setProperty(Setting.OIDC_REDIRECT_URL.property(), "https://recorder.example/oidc/callback");
        assertThatThrownBy(() -> new OidcProvider(Settings.of(Map.of(), nowhere)).begin("/"))
                .isInstanceOf(DirectoryAway.class);
    }

    private static Optional<Guest> guest() throws DirectoryAway {
        OidcProvider.Way way = provider.begin("/");
        URI address = way.address();
        return provider.end(way.attempt(), op.signedIn(address), "127.0.63.1");
    }
}
