package org.holdfast.connector.ra;

import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ResourceAdapter;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** How a message-driven bean asks to hear of recordings. There is nothing to choose: it hears of all of this node. */
public final class RecordingActivation implements ActivationSpec, Serializable {
    private static final long serialVersionUID = 1L;

    private transient @Nullable ResourceAdapter resourceAdapter;

    @Override
    public void validate() throws InvalidPropertyException {
        if (resourceAdapter != null && !(resourceAdapter instanceof SipRecorderResourceAdapter)) {
            throw new InvalidPropertyException(
                    "RecordingActivation belongs to the SIP recorder's resource adapter, not to "
                            + resourceAdapter.getClass().getName());
        }
    }

    @Override
    public @Nullable ResourceAdapter getResourceAdapter() {
        return resourceAdapter;
    }

    @Override
    public void setResourceAdapter(ResourceAdapter adapter) {
        resourceAdapter = adapter;
    }
}
