package org.holdfast.src;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.holdfast.src.rtp.Codec;
import org.holdfast.src.siprec.Dialect;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void readsACommandLine() throws Exception {
        Options options = Options.parse(
                "--to",
                "sip:127.0.0.1:5060;transport=tcp",
                "--calls",
                "50",
                "--rate",
                "2.5",
                "--duration",
                "1m",
                "--dialect",
                "cisco-bib",
                "--codec",
                "pcma",
                "--names",
                "José,Zoë",
                "--stamp",
                "--json");

        assertThat(options.to).isEqualTo("sip:recorder@127.0.0.1:5060;transport=tcp");
        assertThat(options.calls).isEqualTo(50);
        assertThat(options.rate).isEqualTo(2.5);
        assertThat(options.duration).isEqualTo(Duration.ofMinutes(1));
        assertThat(options.dialect).isEqualTo(Dialect.CISCO_BIB);
        assertThat(options.codec).isEqualTo(Codec.PCMA);
        assertThat(options.names).containsExactly("José", "Zoë");
        assertThat(options.stamp && options.json).isTrue();
    }

    @Test
    void namesTheWrongOptionAndWhatIsAllowed() {
        assertThatThrownBy(() -> Options.parse("--to", "sip:127.0.0.1", "--dialect", "klingon"))
                .hasMessageContaining("--dialect")
                .hasMessageContaining("metaswitch");
        assertThatThrownBy(() -> Options.parse("--to", "sip:127.0.0.1;transport=sctp"))
                .hasMessageContaining("udp, tcp");
        assertThatThrownBy(() -> Options.parse("--calls", "none")).hasMessageContaining("not a number from 1");
        assertThatThrownBy(() -> Options.parse("--srtp")).hasMessageContaining("SRTP");
        assertThatThrownBy(() -> Options.parse("--codec", "pcmu")).hasMessageContaining("--to is missing");
        assertThatThrownBy(() -> Options.parse("--what")).hasMessageContaining("--help");
    }
}
