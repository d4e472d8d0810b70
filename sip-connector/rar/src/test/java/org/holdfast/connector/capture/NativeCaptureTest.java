package org.holdfast.connector.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.holdfast.media.journal.Journal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class NativeCaptureTest implements CaptureContract {

    @Override
    public CaptureSettings.Receiver receiver() {
        return CaptureSettings.Receiver.NATIVE;
    }

    @Override
    public String address() {
        return "127.0.20.1";
    }

    @Override
    public String otherAddress() {
        return "127.0.20.2";
    }

    @Test
    void knowsByTheStampsWhatCameBeforeDuringAndAfterAPauseThoughAllIsReadAtOnce(@TempDir Path temp)
            throws IOException {
        try (CaptureFixture fixture = open(temp, 1);
                Sender sender = new Sender(address())) {
            Journal journal = fixture.journal();
            SessionCapture session = fixture.capture.begin(journal);
            int port = session.addStream(0);
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < 90; i += 3) {
                expected.add(sender.send(here(), port, Sender.rtp(1, i, 160)));
                session.discard(true);
                sender.send(here(), port, Sender.rtp(1, i + 1, 160));
                session.discard(false);
                expected.add(sender.send(here(), port, Sender.rtp(1, i + 2, 160)));
            }
            session.end();

            assertThat(fixture.keptOf(journal, 0)).isEqualTo(expected);
        }
    }
}
