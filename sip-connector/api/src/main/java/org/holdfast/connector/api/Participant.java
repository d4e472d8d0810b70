package org.holdfast.connector.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One participant of a Communication Session (RFC 7865 §6.5). Immutable.
 *
 * @param id the SRC's participant id, opaque, or one the recorder made up when metadata gave none
 * @param aor address of record as sent, e.g. {@code sip:alice@example.com}; may be a bare number
 * @param name display name, empty when none was sent
 * @param role {@code caller}, {@code callee} or empty when unknown
 * @param joinedAt when the recorder learned of it or metadata says it joined
 * @param leftAt null while it takes part
 */
public record Participant(
        String id,
        String aor,
        String name,
        String role,
        Instant joinedAt,
        @Nullable Instant leftAt) {}
