package org.holdfast.connector.siprec;

import java.util.List;
import org.holdfast.connector.sdp.SdpDescription;

/**
 * Who sends an m-line, and how that was found out. Immutable.
 *
 * @param stream index of the m-line
 * @param participants ids of the senders: none when nobody is known, several when the stream is mixed
 * @param sessionId the Communication Session it belongs to, empty when unknown
 */
public record StreamBinding(int stream, List<String> participants, String sessionId, Rule rule) {

    /** From the surest to the weakest. */
    public enum Rule {
        LABEL,
        STREAM_ID,
        ORDER,
        SOLE_STREAM,
        UNKNOWN
    }

    public StreamBinding {
        participants = List.copyOf(participants);
    }

    /** One binding for every m-line of the description, in its order. */
    public static List<StreamBinding> bind(SdpDescription description, MetadataState state) {
        return List.of();
    }
}
