package org.holdfast.connector.ra;

import static org.holdfast.connector.health.ConnectorLog.LOG;

import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.lang.reflect.Method;
import org.holdfast.connector.api.DiscardedRecording;
import org.holdfast.connector.api.ListenerUnavailable;
import org.holdfast.connector.api.LiveRecording;
import org.holdfast.connector.api.RecorderControl;
import org.holdfast.connector.api.RecordingListener;
import org.holdfast.connector.api.SealedRecording;

/**
 * The message-driven bean as the recorder sees it: each call is one delivery to one instance. A sealed recording is
 * delivered in the bean's transaction when it has one; that transaction has committed when the call returns.
 */
final class RecordingEndpoint implements RecordingListener {
    private final MessageEndpointFactory factory;
    private final RecorderControl recorder;
    private boolean introduced;

    /** The recorder is what the bean may ask; it learns of it before anything else. */
    RecordingEndpoint(MessageEndpointFactory factory, RecorderControl recorder) {
        this.factory = factory;
        this.recorder = recorder;
    }

    boolean of(MessageEndpointFactory other) {
        return factory.equals(other);
    }

    @Override
    public void ready(RecorderControl control) {
        if (!introduced()) {
            throw new IllegalStateException("the bean cannot be reached yet");
        }
    }

    @Override
    public void changed(LiveRecording recording) {
        if (introduced()) {
            news(listener -> listener.changed(recording));
        }
    }

    @Override
    public void ended(LiveRecording recording) {
        if (introduced()) {
            news(listener -> listener.ended(recording));
        }
    }

    @Override
    public void discarded(DiscardedRecording recording) {
        if (introduced()) {
            news(listener -> listener.discarded(recording));
        }
    }

    @Override
    public void sealed(SealedRecording recording) throws Exception {
        if (!introduced()) {
            throw new ListenerUnavailable("the bean cannot be reached yet", null);
        }
        deliver(
                RecordingListener.class.getMethod("sealed", SealedRecording.class),
                listener -> listener.sealed(recording));
    }

    /** Whether the bean has heard {@code ready}, by this call if not before. */
    private synchronized boolean introduced() {
        if (!introduced) {
            introduced = news(listener -> listener.ready(recorder));
        }
        return introduced;
    }

    /** What the bean makes of news of the moment is its own affair. */
    private boolean news(Delivery delivery) {
        MessageEndpoint instance = null;
        try {
            instance = factory.createEndpoint(null);
            delivery.to((RecordingListener) instance);
            return true;
        } catch (Exception e) {
            LOG.newsNotDelivered(String.valueOf(e.getMessage()));
            return false;
        } finally {
            if (instance != null) {
                instance.release();
            }
        }
    }

    private void deliver(Method method, Delivery delivery) throws Exception {
        MessageEndpoint instance = instance();
        try {
            if (factory.isDeliveryTransacted(method)) {
                instance.beforeDelivery(method);
                deliverWithin(instance, delivery);
            } else {
                delivery.to((RecordingListener) instance);
            }
        } finally {
            instance.release();
        }
    }

    /** {@code afterDelivery} ends the transaction and throws when it did not commit; what the bean threw tells more. */
    private static void deliverWithin(MessageEndpoint instance, Delivery delivery) throws Exception {
        try {
            delivery.to((RecordingListener) instance);
        } catch (Exception refused) {
            try {
                instance.afterDelivery();
            } catch (Exception rolledBack) {
                refused.addSuppressed(rolledBack);
            }
            throw refused;
        }
        instance.afterDelivery();
    }

    private MessageEndpoint instance() throws ListenerUnavailable {
        try {
            return factory.createEndpoint(null);
        } catch (UnavailableException busyOrGone) {
            throw new ListenerUnavailable(String.valueOf(busyOrGone.getMessage()), busyOrGone);
        }
    }

    /** One call of the bean. */
    private interface Delivery {
        void to(RecordingListener listener) throws Exception;
    }
}
