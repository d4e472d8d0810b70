package org.holdfast.connector.ra;

import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.lang.reflect.Method;
import javax.transaction.xa.XAResource;
import org.holdfast.connector.api.LiveRecording;
import org.holdfast.connector.api.RecorderControl;
import org.holdfast.connector.api.RecordingListener;
import org.holdfast.connector.api.SealedRecording;
import org.jspecify.annotations.Nullable;

/** A message-driven bean of one instance, its factory at once, that remembers being introduced. */
final class StandInBean implements MessageEndpointFactory, MessageEndpoint, RecordingListener {
    volatile @Nullable RecorderControl recorder;
    private final String name;

    StandInBean(String name) {
        this.name = name;
    }

    @Override
    public MessageEndpoint createEndpoint(@Nullable XAResource resource) {
        return this;
    }

    @Override
    public MessageEndpoint createEndpoint(@Nullable XAResource resource, long timeout) {
        return this;
    }

    @Override
    public boolean isDeliveryTransacted(Method method) {
        return false;
    }

    @Override
    public String getActivationName() {
        return name;
    }

    @Override
    public Class<?> getEndpointClass() {
        return StandInBean.class;
    }

    @Override
    public void beforeDelivery(Method method) {
        // no transactions here
    }

    @Override
    public void afterDelivery() {
        // no transactions here
    }

    @Override
    public void release() {
        // nothing is held
    }

    @Override
    public void ready(RecorderControl control) {
        recorder = control;
    }

    @Override
    public void changed(LiveRecording recording) {
        // not asked for
    }

    @Override
    public void ended(LiveRecording recording) {
        // not asked for
    }

    @Override
    public void sealed(SealedRecording recording) {
        // not asked for
    }
}
