package org.holdfast.connector.capture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PortRangeTest {

    @Test
    void leasesEvenPortsThatHaveTheirNextOddOne() {
        PortRange ports = new PortRange(20_001, 20_006);
        assertThat(ports.pairs()).isEqualTo(2);
        assertThat(ports.lease()).hasValue(20_002);
        assertThat(ports.lease()).hasValue(20_004);
        assertThat(ports.lease()).isEmpty();
    }

    @Test
    void leasesWhatHasRestedLongest() {
        PortRange ports = new PortRange(20_000, 20_005);
        int first = ports.lease().orElseThrow();
        ports.giveBack(first);
        assertThat(ports.lease()).hasValue(20_002);
        assertThat(ports.lease()).hasValue(20_004);
        assertThat(ports.lease()).hasValue(20_000);
    }
}
