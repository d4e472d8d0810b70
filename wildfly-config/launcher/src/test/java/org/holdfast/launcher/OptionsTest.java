package org.holdfast.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.holdfast.launcher.Options.Option;
import org.junit.jupiter.api.Test;

class OptionsTest {
    private static Options options(String... arguments) {
        return Options.parse(List.of(arguments), Path.of("/typed/here"));
    }

    @Test
    void readsAValueAfterASpaceAndAfterAnEqualsSign() {
        Options options = options("--bind", "127.0.0.2", "--node=b", "--no-demo");
        assertThat(options.text(Option.BIND)).contains("127.0.0.2");
        assertThat(options.text(Option.NODE)).contains("b");
        assertThat(options.has(Option.NO_DEMO)).isTrue();
    }

    @Test
    void seesPathsFromWhereTheCommandWasTyped() {
        assertThat(options("--home", "nodes/../a").path(Option.HOME)).contains(Path.of("/typed/here/a"));
        assertThat(options("--home", "/srv/b").path(Option.HOME)).contains(Path.of("/srv/b"));
    }

    @Test
    void refusesAnUnknownOptionAndListsTheKnownOnes() {
        assertThatThrownBy(() -> options("--hom", "x"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("unknown option '--hom'")
                .hasMessageContaining("--home DIR");
    }

    @Test
    void refusesAnOptionWithoutItsValue() {
        assertThatThrownBy(() -> options("--home")).hasMessageContaining("option --home needs a value: DIR");
        assertThatThrownBy(() -> options("--home=")).hasMessageContaining("option --home is empty");
    }

    @Test
    void refusesAPortOffsetThatIsNoNumberOrLeavesNoRoom() {
        assertThatThrownBy(() -> options("--port-offset", "x"))
                .hasMessage("option --port-offset is 'x', allowed is a whole number from 0 to 30000");
        assertThatThrownBy(() -> options("--port-offset", "30001")).hasMessageContaining("'30001'");
        assertThat(options("--port-offset", "100").portOffset()).isEqualTo(100);
    }

    @Test
    void takesAPartOfTheRolesOnlyWithWhatIsSharedWithTheOtherParts() {
        assertThat(options("--roles", "portal,worker,recorder").has(Option.ROLES))
                .isTrue();
        assertThat(options("--roles", "recorder", "--database", "jdbc:postgresql://db/x", "--journal", "j")
                        .text(Option.ROLES))
                .contains("recorder");
        assertThatThrownBy(() -> options("--roles", "recorder"))
                .hasMessageContaining("option --roles recorder needs --database URL");
        assertThatThrownBy(() -> options("--roles", "worker,portal", "--database", "jdbc:postgresql://db/x"))
                .hasMessageContaining("needs --journal DIR");
    }

    @Test
    void splitRunsEveryRoleAndSoTakesNoList() {
        assertThat(options("--split").has(Option.SPLIT)).isTrue();
        assertThatThrownBy(() -> options("--split", "--roles", "recorder")).hasMessageContaining("exclude each other");
    }

    @Test
    void refusesADatabaseThatIsNotPostgresql() {
        assertThatThrownBy(() -> options("--database", "jdbc:h2:mem:x"))
                .hasMessage("option --database is 'jdbc:h2:mem:x', allowed is what starts with jdbc:postgresql://");
    }
}
