package org.holdfast.access.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.holdfast.access.SignIn;
import org.holdfast.access.SignInResult;
import org.holdfast.access.SignedIn;
import org.holdfast.access.TestPeople;
import org.holdfast.access.gate.Gate;
import org.holdfast.access.gate.Right;
import org.holdfast.harness.TestNode;
import org.holdfast.harness.TestWiring;
import org.holdfast.settings.Setting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against a real LDAP server. */
class LdapSignInTest {
    private static final String BASE = "dc=example,dc=org";
    private static InMemoryDirectoryServer directory;
    private static TestNode node;
    private static SignIn signIn;

    @BeforeAll
    static void start() throws Exception {
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(BASE);
        config.setSchema(null);
        config.addAdditionalBindCredentials("cn=recorder", "service secret");
        config.setListenerConfigs(InMemoryListenerConfig.createLDAPConfig("test", freePort()));
        directory = new InMemoryDirectoryServer(config);
        directory.add("dn: " + BASE, "objectClass: domain", "dc: example");
        person("ada", "Ada Lovelace", "ada's own", "cn=Recorder Supervisors,ou=groups," + BASE);
        person("eve", "Eve", "eve's own", "cn=Accounting,ou=groups," + BASE);
        person("admin", "Not the administrator", "other", "cn=Recorder Admins,ou=groups," + BASE);
        directory.startListening();
        set(Setting.LDAP_URL, "ldap://127.0.0.1:" + directory.getListenPort());
        set(Setting.LDAP_BIND_DN, "cn=recorder");
        set(Setting.LDAP_BIND_PASSWORD, "service secret");
        set(Setting.LDAP_BASE, BASE);
        set(
                Setting.DIRECTORY_ROLES,
                "recorder supervisors:Supervisor; cn=Recorder Admins,ou=groups," + BASE + ":administrator");
        node = TestPeople.node();
        TestPeople.admin(node);
        signIn = node.bean(SignIn.class);
    }

    private static void person(String uid, String name, String password, String group) throws Exception {
        directory.add(
                "dn: uid=" + uid + "," + BASE,
                "objectClass: person",
                "uid: " + uid,
                "entryUUID: uuid-of-" + uid,
                "displayName: " + name,
                "mail: " + uid + "@example.org",
                "userPassword: " + password,
                "memberOf: " + group);
    }

    private static void set(Setting setting, String value) {
        TestWiring.SETTINGS.setProperty(setting.property(), value);
    }

    @AfterAll
    static void stop() {
        TestWiring.SETTINGS.clear();
        node.close();
        directory.shutDown(true);
    }

    @Test
    void whoFirstComesIsEnteredWithTheRoleOfTheirGroup() {
        SignedIn ada = in("Ada", "ada's own");
        assertThat(ada.name()).isEqualTo("Ada Lovelace");
        Gate gate = node.bean(Gate.class);
        assertThat(gate.may(ada, Right.LISTEN_LIVE)).isTrue();
        assertThat(gate.may(ada, Right.MANAGE_USERS)).isFalse();
        assertThat(in("ada", "ada's own").userId()).isEqualTo(ada.userId());
        assertThat(node.count("select count(*) from app_user where source = 'ldap' and login = 'ada'"))
                .isEqualTo(1);
    }

    @Test
    void wrongEmptyAndUnknownAreRefusedAlike() {
        for (String[] wrong : new String[][] {
            {"ada", "wrong"}, {"ada", ""}, {"nobody", "x"}, {"*", "ada's own"}, {"ada)(uid=*", "ada's own"}
        }) {
            assertThat(signIn.withPassword(wrong[0], wrong[1], "127.0.62." + wrong[0].length()))
                    .as(wrong[0] + " " + wrong[1])
                    .isEqualTo(new SignInResult.WrongCredentials());
        }
    }

    @Test
    void whomNoGroupGivesARoleStaysOutside() {
        assertThat(signIn.withPassword("eve", "eve's own", "127.0.62.9"))
                .isEqualTo(new SignInResult.WrongCredentials());
        assertThat(node.count("select count(*) from app_user where login = 'eve'"))
                .isZero();
    }

    @Test
    void aUserOfThisInstallationIsNeverTheDirectorys() {
        assertThat(signIn.withPassword("admin", "other", "127.0.62.8")).isEqualTo(new SignInResult.WrongCredentials());
    }

    @Test
    void aRoleTakenInTheDirectoryIsTakenHereAtTheNextSignIn() throws Exception {
        person("bo", "Bo", "bo's own", "cn=Recorder Admins,ou=groups," + BASE);
        SignedIn bo = in("bo", "bo's own");
        assertThat(node.bean(Gate.class).may(bo, Right.MANAGE_USERS)).isTrue();
        directory.modify(
                "uid=bo," + BASE,
                new Modification(ModificationType.REPLACE, "memberOf", "cn=Recorder Supervisors,ou=groups," + BASE));
        in("bo", "bo's own");
        assertThat(node.bean(Gate.class).may(bo, Right.MANAGE_USERS)).isFalse();
    }

    @Test
    void aDirectoryThatIsAwayIsSaid() throws Exception {
        directory.shutDown(true);
        try {
            assertThat(signIn.withPassword("ada", "ada's own", "127.0.62.7"))
                    .isEqualTo(new SignInResult.DirectoryAway());
        } finally {
            directory.startListening();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private static SignedIn in(String login, String password) {
        return ((SignInResult.Accepted) signIn.withPassword(login, password, "127.0.62.1")).user();
    }
}
