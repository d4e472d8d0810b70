package org.holdfast.key;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.holdfast.audit.Actor;
import org.holdfast.erasure.Traces;
import org.holdfast.retention.Witness;

/** An erasure destroys the key of the recording's media, so that copies nobody can reach are gone too. Stateless. */
@ApplicationScoped
public class MediaKeyTraces implements Traces {
    private MediaKeys keys;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected MediaKeyTraces() {}

    @Inject
    public MediaKeyTraces(MediaKeys keys) {
        this.keys = keys;
    }

    @Override
    public void erase(UUID recordingId, Witness witness) {
        if (keys.destroyKey(recordingId, Actor.SYSTEM.login())) {
            witness.removed("key", "media_key " + recordingId);
        }
    }
}
