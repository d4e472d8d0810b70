package org.holdfast.connector.ra;

import static org.holdfast.connector.health.ConnectorLog.LOG;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterInternalException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import javax.transaction.xa.XAResource;
import org.holdfast.connector.api.RecordingListener;
import org.holdfast.connector.session.RecorderSettings;
import org.holdfast.connector.sip.SipTimers;
import org.holdfast.connector.sip.engine.RecorderEngine;
import org.holdfast.settings.InvalidSetting;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;
import org.jspecify.annotations.Nullable;

/**
 * Starts the recorder with the server and stops it with it. Records whether or not anybody listens: sealed journals wait
 * for the endpoint, which a server activates long after this start. Thread-safe.
 */
public class SipRecorderResourceAdapter implements ResourceAdapter {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final AtomicReference<@Nullable RecordingEndpoint> endpoint = new AtomicReference<>();
    private volatile @Nullable RecorderEngine engine;

    /**
     * Never fails because of a port in use or a journal directory out of order: those show in the recorder's health.
     *
     * @throws ResourceAdapterInternalException when a setting is wrong, naming it
     */
    @Override
    public void start(BootstrapContext context) throws ResourceAdapterInternalException {
        try {
            Settings settings = Settings.ofProcess();
            if (!settings.contains(Setting.ROLES, "recorder")) {
                LOG.notARecorder();
                return;
            }
            Executor threads = new WorkThreads(context.getWorkManager());
            engine = RecorderEngine.start(RecorderSettings.of(settings), threads, this::listener, SipTimers.OF_THE_RFC);
        } catch (InvalidSetting | IOException e) {
            throw new ResourceAdapterInternalException(e.getMessage(), e);
        }
    }

    @Override
    public void stop() {
        RecorderEngine running = engine;
        engine = null;
        if (running != null) {
            running.stop(STOP_LIMIT);
        }
    }

    @Override
    public void endpointActivation(MessageEndpointFactory factory, ActivationSpec spec) throws ResourceException {
        RecorderEngine running = engine;
        if (running == null) {
            return; // this process does not record: nothing will ever be announced
        }
        RecordingEndpoint activated = new RecordingEndpoint(factory, running.control());
        if (!endpoint.compareAndSet(null, activated)) {
            throw new ResourceException(
                    "Recordings are already announced to a message-driven bean of this server and must"
                            + " be catalogued once: remove one of the two beans that listen to RecordingListener.");
        }
        LOG.endpointActive(factory.getActivationName());
        running.announce();
    }

    @Override
    public void endpointDeactivation(MessageEndpointFactory factory, ActivationSpec spec) {
        RecordingEndpoint active = endpoint.get();
        if (active != null && active.of(factory)) {
            endpoint.set(null);
            LOG.endpointGone(factory.getActivationName());
        }
    }

    @Override
    public XAResource @Nullable [] getXAResources(ActivationSpec[] specs) {
        return null; // by contract: no XA recovery; a repeated announcement takes its place
    }

    private Optional<RecordingListener> listener() {
        return Optional.ofNullable(endpoint.get());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
