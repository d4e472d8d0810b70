package org.holdfast.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.holdfast.access.factor.SecondFactors;
import org.holdfast.access.factor.TestDevice;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.harness.TestNode;
import org.holdfast.harness.TestWiring;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;
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

    @Test
    void theDatabaseHasNoSecretInClearAndNoneAtAllOnceItIsRemoved() throws IOException {
        SignedIn user = user("sealed");
        String shown = factors.begin(user).secret();
        TestDevice device = TestDevice.of(node, user);
        assertThat(factors.begun(user).orElseThrow().secret()).isEqualTo(shown);
        factors.confirm(user, device.code());
        assertThat(rows(user)).contains("v1:").doesNotContain(shown, device.secret());

        node.sql("update second_factor set secret = '%s', version = version + 1 where user_id = '%s'"
                .formatted(device.secret(), user.userId())); // as an earlier release did
        TestWiring.CLOCK.pass(Duration.ofSeconds(30));
        assertThat(enter(user, device.code())).isInstanceOf(SignInResult.Accepted.class);
        factors.seal();
        String sealed = rows(user);
        assertThat(sealed).contains("v1:").doesNotContain(device.secret());
        TestWiring.CLOCK.pass(Duration.ofSeconds(30));
        assertThat(enter(user, device.code())).isInstanceOf(SignInResult.Accepted.class);
        factors.seal();
        assertThat(node.column(String.class, "select secret from second_factor where user_id = '" + user.userId() + "'")
                        .getFirst())
                .as("a repeat changes nothing")
                .isSubstringOf(sealed);

        factors.remove(TestPeople.admin(node), user.userId());
        assertThat(rows(user)).doesNotContain("v1:", device.secret()).contains("{}");
    }

    @Test
    void whatWasSealedForSomebodyElseOrByAKeyThatIsGoneLetsNobodyInButPaperDoes() throws IOException {
        SignedIn user = user("moved");
        factors.begin(user);
        TestDevice device = TestDevice.of(node, user);
        List<String> paper = factors.confirm(user, device.code());
        SignedIn other = user("other");
        TestDevice others = enrolled(other);
        node.sql(
                "update second_factor set version = version + 1, secret = (select secret from second_factor where user_id = '%s') where user_id = '%s'"
                        .formatted(other.userId(), user.userId()));
        assertThat(enter(user, others.code())).isInstanceOf(SignInResult.WrongCredentials.class);

        Path keys = Path.of(node.bean(Settings.class).text(Setting.SECRETS_KEY_FILE));
        String right = Files.readString(keys);
        Files.writeString(keys, Base64.getEncoder().encodeToString(new byte[32]) + "\n");
        try {
            assertThat(enter(other, others.code())).isInstanceOf(SignInResult.WrongCredentials.class);
            assertThat(enter(user, paper.getFirst())).isInstanceOf(SignInResult.Accepted.class);
        } finally {
            Files.writeString(keys, right);
        }
        assertThat(enter(other, others.code())).isInstanceOf(SignInResult.Accepted.class);
    }

    private static String rows(SignedIn user) {
        return String.join(
                "\n",
                node.column(
                        String.class,
                        "select cast(f as text) from second_factor f where user_id = '" + user.userId() + "'"));
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
