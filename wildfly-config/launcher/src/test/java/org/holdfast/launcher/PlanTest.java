package org.holdfast.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.holdfast.settings.InvalidSetting;
import org.holdfast.settings.Setting;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final Path HERE = Path.of("/typed/here");

    private static Plan plan(Map<String, String> environment, String... arguments) {
        return new Plan(Options.parse(List.of(arguments), HERE), environment, new Home(HERE.resolve("home")));
    }

    @Test
    void movesEveryDefaultPortByTheOffset() {
        var settings = plan(Map.of(), "--port-offset", "100").settings();
        assertThat(settings.number(Setting.HTTP_PORT)).isEqualTo(8180);
        assertThat(settings.number(Setting.SIP_PORT)).isEqualTo(5160);
        assertThat(settings.number(Setting.RECORDER_HEALTH_PORT)).isEqualTo(8190);
        assertThat(settings.text(Setting.MEDIA_PORTS)).isEqualTo("20100-30099");
    }

    @Test
    void leavesAPortAloneThatWasSet() {
        var settings = plan(Map.of("HOLDFAST_SIP_PORT", "5070"), "--port-offset", "100")
                .settings();
        assertThat(settings.number(Setting.SIP_PORT)).isEqualTo(5070);
    }

    @Test
    void anOptionWinsOverAVariable() {
        var settings = plan(Map.of("HOLDFAST_NODE_NAME", "x"), "--node", "b").settings();
        assertThat(settings.text(Setting.NODE_NAME)).isEqualTo("b");
    }

    @Test
    void keepsJournalAndMediaInTheHomeUnlessToldOtherwise() {
        assertThat(plan(Map.of()).settings().text(Setting.JOURNAL_DIRECTORY)).isEqualTo("/typed/here/home/journal");
        assertThat(plan(Map.of(), "--journal", "fast").settings().text(Setting.JOURNAL_DIRECTORY))
                .isEqualTo("/typed/here/fast");
        assertThat(plan(Map.of()).settings().text(Setting.MEDIA_DIRECTORY)).isEqualTo("/typed/here/home/media");
    }

    @Test
    void refusesAWrongValueNamingKeyValueAndWhatIsAllowed() {
        assertThatThrownBy(() -> plan(Map.of(), "--node", "a b"))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("holdfast.node.name")
                .hasMessageContaining("'a b'")
                .hasMessageContaining("letters, digits");
        assertThatThrownBy(() -> plan(Map.of("HOLDFAST_SIP_PROT", "1")))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("HOLDFAST_SIP_PROT");
    }

    @Test
    void apartTheRecorderHasTheNextPortsAndBothKnowEachOther() {
        Plan whole = plan(Map.of(), "--bind", "127.0.10.202", "--port-offset", "100", "--split");
        var recorder = whole.recorderApart().settings();
        var portal = whole.portalApart().settings();
        assertThat(portal.text(Setting.ROLES)).isEqualTo("portal,worker");
        assertThat(portal.number(Setting.HTTP_PORT)).isEqualTo(8180);
        assertThat(recorder.text(Setting.ROLES)).isEqualTo("recorder");
        assertThat(recorder.number(Setting.HTTP_PORT)).isEqualTo(8181);
        assertThat(recorder.number(Setting.MANAGEMENT_PORT)).isEqualTo(10091);
        assertThat(recorder.number(Setting.SIP_PORT)).isEqualTo(5160);
        assertThat(recorder.text(Setting.CLUSTER_MEMBERS))
                .isEqualTo("127.0.10.202[7700],127.0.10.202[7701]")
                .isEqualTo(portal.text(Setting.CLUSTER_MEMBERS));
        assertThat(whole.portalApart().healthOfRoles())
                .containsExactly(URI.create("http://127.0.10.202:8180/health/web"));
        assertThat(whole.recorderApart().healthOfRoles())
                .containsExactly(URI.create("http://127.0.10.202:8190/health/recorder"));
    }

    @Test
    void apartAPeerIsTwoMembersMore() {
        Plan whole = plan(Map.of("HOLDFAST_CLUSTER_PEER", "127.0.10.204"), "--bind", "127.0.10.203");
        assertThat(whole.recorderApart().settings().text(Setting.CLUSTER_MEMBERS))
                .isEqualTo("127.0.10.203[7600],127.0.10.203[7601],127.0.10.204[7600],127.0.10.204[7601]");
    }

    @Test
    void keepsTheInnerPartsOnLoopbackWhenTheNodeIsBoundToTheWorld() {
        assertThat(plan(Map.of(), "--bind", "127.0.10.200").innerAddress()).isEqualTo("127.0.10.200");
        assertThat(plan(Map.of(), "--bind", "0.0.0.0").innerAddress()).isEqualTo("127.0.0.1");
        assertThat(plan(Map.of(), "--bind", "0.0.0.0").portal()).hasToString("http://127.0.0.1:8080/");
    }

    @Test
    void namesThePortThatSomebodyElseHolds() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.10.201"))) {
            Plan plan =
                    plan(Map.of("HOLDFAST_HTTP_PORT", String.valueOf(other.getLocalPort())), "--bind", "127.0.10.201");
            assertThatThrownBy(plan::requireFreePorts)
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining(
                            "port %d of 127.0.10.201 (holdfast.http.port)".formatted(other.getLocalPort()));
        }
    }
}
