package org.holdfast.connector.session;

import java.time.Instant;

/**
 * What a SIP request brought along: method, body, arrival. The array is not copied; do not write to it.
 *
 * @param contentType as sent, empty when there is no body
 * @param contentEncoding as sent, empty when there is none
 */
@SuppressWarnings("ArrayRecordComponent") // a raw body; equality is never asked for
public record SessionRequest(String method, String contentType, String contentEncoding, byte[] body, Instant at) {

    public boolean empty() {
        return body.length == 0;
    }
}
