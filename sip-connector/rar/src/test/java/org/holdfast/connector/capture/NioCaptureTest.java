package org.holdfast.connector.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicBoolean;
import org.holdfast.media.journal.Journal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NioCaptureTest implements CaptureContract {

    @Override
    public CaptureSettings.Receiver receiver() {
        return CaptureSettings.Receiver.NIO;
    }

    @Override
    public String address() {
        return "127.0.20.3";
    }

    @Override
    public String otherAddress() {
        return "127.0.20.4";
    }

    @Test
    void tellsOfADeadThreadWhileTheOtherGoesOn(@TempDir Path temp) throws IOException {
        AtomicBoolean deadly = new AtomicBoolean(true);
        InstantSource source = () -> {
            if (deadly.compareAndSet(true, false)) {
                throw new AssertionError("this thread's last instant");
            }
            return Instant.now();
        };
        var settings = CaptureFixture.settings(here(), 2, receiver(), 2);
        Clock clock = source.withZone(ZoneOffset.UTC);
        try (CaptureFixture fixture = new CaptureFixture(settings, temp, clock);
                Sender sender = new Sender(address())) {
            SessionCapture doomed = fixture.capture.begin(fixture.journal());
            Journal journal = fixture.journal();
            SessionCapture session = fixture.capture.begin(journal);
            int doomedPort = doomed.addStream(0);
            int port = session.addStream(0);
            sender.send(here(), doomedPort, Sender.rtp(1, 1, 160));

            await().untilAsserted(() -> assertThat(fixture.capture.failure()).contains("last instant"));
            String kept = sender.send(here(), port, Sender.rtp(2, 1, 160));
            session.end();
            doomed.end();
            assertThat(fixture.keptOf(journal, 0)).containsExactly(kept);
        }
    }
}
