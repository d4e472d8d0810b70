package org.holdfast.erasure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.holdfast.audit.Actor;
import org.holdfast.key.MediaKeys;
import org.holdfast.retention.Witness;

/**
 * An erasure destroys the key of the recording's media, so that copies nobody can reach are gone too: also of one that was
 * deleted by a release that left keys. Stateless.
 */
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
