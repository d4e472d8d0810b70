package org.holdfast.connector.api;

import java.time.Instant;

/**
 * A body as the SRC sent it, unchanged: rs-metadata, SDP or anything else. The array is not copied; do not write to it.
 *
 * @param at arrival, UTC
 * @param method SIP method that carried it
 * @param contentType as sent
 * @param body raw bytes
 */
@SuppressWarnings("ArrayRecordComponent") // a raw body; equality is never asked for
public record MetadataSnapshot(Instant at, String method, String contentType, byte[] body) {}
