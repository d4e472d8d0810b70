package org.holdfast.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void everyDefaultIsAllowed() {
        for (Setting setting : Setting.values()) {
            assertThat(setting.defaultValue().isEmpty() || setting.accepts(setting.defaultValue()))
                    .as(setting.property())
                    .isTrue();
        }
    }

    @Test
    void aPropertyWinsOverAVariable() {
        var properties = new Properties();
        properties.setProperty("holdfast.sip.port", "5070");
        var settings = Settings.of(Map.of("HOLDFAST_SIP_PORT", "5080", "HOLDFAST_NODE_NAME", "b"), properties);
        assertThat(settings.number(Setting.SIP_PORT)).isEqualTo(5070);
        assertThat(settings.text(Setting.NODE_NAME)).isEqualTo("b");
    }

    @Test
    void refusesAValueThatIsNotAllowedNamingKeyValueAndWhatIsAllowed() {
        assertThatThrownBy(() -> Settings.of(Map.of("HOLDFAST_SIP_PORT", "seventy"), new Properties()))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage("setting holdfast.sip.port (HOLDFAST_SIP_PORT) is 'seventy', "
                        + "allowed is a whole number from 0 to 65535");
    }

    @Test
    void refusesAnUnknownVariableAndAnUnknownProperty() {
        assertThatThrownBy(() -> Settings.of(Map.of("HOLDFAST_SIPP_PORT", "1"), new Properties()))
                .hasMessageContaining("unknown setting HOLDFAST_SIPP_PORT");
        var properties = new Properties();
        properties.setProperty("holdfast.nod.name", "x");
        assertThatThrownBy(() -> Settings.of(Map.of(), properties))
                .hasMessageContaining("unknown setting holdfast.nod.name");
    }

    @Test
    void readsDurationsAndSwitchesAndRoles() {
        var settings = Settings.of(
                Map.of("HOLDFAST_CAPTURE_TICK", "20ms", "HOLDFAST_ROLES", "worker,portal"), new Properties());
        assertThat(settings.duration(Setting.CAPTURE_TICK)).isEqualTo(Duration.ofMillis(20));
        assertThat(settings.on(Setting.SIP_ACCEPT_WITHOUT_SIPREC)).isTrue();
        assertThat(settings.contains(Setting.ROLES, "portal")).isTrue();
        assertThat(settings.contains(Setting.ROLES, "recorder")).isFalse();
    }

    @Test
    void refusesAPortRangeUpsideDown() {
        assertThatThrownBy(() -> Settings.of(Map.of("HOLDFAST_MEDIA_PORTS", "30000-20000"), new Properties()))
                .isInstanceOf(InvalidSetting.class);
    }
}
