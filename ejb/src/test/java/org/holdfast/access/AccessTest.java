package org.holdfast.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import org.holdfast.access.gate.Gate;
import org.holdfast.access.gate.Right;
import org.holdfast.harness.TestNode;
import org.holdfast.harness.TestWiring;
import org.holdfast.settings.Setting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AccessTest {
    private static TestNode node;
    private static SignIn signIn;
    private static Tokens tokens;
    private static Users users;

    @BeforeAll
    static void start() {
        TestWiring.SETTINGS.setProperty(Setting.ADMIN_PASSWORD.property(), "correct horse battery");
        node = TestPeople.node(FirstAdministrator.class);
        signIn = node.bean(SignIn.class);
        tokens = node.bean(Tokens.class);
        users = node.bean(Users.class);
        node.bean(FirstAdministrator.class).ensure();
    }

    @AfterAll
    static void stop() {
        TestWiring.SETTINGS.clear();
        node.close();
    }

    @Test
    void theFirstAdministratorComesInWithThePasswordOfTheSetting() {
        assertThat(signIn.withPassword("Admin", "correct horse battery", "127.0.60.1"))
                .isInstanceOfSatisfying(SignInResult.Accepted.class, in -> {
                    assertThat(in.user().login()).isEqualTo("admin");
                    assertThat(in.user().address()).isEqualTo("127.0.60.1");
                    assertThat(node.bean(Gate.class).may(in.user(), Right.MANAGE_USERS))
                            .isTrue();
                });
    }

    @Test
    void theFirstAdministratorIsMadeOnce() {
        node.bean(FirstAdministrator.class).ensure();
        assertThat(node.count("select count(*) from app_user where login = 'admin'"))
                .isEqualTo(1);
    }

    @Test
    void aLoginExistsOnceWhateverItsCase() {
        assertThatThrownBy(() -> users.add("ADMIN", "Second", PasswordHash.OF_NOBODY, Set.of()))
                .isNotNull();
    }

    @Test
    void refusesAWrongPasswordAndAnUnknownLoginAlike() {
        assertThat(signIn.withPassword("admin", "wrong", "127.0.60.2")).isEqualTo(new SignInResult.WrongCredentials());
        assertThat(signIn.withPassword("nobody", "wrong", "127.0.60.2")).isEqualTo(new SignInResult.WrongCredentials());
        assertThat(signIn.withPassword("' or 1=1 --", "", "127.0.60.2")).isEqualTo(new SignInResult.WrongCredentials());
        assertThat(signIn.withPassword("x".repeat(10_000), "", "127.0.60.2"))
                .isEqualTo(new SignInResult.WrongCredentials());
    }

    @Test
    void aDisabledUserComesInNeitherByPasswordNorByToken() {
        users.add("leaver", "Leaver", PasswordHash.of("secret of leaver"), Set.of());
        SignedIn leaver = accepted("leaver", "secret of leaver");
        IssuedToken token = tokens.issue(leaver);
        assertThat(tokens.holder(token.token()).map(SignedIn::userId)).contains(leaver.userId());
        TestWiring.CLOCK.pass(Duration.ofSeconds(1));
        node.bean(People.class)
                .change(TestPeople.admin(node), leaver.userId(), null, UserChange.NONE.withEnabled(false));
        assertThat(tokens.holder(token.token())).isEmpty();
        assertThat(signIn.withPassword("leaver", "secret of leaver", "127.0.60.3"))
                .isEqualTo(new SignInResult.WrongCredentials());
    }

    @Test
    void afterFiveFailuresALoginMustWaitAndThenComesInAgain() {
        users.add("hasty", "Hasty", PasswordHash.of("right"), Set.of());
        for (int i = 0; i < 5; i++) {
            assertThat(signIn.withPassword("hasty", "wrong", "127.0.60." + (10 + i)))
                    .isEqualTo(new SignInResult.WrongCredentials());
        }
        assertThat(signIn.withPassword("hasty", "right", "127.0.60.15"))
                .isEqualTo(new SignInResult.TooMany(Duration.ofSeconds(1)));
        TestWiring.CLOCK.pass(Duration.ofSeconds(1));
        assertThat(accepted("hasty", "right").login()).isEqualTo("hasty");
    }

    @Test
    void aTokenHoldsForItsLifetimeAndNotLonger() {
        users.add("robot", "Robot", PasswordHash.of("beep"), Set.of());
        SignedIn robot = accepted("robot", "beep");
        IssuedToken token = tokens.issue(robot);
        assertThat(tokens.holder(token.token()).map(SignedIn::userId)).contains(robot.userId());
        assertThat(tokens.holder(token.token() + "x")).isEmpty();
        TestWiring.CLOCK.pass(Duration.ofHours(12).plusSeconds(1));
        assertThat(tokens.holder(token.token())).isEmpty();
        tokens.buryExpired();
        assertThat(node.count("select count(*) from api_token where not deleted"))
                .isZero();
        assertThat(node.count("select count(*) from change_log where table_name = 'api_token' and deleted"))
                .isPositive();
    }

    @Test
    void aTokenIsStoredAndShownAsADigestOnly() {
        users.add("careful", "Careful", PasswordHash.of("hush"), Set.of());
        IssuedToken token = tokens.issue(accepted("careful", "hush"));
        assertThat(token.token()).hasSize(43);
        assertThat(token.toString()).doesNotContain(token.token());
        assertThat(node.count("select count(*) from api_token where digest like '%" + token.token() + "%'"))
                .isZero();
    }

    private static SignedIn accepted(String login, String password) {
        return ((SignInResult.Accepted) signIn.withPassword(login, password, "127.0.60.9")).user();
    }

    @Test
    void usersAreFoundByPartsOfLoginNameAndExtension() {
        People people = node.bean(People.class);
        people.create(
                TestPeople.admin(node),
                UserChange.NONE
                        .withLogin("find.me")
                        .withName("Zoë 100%_sure")
                        .withExtensions(java.util.List.of("+49301234")));
        for (String part : java.util.List.of("IND.M", "zoë 100%_", "30123")) {
            assertThat(people.list(part, "", 10))
                    .as(part)
                    .extracting(KnownUser::login)
                    .containsExactly("find.me");
        }
        assertThat(people.list("no-such", "", 10)).isEmpty();
    }
}
