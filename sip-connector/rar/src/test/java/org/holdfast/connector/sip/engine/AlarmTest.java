package org.holdfast.connector.sip.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Each part of the recorder broken for real: health, metric and log tell within a minute, once, and again when it is mended. Most
 * of it is waiting, so it runs beside the other tests.
 */
@Execution(ExecutionMode.CONCURRENT)
class AlarmTest {
    private static final AtomicInteger RECORDERS = new AtomicInteger();
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int MEBIBYTE = 1 << 20;

    @TempDir
    Path temp;

    private final String address = "127.0.40." + (31 + RECORDERS.getAndIncrement());
    private final ShiftedClock clock = new ShiftedClock();
    private final Lines lines = new Lines();
    private final ServerSocket stranger;
    private final Logger logger = Logger.getLogger("org.holdfast.connector");

    AlarmTest() throws IOException {
        stranger = new ServerSocket();
    }

    @BeforeEach
    void listen() {
        logger.addHandler(lines);
    }

    @AfterEach
    void listenNoMore() throws IOException {
        stranger.close();
        logger.removeHandler(lines);
    }

    @Test
    void sipMediaAndClockAreToldOfAndTheirEndToo() throws Exception {
        stranger.bind(new InetSocketAddress(address, 5060));
        try (TestRecorder recorder = new TestRecorder(address, temp, clock, "media.ports", "21000-21005");
                SrcSocket src = new SrcSocket(address)) {
            await().atMost(SOON).until(() -> up("journal") && up("media-ports"));
            String ok = src.ask(src.invite("alarm-1", "", SrcSocket.SDP)); // one pair of three, two are left
            String second = src.ask(src.invite("alarm-2", "", SrcSocket.SDP));
            src.send(src.request("ACK", "alarm-1", 1, SrcSocket.toTag(ok), "", ""));
            src.send(src.request("ACK", "alarm-2", 1, SrcSocket.toTag(second), "", ""));
            clock.shift = Duration.ofSeconds(90);

            awaitAlarms("sip", "media", "clock");
            assertThat(get("/health/recorder").statusCode()).isEqualTo(503);
            assertThat(metrics())
                    .contains("holdfast_recorder_component_up{component=\"sip-tcp\"} 0")
                    .contains("holdfast_media_port_pairs_free 1\n")
                    .contains("holdfast_clock_steps_total 1\n")
                    .contains("holdfast_recorder_sessions 2\n");

            stranger.close();
            src.ask(src.request("BYE", "alarm-1", 2, SrcSocket.toTag(ok), "", ""));
            src.ask(src.request("BYE", "alarm-2", 2, SrcSocket.toTag(second), "", ""));
            awaitOver("sip", "media");
            assertThat(get("/health/recorder").statusCode())
                    .as("a clock that jumped keeps no call away")
                    .isEqualTo(200);
            assertThat(metrics()).contains("holdfast_alarm{alarm=\"clock\"} 1");
            recorder.awaitSealed(2);
        }
        assertThat(lines.ids("HOLDFAST-2801")).hasSize(1);
        assertThat(lines.ids("HOLDFAST-2802")).hasSize(1);
        assertThat(lines.ids("HOLDFAST-2805")).singleElement().asString().contains("stepped by +90.0 s");
        assertThat(lines.ids("HOLDFAST-2800").stream().filter(line -> line.contains("Alarm sip")))
                .hasSize(1);
        assertThat(lines.ids("HOLDFAST-2800").stream().filter(line -> line.contains("Alarm media")))
                .hasSize(1);
    }

    @Test
    void aJournalDirectoryThatIsGoneIsToldOfAndItsReturnToo() throws Exception {
        Path journals = Files.createDirectory(temp.resolve("journal"));
        Path aside = temp.resolve("aside");
        try (TestRecorder recorder = new TestRecorder(address, journals).awaitHealthy()) {
            Files.move(journals, aside);
            Files.writeString(journals, "not a directory");
            awaitAlarms("journal");
            assertThat(recorder.control().health().alarms())
                    .filteredOn(alarm -> alarm.kind().key().equals("journal"))
                    .singleElement()
                    .satisfies(alarm -> assertThat(alarm.reason()).isNotEmpty())
                    .satisfies(alarm -> assertThat(alarm.since()).isNotNull());
            Files.delete(journals);
            Files.move(aside, journals);
            awaitOver("journal");
        }
        assertThat(lines.ids("HOLDFAST-2803")).hasSize(1);
    }

    @Test
    void aFullDiskIsToldOfAndItsRoomToo() throws Exception {
        Path journals = Files.createDirectory(temp.resolve("small"));
        boolean mounted = runs("mount", "-t", "tmpfs", "-o", "size=100m", "none", journals.toString());
        String[] setting = mounted ? new String[] {} : new String[] {"journal.min-free-mib", "1000000"};
        try (TestRecorder recorder = new TestRecorder(address, journals, setting)) {
            if (mounted) {
                recorder.awaitHealthy();
                Files.write(journals.resolve("filler"), new byte[95 * MEBIBYTE]);
            }
            awaitAlarms("disk");
            assertThat(metrics()).contains("holdfast_journal_free_bytes ");
            if (mounted) {
                Files.delete(journals.resolve("filler"));
                awaitOver("disk");
            }
        } finally {
            if (mounted) {
                assertThat(runs("umount", journals.toString())).isTrue();
            }
        }
        assertThat(lines.ids("HOLDFAST-2804")).hasSize(1);
    }

    private void awaitAlarms(String... kinds) {
        for (String kind : kinds) {
            await("alarm " + kind)
                    .atMost(SOON)
                    .until(() -> metrics().contains("holdfast_alarm{alarm=\"%s\"} 1".formatted(kind)));
        }
        String health = body("/health/recorder");
        assertThat(health.substring(health.indexOf("\"alarms\""))).contains(kinds);
    }

    private void awaitOver(String... kinds) {
        for (String kind : kinds) {
            await("end of alarm " + kind)
                    .atMost(SOON)
                    .until(() -> metrics().contains("holdfast_alarm{alarm=\"%s\"} 0".formatted(kind)));
            assertThat(lines.ids("HOLDFAST-2800")).anyMatch(line -> line.contains("Alarm " + kind));
        }
    }

    private boolean up(String component) {
        return body("/health/recorder").contains("{\"name\":\"%s\",\"up\":true".formatted(component));
    }

    private String metrics() {
        return body("/metrics");
    }

    private String body(String path) {
        return get(path).body();
    }

    private HttpResponse<String> get(String path) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://" + address + ":8090" + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean runs(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor() == 0;
    }

    /** The system's clock, moved. */
    private static final class ShiftedClock extends Clock {
        private volatile Duration shift = Duration.ZERO;

        @Override
        public Instant instant() {
            return Clock.systemUTC().instant().plus(shift);
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** What was logged. */
    private static final class Lines extends Handler {
        private final List<String> all = new CopyOnWriteArrayList<>();

        List<String> ids(String id) {
            return all.stream().filter(line -> line.contains(id)).toList();
        }

        @Override
        public void publish(LogRecord line) {
            all.add(line.getMessage() + " "
                    + List.of(line.getParameters() == null ? new Object[0] : line.getParameters()));
        }

        @Override
        public void flush() {
            // kept in memory
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
