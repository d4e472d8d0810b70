package org.holdfast.playback;

import java.net.URI;
import java.time.Duration;

/** Where media can be heard by whoever has the address, for so long. Immutable. */
public record MediaAddress(URI uri, Duration lifetime) {
    /** The address is as good as the media: it is in no log. */
    @Override
    public String toString() {
        return "an address for " + lifetime.toSeconds() + " s";
    }
}
