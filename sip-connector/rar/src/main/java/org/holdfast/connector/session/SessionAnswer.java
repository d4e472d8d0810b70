package org.holdfast.connector.session;

import java.util.Map;
import org.holdfast.connector.sdp.SdpRejected;
import org.holdfast.connector.siprec.MimeRejected;

/** What the SRC is to be told; the sip layer puts it into a SIP answer. */
public sealed interface SessionAnswer {

    /** 200 with this session description: the answer to an offer, or an offer when there was none. */
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way to the wire; equality is never asked for
    record Described(byte[] sdp, boolean offer) implements SessionAnswer {}

    /** 200 without a body. */
    record Accepted() implements SessionAnswer {}

    /**
     * A refusal that leaves everything as it was.
     *
     * @param reason one sentence for people, becomes a Warning
     * @param headers further headers of the answer by name
     */
    record Refused(int sipStatus, String reason, Map<String, String> headers) implements SessionAnswer {
        public Refused {
            headers = Map.copyOf(headers);
        }

        public Refused(int sipStatus, String reason) {
            this(sipStatus, reason, Map.of());
        }

        /** Why that body is not taken. */
        static Refused of(MimeRejected body) {
            return new Refused(
                    body.sipStatus(),
                    String.valueOf(body.getMessage()),
                    body.headerName().isEmpty() ? Map.of() : Map.of(body.headerName(), body.headerValue()));
        }

        /** Why that description is not taken. */
        static Refused of(SdpRejected description) {
            return new Refused(400, String.valueOf(description.getMessage()));
        }
    }
}
