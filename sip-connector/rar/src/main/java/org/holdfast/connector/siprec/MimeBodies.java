package org.holdfast.connector.siprec;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * Takes a SIP body apart, whatever it is: one part or many, nested or sloppy (RFC 2046, RFC 5621). Works on the bytes as
 * they came, because parts may be in any charset.
 */
public final class MimeBodies {

    /** Value of the Accept header in every answer that carries one. */
    public static final String ACCEPT =
            "application/sdp, application/rs-metadata+xml, application/rs-metadata, multipart/mixed";

    /** Value of the Accept-Encoding header. */
    public static final String ACCEPT_ENCODING = "gzip, identity";

    /** What a compressed body may grow to; a SIP message is never larger either. */
    static final int MAX_INFLATED_BYTES = 262_144;

    static final int MAX_PARTS = 64;
    private static final int MAX_DEPTH = 8;

    private final List<BodyPart> leaves = new ArrayList<>();

    private MimeBodies() {}

    /** The leaves of a body without Content-Encoding, in order. */
    public static List<BodyPart> parse(String contentType, byte[] body) throws MimeRejected {
        return parse(contentType, "", body);
    }

    /**
     * The leaves of a body, in order; none when it is empty. A part of unknown type is among them when the SRC calls it
     * optional ({@code handling=optional}).
     *
     * @param contentEncoding value of Content-Encoding, empty when there is none
     * @throws MimeRejected 400 when the body is not what its type says, 413 when it inflates beyond reason, 415 when type
     *     or encoding is not ours
     */
    public static List<BodyPart> parse(String contentType, String contentEncoding, byte[] body) throws MimeRejected {
        if (body.length == 0) {
            return List.of();
        }
        if (contentType.isBlank()) {
            throw malformed("a body without Content-Type");
        }
        MimeBodies bodies = new MimeBodies();
        bodies.take(new BodyPart(contentType, "", decoded(body, contentEncoding)), 0);
        return List.copyOf(bodies.leaves);
    }

    private void take(BodyPart part, int depth) throws MimeRejected {
        if (part.mediaType().startsWith("multipart/")) {
            if (depth == MAX_DEPTH) {
                throw malformed("multipart bodies nested more than " + MAX_DEPTH + " deep");
            }
            for (Multipart.RawPart raw : Multipart.split(part.contentType(), part.bytes())) {
                take(part(raw), depth + 1);
            }
        } else {
            takeLeaf(part);
        }
    }

    private void takeLeaf(BodyPart part) throws MimeRejected {
        boolean known = part.isSdp() || part.isMetadata();
        // RFC 3261 §20.11: handling is "required" unless stated otherwise.
        if (!known && !"optional".equalsIgnoreCase(PartHeaders.parameter(part.disposition(), "handling"))) {
            throw new MimeRejected(415, "a body of a type that is not understood", "Accept", ACCEPT);
        }
        if (leaves.size() == MAX_PARTS) {
            throw malformed("more than " + MAX_PARTS + " body parts");
        }
        leaves.add(part);
    }

    private static BodyPart part(Multipart.RawPart raw) throws MimeRejected {
        PartHeaders headers = raw.headers();
        byte[] bytes = raw.bytes();
        if (headers.value("content-transfer-encoding").equalsIgnoreCase("base64")) {
            bytes = base64(bytes);
        }
        bytes = decoded(bytes, headers.value("content-encoding"));
        String type = headers.value("content-type");
        return new BodyPart(type.isEmpty() ? guess(bytes) : type, headers.value("content-disposition"), bytes);
    }

    /** A part that does not name its type is what it looks like. */
    private static String guess(byte[] bytes) {
        int first = 0;
        while (first < bytes.length && bytes[first] <= ' ') {
            first++;
        }
        if (first + 1 < bytes.length && bytes[first] == 'v' && bytes[first + 1] == '=') {
            return "application/sdp";
        }
        return first < bytes.length && bytes[first] == '<' ? "application/rs-metadata+xml" : "text/plain";
    }

    private static byte[] decoded(byte[] bytes, String encoding) throws MimeRejected {
        return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> bytes;
            case "gzip", "x-gzip" -> inflated(bytes);
            default ->
                throw new MimeRejected(
                        415, "a Content-Encoding that is not understood", "Accept-Encoding", ACCEPT_ENCODING);
        };
    }

    private static byte[] inflated(byte[] gzip) throws MimeRejected {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            byte[] bytes = in.readNBytes(MAX_INFLATED_BYTES + 1);
            if (bytes.length > MAX_INFLATED_BYTES) {
                throw new MimeRejected(413, "a gzip body of more than " + MAX_INFLATED_BYTES + " bytes", "", "");
            }
            return bytes;
        } catch (IOException notGzip) {
            throw malformed("a gzip body that cannot be inflated");
        }
    }

    private static byte[] base64(byte[] bytes) throws MimeRejected {
        try {
            return Base64.getMimeDecoder().decode(bytes);
        } catch (IllegalArgumentException notBase64) {
            throw malformed("a base64 body that cannot be decoded");
        }
    }

    static MimeRejected malformed(String reason) {
        return new MimeRejected(400, reason, "", "");
    }
}
