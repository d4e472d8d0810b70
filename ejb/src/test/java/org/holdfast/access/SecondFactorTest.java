package org.holdfast.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.holdfast.access.factor.SecondFactors;
import org.holdfast.access.factor.TestDevice;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.harness.TestNode;
import org.holdfast.harness.TestWiring;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SecondFactorTest {
    private static final String PASSWORD = "correct horse battery";
    private static TestNode node;
    private static SignIn signIn;
    private static SecondFactors factors;

    @BeforeAll
    static void start() {
        node = TestPeople.node();
        signIn = node.bean(SignIn.class);
        factors = node.bean(SecondFactors.class);
    }

    @AfterAll
    static void stop() {
        TestWiring.SETTINGS.clear();
        node.close();
    }

    @Test
    void aDeviceThatShowedNoCodeYetIsNotAskedFor() {
        SignedIn user = user("begins");
        factors.begin(user);
        assertThat(enter(user, "")).isInstanceOf(SignInResult.Accepted.class);
        assertThatThrownBy(() -> factors.confirm(user, "000000")).isInstanceOf(ChangeRejected.class);
        assertThat(factors.isAsked(user.userId())).isFalse();
    }

    @Test
    void passwordAndCodeLetInAndNeitherDoesAlone() {
        SignedIn user = user("both");
        TestDevice device = enrolled(user);
        assertThat(enter(user, "")).isInstanceOf(SignInResult.CodeNeeded.class);
        assertThat(enter(user, "000000")).isInstanceOf(SignInResult.WrongCredentials.class);
        assertThat(signIn.withPassword(user.login(), "wrong", device.code(), "127.0.60.9"))
                .isInstanceOf(SignInResult.WrongCredentials.class);
        assertThat(enter(user, device.code())).isInstanceOf(SignInResult.Accepted.class);
    }

    @Test
    void aCodeLetsInOnceAlsoWhenItIsReplayedWithinItsTime() {
        SignedIn user = user("replayed");
        TestDevice device = enrolled(user);
        String code = device.code();
        assertThat(enter(user, code)).isInstanceOf(SignInResult.Accepted.class);
        assertThat(enter(user, code)).isInstanceOf(SignInResult.WrongCredentials.class);
        TestWiring.CLOCK.pass(Duration.ofSeconds(30));
        assertThat(enter(user, code)).isInstanceOf(SignInResult.WrongCredentials.class);
        assertThat(enter(user, device.code())).isInstanceOf(SignInResult.Accepted.class);
    }

    @Test
    void eachCodeOnPaperLetsInOnce() {
        SignedIn user = user("paper");
        factors.begin(user);
        TestDevice device = TestDevice.of(node, user);
        List<String> paper = factors.confirm(user, device.code());
        assertThat(paper)
                .hasSize(10)
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("([a-z2-7]{4}-){3}[a-z2-7]{4}"));
        assertThat(enter(user, paper.get(3).toUpperCase(java.util.Locale.ROOT)))
                .isInstanceOf(SignInResult.Accepted.class);
        assertThat(enter(user, paper.get(3))).isInstanceOf(SignInResult.WrongCredentials.class);
        assertThat(factors.codesOnPaper(user.userId())).isEqualTo(9);
        assertThat(node.count("select count(*) from second_factor where array_to_string(recovery_codes, ' ') like '%"
                        + paper.get(5) + "%'"))
                .isZero();
    }

    @Test
    void whoGuessesCodesMustWait() {
        SignedIn user = user("guessed");
        TestDevice device = enrolled(user);
        for (int i = 0; i < 5; i++) {
            assertThat(signIn.withCode(user.from("127.0.61." + i), "00000" + i))
                    .isInstanceOf(SignInResult.WrongCredentials.class);
        }
        assertThat(signIn.withCode(user.from("127.0.61.9"), device.code())).isInstanceOf(SignInResult.TooMany.class);
    }

    @Test
    void whoIsInProvesThemselvesAgainByPasswordAndTheFactorCanBeRemoved() {
        SignedIn user = user("again");
        enrolled(user);
        assertThat(signIn.again(user, PASSWORD)).isInstanceOf(SignInResult.Accepted.class);
        assertThatThrownBy(() -> factors.begin(user)).isInstanceOf(ChangeRejected.class);
        factors.remove(TestPeople.admin(node), user.userId());
        assertThat(enter(user, "")).isInstanceOf(SignInResult.Accepted.class);
        assertThat(node.count("select count(*) from audit_entry where object = 'second factor' and action = 'DELETE'"
                        + " and object_id = '" + user.userId() + "'"))
                .isEqualTo(1);
    }

    private static SignedIn user(String login) {
        node.bean(Users.class).add(login, login, PasswordHash.of(PASSWORD), Set.of());
        return ((SignInResult.Accepted) signIn.withPassword(login, PASSWORD, "127.0.60.9")).user();
    }

    private static TestDevice enrolled(SignedIn user) {
        factors.begin(user);
        TestDevice device = TestDevice.of(node, user);
        factors.confirm(user, device.code());
        TestWiring.CLOCK.pass(Duration.ofSeconds(30));
        return device;
    }

    private static SignInResult enter(SignedIn user, String code) {
        return signIn.withPassword(user.login(), PASSWORD, code, "127.0.60.9");
    }
}
