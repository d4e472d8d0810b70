package org.holdfast.connector.ra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.resource.ResourceException;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointActivationTest {
    @TempDir
    Path journals;

    private final Properties before = new Properties();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final SipRecorderResourceAdapter adapter = new SipRecorderResourceAdapter();

    @BeforeEach
    void start() throws ResourceException {
        before.putAll(System.getProperties());
        System.setProperty("holdfast.bind.address", "127.0.40.5");
        System.setProperty("holdfast.journal.directory", journals.toString());
        adapter.start(new StandInServer(threads));
    }

    @AfterEach
    void stop() {
        adapter.stop();
        threads.shutdown();
        System.setProperties(before);
    }

    @Test
    void oneBeanIsIntroducedAndASecondOneRefusedUntilTheFirstIsGone() throws ResourceException {
        StandInBean first = new StandInBean("first");
        StandInBean second = new StandInBean("second");
        adapter.endpointActivation(first, new RecordingActivation());
        Awaitility.await().until(() -> first.recorder != null);
        assertThatThrownBy(() -> adapter.endpointActivation(second, new RecordingActivation()))
                .isInstanceOf(ResourceException.class)
                .hasMessageContaining("remove one of the two beans");
        assertThat(second.recorder).isNull();
        adapter.endpointDeactivation(second, new RecordingActivation()); // was never active: the first stays
        assertThatThrownBy(() -> adapter.endpointActivation(second, new RecordingActivation()))
                .isInstanceOf(ResourceException.class);
        adapter.endpointDeactivation(first, new RecordingActivation());
        adapter.endpointActivation(second, new RecordingActivation());
        Awaitility.await().until(() -> second.recorder != null);
    }
}
