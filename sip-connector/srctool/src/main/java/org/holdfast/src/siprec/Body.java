package org.holdfast.src.siprec;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** A message body with its Content-Type and, for metadata alone, its Content-Disposition. */
public record Body(String contentType, Optional<String> disposition, byte[] bytes) {
    /** SDP alone. */
    public static Body sdp(byte[] sdp) {
        return new Body("application/sdp", Optional.empty(), sdp);
    }

    /** Metadata alone, as an UPDATE brings it. */
    public static Body metadata(Dialect dialect, byte[] metadata) {
        return new Body(dialect.metadataType(), Optional.of("recording-session"), metadata);
    }

    /** SDP and metadata in the dialect's order and boundary (RFC 7866 §9.1). */
    public static Body both(Dialect dialect, byte[] sdp, byte[] metadata) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String colon = dialect.metadataFirst() ? "Content-Type:" : "Content-Type: "; // BroadWorks: no space
        String sdpHead = colon + "application/sdp\r\n\r\n";
        String metadataHead = colon + dialect.metadataType() + "\r\nContent-Disposition: recording-session\r\n\r\n";
        if (dialect.metadataFirst()) {
            part(out, dialect, metadataHead, metadata);
            part(out, dialect, sdpHead, sdp);
        } else {
            part(out, dialect, sdpHead, sdp);
            part(out, dialect, metadataHead, metadata);
        }
        out.writeBytes(text("--" + dialect.boundary() + "--\r\n"));
        String type = "multipart/mixed;boundary=" + dialect.boundary();
        return new Body(type, Optional.empty(), out.toByteArray());
    }

    private static void part(ByteArrayOutputStream out, Dialect dialect, String head, byte[] bytes) {
        out.writeBytes(text("--" + dialect.boundary() + "\r\n" + head));
        out.writeBytes(bytes);
        out.writeBytes(text("\r\n"));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return "%s, %d bytes".formatted(contentType.toLowerCase(Locale.ROOT), bytes.length);
    }
}
