package org.holdfast.connector.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.holdfast.media.journal.Journal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every receiver must do for a session as a whole: lease it ports and tell its streams apart by them, leave out its
 * pauses, end it without loss or leak. The first half of {@link CaptureContract}, which each kind's test implements.
 */
@Timeout(60)
interface SessionCaptureContract {
    CaptureSettings.Receiver receiver();

    /** A loopback address of the test class's own. */
    String address();

    /** Another one, for strangers. */
    String otherAddress();

    default InetAddress here() throws IOException {
        return InetAddress.getByName(address());
    }

    default CaptureFixture open(Path temp, int pairs) throws IOException {
        return new CaptureFixture(CaptureFixture.settings(here(), pairs, receiver(), 2), temp, Clock.systemUTC());
    }

    @Test
    default void tellsStreamsApartByPortAloneAndFollowsANewSourcePort(@TempDir Path temp) throws IOException {
        try (CaptureFixture fixture = open(temp, 2);
                Sender sender = new Sender(address());
                Sender moved = new Sender(address())) {
            Journal journal = fixture.journal();
            SessionCapture session = fixture.capture.begin(journal);
            int first = session.addStream(0);
            int second = session.addStream(1);
            String a = sender.send(here(), first, Sender.rtp(7, 1, 10));
            String b = sender.send(here(), second, Sender.rtp(7, 1, 20));
            String c = moved.send(here(), first, Sender.rtp(7, 2, 30));
            session.end();

            var kept = fixture.sealed(journal);
            assertThat(kept.hexOf(0)).containsExactly(a, c);
            assertThat(kept.hexOf(1)).containsExactly(b);
        }
    }

    @Test
    default void letsNoByteOfAPauseIntoTheJournal(@TempDir Path temp) throws IOException {
        try (CaptureFixture fixture = open(temp, 1);
                Sender sender = new Sender(address())) {
            Journal journal = fixture.journal();
            SessionCapture session = fixture.capture.begin(journal);
            int port = session.addStream(0);
            List<String> expected = new ArrayList<>();
            for (int round = 0; round < 20; round++) {
                int sequenceNumber = 10 * round;
                expected.add(sender.send(here(), port, Sender.rtp(1, sequenceNumber, 160)));
                await().pollInterval(Duration.ofMillis(5)).until(() -> session.packets() == expected.size());
                session.discard(true);
                for (int i = 1; i < 5; i++) {
                    sender.send(here(), port, Sender.rtp(1, sequenceNumber + i, 160));
                    sender.send(here(), port + 1, Sender.senderReport(1, i));
                }
                session.discard(false);
            }
            session.end();

            assertThat(fixture.keptOf(journal, 0)).isEqualTo(expected);
            assertThat(fixture.capture.totals().discarded()).isEqualTo(20 * 8);
        }
    }

    @Test
    default void takesWhatLiesInTheBuffersAtTheEnd(@TempDir Path temp) throws IOException {
        try (CaptureFixture fixture = open(temp, 2);
                Sender sender = new Sender(address())) {
            Journal journal = fixture.journal();
            SessionCapture session = fixture.capture.begin(journal);
            int first = session.addStream(0);
            int second = session.addStream(1);
            for (int i = 0; i < 100; i++) {
                sender.send(here(), first, Sender.rtp(1, i, 160));
                sender.send(here(), second, Sender.rtp(2, i, 160));
            }
            session.end();
            session.end();

            var kept = fixture.sealed(journal);
            assertThat(kept.of(0)).hasSize(100);
            assertThat(kept.of(1)).hasSize(100);
            assertThatThrownBy(() -> session.addStream(2)).isInstanceOf(IOException.class);
        }
    }

    @Test
    default void refusesAStreamWhenAllPortsAreTaken(@TempDir Path temp) throws IOException {
        try (CaptureFixture fixture = open(temp, 2)) {
            SessionCapture session = fixture.capture.begin(fixture.journal());
            assertThat(session.addStream(0)).isEqualTo(CaptureFixture.LOW);
            assertThat(session.addStream(1)).isEqualTo(CaptureFixture.LOW + 2);
            assertThat(fixture.capture.portPairsFree()).isZero();
            assertThatThrownBy(() -> session.addStream(2))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no media port pair is free");
            session.end();
            assertThat(fixture.capture.portPairsFree()).isEqualTo(2);
        }
    }

