package org.holdfast.connector.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.holdfast.media.journal.Journal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every receiver must do: here with each datagram, in {@link SessionCaptureContract} with a session as a whole. Each
 * kind's test implements this interface.
 */
@Timeout(60)
interface CaptureContract extends SessionCaptureContract {
    @Test
    default void keepsEveryPacketOfAHundredStreamsExactly(@TempDir Path temp) throws IOException {
        int sessions = 50;
        int packets = 100;
        try (CaptureFixture fixture = open(temp, 2 * sessions);
                Sender sender = new Sender(address())) {
            List<Journal> journals = new ArrayList<>();
            List<SessionCapture> captures = new ArrayList<>();
            List<Integer> ports = new ArrayList<>();
            for (int i = 0; i < sessions; i++) {
                journals.add(fixture.journal());
                captures.add(fixture.capture.begin(journals.get(i)));
                ports.add(captures.get(i).addStream(0));
                ports.add(captures.get(i).addStream(1));
            }
            List<List<String>> sent = new ArrayList<>();
            ports.forEach(_ -> sent.add(new ArrayList<>()));
            for (int packet = 0; packet < packets; packet++) {
                for (int stream = 0; stream < ports.size(); stream++) {
                    byte[] rtp = Sender.rtp(stream, packet, 160);
                    sent.get(stream).add(sender.send(here(), ports.get(stream), rtp));
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
            captures.forEach(SessionCapture::end);
            for (int i = 0; i < sessions; i++) {
                assertThat(captures.get(i).packets()).isEqualTo(2 * packets);
                var kept = fixture.sealed(journals.get(i));
                for (int stream = 0; stream < 2; stream++) {
                    assertThat(kept.hexOf(stream)).isEqualTo(sent.get(2 * i + stream));
                }
            }
            assertThat(fixture.capture.failure()).isNull();
        }
    }

    @Test
    default void stampsArrivalInOrderAndInTime(@TempDir Path temp) throws IOException {
        try (CaptureFixture fixture = open(temp, 1);
                Sender sender = new Sender(address())) {
            Journal journal = fixture.journal();
            SessionCapture session = fixture.capture.begin(journal);
            int port = session.addStream(0);
            long before = nanos(Instant.now());
            for (int i = 0; i < 10; i++) {
                sender.send(here(), port, Sender.rtp(1, i, 160));
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
            long after = nanos(Instant.now());
            session.end();

            List<Long> arrivals = fixture.sealed(journal).of(0).stream()
                    .map(CaptureFixture.Kept::arrivalNanos)
                    .toList();

            assertThat(arrivals).hasSize(10).isSorted();
            assertThat(arrivals.getFirst()).isBetween(before, after);
            assertThat(arrivals.getLast() - arrivals.getFirst())
                    .as("spread over the 90 ms they were sent in, not bunched by the tick")
                    .isGreaterThan(TimeUnit.MILLISECONDS.toNanos(80));
            assertThat(session.lastArrivalNanos()).isEqualTo(arrivals.getLast());
        }
    }

    @Test
    default void keepsReorderedDoubledHugeAndTinyDatagramsAsTheyCame(@TempDir Path temp) throws IOException {
        try (CaptureFixture fixture = open(temp, 1);
                Sender sender = new Sender(address())) {
            Journal journal = fixture.journal();
            SessionCapture session = fixture.capture.begin(journal);
            int port = session.addStream(3);
            List<String> sent = new ArrayList<>();
            for (int sequenceNumber : new int[] {65_535, 1, 0, 0, 2}) {
                sent.add(sender.send(here(), port, Sender.rtp(9, sequenceNumber, 160)));
            }
            sent.add(sender.send(here(), port, Sender.rtp(9, 3, 65_507 - 12)));
            sent.add(sender.send(here(), port, Sender.rtp(9, 4, 0)));
            session.end();

            assertThat(fixture.keptOf(journal, 3)).isEqualTo(sent);
        }
    }

    @Test
    default void keepsWhatComesBeforeSignallingHasSettled(@TempDir Path temp) throws IOException {
        try (CaptureFixture fixture = open(temp, 1);
                Sender sender = new Sender(otherAddress())) {
            Journal journal = fixture.journal();
            SessionCapture session = fixture.capture.begin(journal);
            int port = session.addStream(0);
            String early = sender.send(here(), port, Sender.rtp(1, 1, 160));
            session.controlTo(0, new InetSocketAddress(address(), 4_000), false);
            session.end();

            assertThat(fixture.keptOf(journal, 0)).containsExactly(early);
        }
    }

    @Test
    default void dropsAndCountsWhatIsNeitherRtpNorRtcp(@TempDir Path temp) throws IOException {
        try (CaptureFixture fixture = open(temp, 1);
                Sender sender = new Sender(address())) {
            Journal journal = fixture.journal();
            SessionCapture session = fixture.capture.begin(journal);
            int port = session.addStream(0);
            for (String garbage : List.of("", "00", "8000 0001 0000 0000 0000 00", "4000 0001 0000 0000 0000 0001")) {
                sender.send(here(), port, HexFormat.of().parseHex(garbage.replace(" ", "")));
            }
            sender.send(here(), port + 1, new byte[] {1, 2, 3});
            session.end();

            assertThat(fixture.sealed(journal).streams()).isEmpty();
            assertThat(session.packets()).isZero();
            assertThat(fixture.capture.totals().garbage()).isEqualTo(5);
        }
    }

    @Test
    default void tellsRtcpFromRtpOnEitherPort(@TempDir Path temp) throws IOException {
        try (CaptureFixture fixture = open(temp, 2);
                Sender sender = new Sender(address())) {
            Journal journal = fixture.journal();
            SessionCapture session = fixture.capture.begin(journal);
            int port = session.addStream(0);
            sender.send(here(), port, Sender.senderReport(1, 5));
            sender.send(here(), port, Sender.rtp(1, 1, 160));
            session.end();
            SessionCapture second = fixture.capture.begin(journal);
            int secondPort = second.addStream(1);
            sender.send(here(), secondPort + 1, Sender.senderReport(1, 6));
            second.end();

            var kept = fixture.sealed(journal);

            assertThat(kept.of(0)).extracting(CaptureFixture.Kept::control).containsExactly(true, false);
            assertThat(kept.of(1)).extracting(CaptureFixture.Kept::control).containsExactly(true);
            assertThat(session.packets()).isEqualTo(1);
        }
    }

    @Test
    default void dropsAndCountsStrangersWhileTheSourceIsAlive(@TempDir Path temp) throws IOException {
        try (CaptureFixture fixture = open(temp, 1);
                Sender sender = new Sender(address());
                Sender stranger = new Sender(otherAddress())) {
            Journal journal = fixture.journal();
            SessionCapture session = fixture.capture.begin(journal);
            int port = session.addStream(0);
            String own = sender.send(here(), port, Sender.rtp(1, 1, 160));
            await().until(() -> session.packets() == 1);
            stranger.send(here(), port, Sender.rtp(1, 2, 160));
            stranger.send(here(), port + 1, Sender.senderReport(1, 2));
            String ownToo = sender.send(here(), port, Sender.rtp(1, 2, 160));
            session.end();

            assertThat(fixture.keptOf(journal, 0)).containsExactly(own, ownToo);
            assertThat(fixture.capture.totals().foreign()).isEqualTo(2);
        }
    }

    @Test
    default void reportsReceptionToTheSender(@TempDir Path temp) throws IOException {
        try (CaptureFixture fixture = open(temp, 1);
                Sender sender = new Sender(address());
                Sender control = new Sender(address())) {
            SessionCapture session = fixture.capture.begin(fixture.journal());
            int port = session.addStream(0);
            for (int sequenceNumber : new int[] {65_534, 65_535, 1, 2}) {
                sender.send(here(), port, Sender.rtp(0xabcd, sequenceNumber, 160));
            }
            control.send(here(), port + 1, Sender.senderReport(0xabcd, 0x1111_2222_3333_4444L));

            ByteBuffer report = control.receive();

            assertThat(report.getInt(0)).as("RR with one block of 6 words").isEqualTo(0x81c9_0007);
            assertThat(report.getInt(8)).isEqualTo(0xabcd);
            assertThat(report.getInt(12)).as("1 of 5 lost").isEqualTo(51 << 24 | 1);
            assertThat(report.getInt(16)).as("one cycle, then 2").isEqualTo(0x1_0002);
            assertThat(report.getInt(24)).as("middle of the NTP time").isEqualTo(0x2222_3333);
            assertThat(report.getInt(28)).as("delay since, 1/65536 s").isBetween(1, 65_536 * 10);
            assertThat(report.get(33) & 0xff).as("then SDES").isEqualTo(202);
            session.end();
        }
    }

    @Test
    default void reportsFromTheSharedPortWhenMultiplexed(@TempDir Path temp) throws IOException {
        try (CaptureFixture fixture = open(temp, 1);
                Sender sender = new Sender(address())) {
            SessionCapture session = fixture.capture.begin(fixture.journal());
            int port = session.addStream(0);
            session.controlTo(0, null, true);
            sender.send(here(), port, Sender.rtp(0xabcd, 1, 160));

            assertThat(sender.receive().getInt(8)).isEqualTo(0xabcd);
            session.end();
        }
    }

    @Test
    default void receivesOnIpVersion6(@TempDir Path temp) throws IOException {
        InetAddress loopback = InetAddress.getByName("::1");
        var settings = CaptureFixture.settings(loopback, 1, receiver(), 1);
        try (CaptureFixture fixture = new CaptureFixture(settings, temp, Clock.systemUTC());
                Sender sender = new Sender("::1")) {
            Journal journal = fixture.journal();
            SessionCapture session = fixture.capture.begin(journal);
            int port = session.addStream(0);
            session.controlTo(0, null, true);
            String sent = sender.send(loopback, port, Sender.rtp(0xabcd, 1, 160));

            assertThat(sender.receive().getInt(8)).isEqualTo(0xabcd);
            session.end();
            assertThat(fixture.keptOf(journal, 0)).containsExactly(sent);
        }
    }

    private static long nanos(Instant instant) {
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }
}
