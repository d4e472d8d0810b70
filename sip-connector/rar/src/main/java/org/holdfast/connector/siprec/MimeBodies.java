package org.holdfast.connector.siprec;

import java.util.List;

/** Takes a SIP body apart, whatever it is: one part or many, nested or sloppy. */
public final class MimeBodies {

    /** Value of the Accept header in every answer that carries one. */
    public static final String ACCEPT =
            "application/sdp, application/rs-metadata+xml, application/rs-metadata, multipart/mixed";

    /** Value of the Accept-Encoding header. */
    public static final String ACCEPT_ENCODING = "gzip, identity";

    private MimeBodies() {}

    /** The leaves of a body without Content-Encoding, in order. */
    public static List<BodyPart> parse(String contentType, byte[] body) throws MimeRejected {
        return parse(contentType, "", body);
    }

    /**
     * The leaves of a body, in order; none when it is empty.
     *
     * @param contentEncoding value of Content-Encoding, empty when there is none
     * @throws MimeRejected 400 when the body is not what its type says, 415 when type or encoding is not ours
     */
    public static List<BodyPart> parse(String contentType, String contentEncoding, byte[] body) throws MimeRejected {
        throw new UnsupportedOperationException();
    }
}