    @Test
    default void passesOverAPortThatAnotherProgramHolds(@TempDir Path temp) throws IOException {
        try (CaptureFixture fixture = open(temp, 3);
                DatagramChannel other = DatagramChannel.open()) {
            other.bind(new InetSocketAddress(here(), CaptureFixture.LOW + 1));
            SessionCapture session = fixture.capture.begin(fixture.journal());
            assertThat(session.addStream(0)).isEqualTo(CaptureFixture.LOW + 2);
            assertThat(session.addStream(1)).isEqualTo(CaptureFixture.LOW + 4);
            session.end();
        }
    }

    @Test
    default void leaksNothingInAThousandLeases(@TempDir Path temp) throws IOException {
        try (CaptureFixture fixture = open(temp, 3)) {
            Journal journal = fixture.journal();
            long before = openFiles();
            for (int i = 0; i < 1_000; i++) {
                SessionCapture session = fixture.capture.begin(journal);
                session.addStream(0);
                session.addStream(1);
                session.removeStream(0);
                session.end();
            }
            assertThat(fixture.capture.portPairsFree()).isEqualTo(3);
            assertThat(openFiles()).isLessThanOrEqualTo(before + 2);
        }
    }

    private static long openFiles() {
        return ((com.sun.management.UnixOperatingSystemMXBean)
                        java.lang.management.ManagementFactory.getOperatingSystemMXBean())
                .getOpenFileDescriptorCount();
    }

    @Test
    default void doesNotLeaseAPortAgainWhilePacketsStillCome(@TempDir Path temp) throws IOException {
        try (CaptureFixture fixture = open(temp, 1);
                Sender sender = new Sender(address())) {
            Journal journal = fixture.journal();
            SessionCapture session = fixture.capture.begin(journal);
            int port = session.addStream(0);
            sender.send(here(), port, Sender.rtp(1, 1, 160));
            await().until(() -> session.packets() == 1);
            session.removeStream(0);
            sender.send(here(), port, Sender.rtp(1, 2, 160));

            await().until(() -> fixture.capture.totals().late() == 1);
            assertThat(fixture.capture.portPairsFree()).isZero();
            await().untilAsserted(
                            () -> assertThat(fixture.capture.portPairsFree()).isEqualTo(1));
            session.end();
            assertThat(fixture.keptOf(journal, 0)).hasSize(1);
        }
    }

    @Test
    default void keepsThePortsAndGoesOnWhenAJournalTakesNothing(@TempDir Path temp) throws IOException {
        try (CaptureFixture fixture = open(temp, 2);
                Sender sender = new Sender(address())) {
            Journal broken = fixture.journal();
            Journal sound = fixture.journal();
            SessionCapture first = fixture.capture.begin(broken);
            SessionCapture second = fixture.capture.begin(sound);
            int brokenPort = first.addStream(0);
            int soundPort = second.addStream(0);
            broken.close();
            sender.send(here(), brokenPort, Sender.rtp(1, 1, 160));
            String kept = sender.send(here(), soundPort, Sender.rtp(2, 1, 160));
            first.end();
            second.end();

            assertThat(fixture.keptOf(sound, 0)).containsExactly(kept);
            assertThat(fixture.capture.totals().unwritten()).isEqualTo(1);
            assertThat(fixture.capture.failure()).isNull();
        }
    }

    @Test
    default void stopsItsThreadsAfterALastVisit(@TempDir Path temp) throws Exception {
        try (CaptureFixture fixture = open(temp, 1);
                Sender sender = new Sender(address())) {
            Journal journal = fixture.journal();
            SessionCapture session = fixture.capture.begin(journal);
            String last = sender.send(here(), session.addStream(0), Sender.rtp(1, 1, 160));
            fixture.capture.close();
            session.end();

            assertThat(fixture.keptOf(journal, 0)).containsExactly(last);
            fixture.threads.shutdown();
        }
    }
}
