package org.holdfast.web.api;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.HexFormat;
import org.holdfast.playback.PlayableMedia;
import org.holdfast.web.WebLog;
import org.holdfast.web.api.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * How media is answered: by range (RFC 9110 §14), with its digest (RFC 9530), never cached outside the reader's own
 * memory. Immutable; the media is opened while the answer is written.
 */
public record MediaAnswer(PlayableMedia media, String recordingId, boolean download) {

    /** What of the request decides about the answer. */
    public record Conditions(
            String method,
            @Nullable String range,
            @Nullable String ifRange,
            @Nullable String ifNoneMatch) {}

    /** The answer to what was asked. */
    public Response to(Conditions asked) {
        if (asked.ifNoneMatch() != null && matches(asked.ifNoneMatch())) {
            return described(Response.notModified()).build();
        }
        boolean rangeHolds = asked.ifRange() == null || asked.ifRange().equals(media.etag());
        String range = asked.method().equals("GET") && rangeHolds ? asked.range() : null;
        return switch (ByteRange.asked(range, media.length())) {
            case ByteRange.Asked.Whole() ->
                sent(Response.ok(), new ByteRange(0, media.length() - 1), asked).build();
            case ByteRange.Asked.Part(ByteRange part) ->
                sent(Response.status(Response.Status.PARTIAL_CONTENT), part, asked)
                        .header("Content-Range", part.of(media.length()))
                        .build();
            case ByteRange.Asked.Unsatisfiable() ->
                Problem.of(416, "The media has " + media.length() + " bytes.")
                        .builder()
                        .header("Content-Range", "bytes */" + media.length())
                        .build();
        };
    }

    private boolean matches(String ifNoneMatch) {
        return ifNoneMatch.strip().equals("*") || ifNoneMatch.contains(media.etag());
    }

    private Response.ResponseBuilder sent(Response.ResponseBuilder answer, ByteRange part, Conditions asked) {
        described(answer).type(media.contentType()).header(HttpHeaders.CONTENT_LENGTH, part.length());
        return asked.method().equals("HEAD") ? answer : answer.entity(body(part));
    }

    private Response.ResponseBuilder described(Response.ResponseBuilder answer) {
        String digest = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(media.sha256()));
        answer.header(HttpHeaders.ETAG, media.etag())
                .header("Accept-Ranges", "bytes")
                .header("Cache-Control", "private, no-store")
                .header("Repr-Digest", "sha-256=:" + digest + ":")
                .header("Digest", "sha-256=" + digest)
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition());
        return media.decodedFromStored() ? answer.header("Holdfast-Decoded-From", "stored") : answer;
    }

    private String disposition() {
        String name = media.fileName().replaceAll("[^A-Za-z0-9._-]", "_");
        return (download ? "attachment" : "inline") + "; filename=\"" + name + "\"";
    }

    private StreamingOutput body(ByteRange part) {
        return out -> {
            try (InputStream in = media.source().open(part.first(), part.length())) {
                in.transferTo(out);
            } catch (IOException e) {
                WebLog.LOG.mediaNotSent(recordingId, String.valueOf(e.getMessage()));
                throw e;
            }
        };
    }
}
