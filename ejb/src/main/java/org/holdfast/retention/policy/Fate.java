package org.holdfast.retention.policy;

import java.time.Instant;

/** What the policies make of one recording. */
sealed interface Fate {
    /** No policy wants it gone yet. */
    record Stays() implements Fate {}

    /** One wants it gone, another keeps it. */
    record Kept(KnownPolicy by, Instant until) implements Fate {}

    /** It is to go; whether it may is another question. */
    record Due(KnownPolicy by, String because, Instant now) implements Fate {}
}
