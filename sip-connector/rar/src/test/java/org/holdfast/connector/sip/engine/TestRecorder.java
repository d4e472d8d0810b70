package org.holdfast.connector.sip.engine;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.holdfast.connector.api.DiscardedRecording;
import org.holdfast.connector.api.LiveRecording;
import org.holdfast.connector.api.RecorderControl;
import org.holdfast.connector.api.RecordingListener;
import org.holdfast.connector.api.SealedRecording;
import org.holdfast.connector.session.RecorderSettings;
import org.holdfast.connector.session.lane.Lanes;
import org.holdfast.connector.sip.SipTimers;
import org.holdfast.settings.Settings;

/** A whole recorder without a server, on a loopback address of its own, with a listener that remembers. */
final class TestRecorder implements AutoCloseable, RecordingListener {
    final List<SealedRecording> sealed = new CopyOnWriteArrayList<>();
    final List<DiscardedRecording> discarded = new CopyOnWriteArrayList<>();
    final AtomicInteger refusals = new AtomicInteger();
    final String address;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().name("rec-test-", 0).factory());
    private final RecorderEngine engine;
    private boolean closed;

    TestRecorder(String address, Path journals, String... settings) throws IOException {
        this(Duration.ofSeconds(90), address, journals, Clock.systemUTC(), settings);
    }

    TestRecorder(String address, Path journals, Clock clock, String... settings) throws IOException {
        this(Duration.ofSeconds(90), address, journals, clock, settings);
    }

    /** One that takes session timers as short as a test can wait for. */
    TestRecorder(Duration leastSession, String address, Path journals, String... settings) throws IOException {
        this(leastSession, address, journals, Clock.systemUTC(), settings);
    }

    private TestRecorder(Duration leastSession, String address, Path journals, Clock clock, String... settings)
            throws IOException {
        this.address = address;
        Properties properties = new Properties();
        properties.setProperty("holdfast.bind.address", address);
        properties.setProperty("holdfast.media.ports", "21000-21199");
        properties.setProperty("holdfast.journal.directory", journals.toString());
        properties.setProperty("holdfast.capture.tick", "20ms");
        for (int i = 0; i < settings.length; i += 2) {
            properties.setProperty("holdfast." + settings[i], settings[i + 1]);
        }
        SipTimers quick = new SipTimers(Duration.ofMillis(30), Duration.ofMillis(120), leastSession);
        engine = RecorderEngine.start(
                RecorderSettings.of(Settings.of(Map.of(), properties)), threads, () -> Optional.of(this), quick, clock);
        engine.announce();
    }

    TestRecorder awaitHealthy() {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> health() == 200);
        return this;
    }

    RecorderControl control() {
        return engine.control();
    }

    Lanes lanes() {
        return engine.lanes();
    }

    int health() {
        URI uri = URI.create("http://" + address + ":8090/health/recorder");
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    /** What a scrape would get. */
    String metrics() throws IOException {
        URI uri = URI.create("http://" + address + ":8090/metrics");
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** How many recording rules are in force. */
    int rules() {
        return engine.rules().book().rules().size();
    }

    SealedRecording awaitSealed(int number) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> sealed.size() >= number);
        return sealed.get(number - 1);
    }

    @Override
    public void ready(RecorderControl recorder) {
        // the test has it
    }

    @Override
    public void changed(LiveRecording recording) {
        // asked for where wanted
    }

    @Override
    public void ended(LiveRecording recording) {
        // asked for where wanted
    }

    @Override
    public void discarded(DiscardedRecording recording) {
        discarded.add(recording);
    }

    @Override
    public void sealed(SealedRecording recording) throws Exception {
        if (refusals.getAndDecrement() > 0) {
            throw new IOException("the catalogue is away");
        }
        sealed.add(recording);
    }

    @Override
    public void close() {
        stop();
    }

    /** The same, said in the midst of a test. */
    void stop() {
        if (!closed) {
            closed = true;
            engine.stop(Duration.ofSeconds(5));
            threads.shutdown();
        }
    }
}
