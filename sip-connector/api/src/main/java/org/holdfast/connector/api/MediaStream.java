package org.holdfast.connector.api;

import java.util.List;

/**
 * One recorded m-line of the Recording Session (RFC 7865 §6.6). Immutable.
 *
 * @param number index of the m-line in the SDP, 0-based; the key of the stream within its journal
 * @param label value of {@code a=label}, empty when none was sent
 * @param kind {@code audio} or {@code video}
 * @param codec encoding name of the payload type that carries the media, e.g. {@code PCMU}
 * @param clockRate RTP clock rate in Hz
 * @param participants ids of the participants that sent this stream, in order of time; several at once when it is mixed
 */
public record MediaStream(
        int number, String label, String kind, String codec, int clockRate, List<String> participants) {

    public MediaStream {
        participants = List.copyOf(participants);
    }
}
