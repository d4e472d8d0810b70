package org.holdfast.export;

import java.time.Instant;
import java.util.UUID;
import org.holdfast.playback.MediaFormat;
import org.jspecify.annotations.Nullable;

/**
 * An export as those who may see it see it. Immutable.
 *
 * @param node where it lies
 * @param asked what was asked for, in the words of who asked
 * @param total recordings asked for
 * @param done of these looked at so far
 * @param included of these in it
 * @param bytes of the file, once it is ready
 * @param because why it failed or is gone
 */
public record KnownExport(
        UUID id,
        String node,
        State state,
        MediaFormat format,
        String asked,
        String login,
        Instant requestedAt,
        @Nullable Instant finishedAt,
        @Nullable Instant expiresAt,
        int total,
        int done,
        int included,
        long bytes,
        String sha256,
        String because) {

    /** How far it is. */
    public enum State {
        WAITING,
        RUNNING,
        READY,
        FAILED,
        /** Fetched no more: deleted, expired, or a recording in it was erased. */
        GONE
    }
}
