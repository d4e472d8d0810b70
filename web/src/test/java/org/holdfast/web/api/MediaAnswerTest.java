package org.holdfast.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.holdfast.playback.PlayableMedia;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MediaAnswerTest {
    private static final byte[] MEDIA = "0123456789".getBytes(StandardCharsets.US_ASCII);
    private static final String SHA256 = "84d89877f0d4041efb6bf91a16f0248f2fd573e6af05c19f96bedb9f882f7882";
    private static final String ETAG = '"' + SHA256 + '"';

    private final MediaAnswer answer = new MediaAnswer(
            new PlayableMedia(
                    "audio/wav",
                    MEDIA.length,
                    SHA256,
                    false,
                    "a\"b\r\nc.wav",
                    (offset, length) -> new ByteArrayInputStream(MEDIA, (int) offset, (int) length)),
            "id",
            false);

    @Test
    void withoutARangeTheWholeIsSentWithItsDigest() throws IOException {
        Response whole = answer.to(get(null, null, null));

        assertThat(whole.getStatus()).isEqualTo(200);
        assertThat(body(whole)).isEqualTo("0123456789");
        assertThat(whole.getHeaderString("Content-Length")).isEqualTo("10");
        assertThat(whole.getHeaderString("Accept-Ranges")).isEqualTo("bytes");
        assertThat(whole.getHeaderString("ETag")).isEqualTo(ETAG);
        assertThat(whole.getHeaderString("Repr-Digest"))
                .isEqualTo("sha-256=:hNiYd/DUBB77a/kaFvAkjy/Vc+avBcGflr7bn4gveII=:");
        assertThat(whole.getHeaderString("Cache-Control")).contains("no-store");
    }

    @Test
    void aRangeIsSentAlone() throws IOException {
        Response part = answer.to(get("bytes=2-4", null, null));

        assertThat(part.getStatus()).isEqualTo(206);
        assertThat(body(part)).isEqualTo("234");
        assertThat(part.getHeaderString("Content-Range")).isEqualTo("bytes 2-4/10");
        assertThat(part.getHeaderString("Content-Length")).isEqualTo("3");
    }

    @Test
    void aRangeBeyondTheEndIs416AndTellsTheLength() {
        Response refused = answer.to(get("bytes=10-", null, null));

        assertThat(refused.getStatus()).isEqualTo(416);
        assertThat(refused.getHeaderString("Content-Range")).isEqualTo("bytes */10");
        assertThat(refused.getHeaderString("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void aRangeOfOtherMediaBecomesTheWhole() {
        assertThat(answer.to(get("bytes=2-4", ETAG, null)).getStatus()).isEqualTo(206);
        assertThat(answer.to(get("bytes=2-4", "\"other\"", null)).getStatus()).isEqualTo(200);
    }

    @Test
    void mediaTheReaderHasIsNotSentAgain() {
        assertThat(answer.to(get(null, null, ETAG)).getStatus()).isEqualTo(304);
        assertThat(answer.to(get(null, null, "\"other\"")).getStatus()).isEqualTo(200);
    }

    @Test
    void headTellsTheLengthAndSendsNothing() {
        Response head = answer.to(new MediaAnswer.Conditions("HEAD", "bytes=2-4", null, null));

        assertThat(head.getStatus()).isEqualTo(200);
        assertThat(head.hasEntity()).isFalse();
        assertThat(head.getHeaderString("Content-Length")).isEqualTo("10");
    }

    @Test
    void aFileNameCannotBreakOutOfItsHeader() {
        assertThat(answer.to(get(null, null, null)).getHeaderString("Content-Disposition"))
                .isEqualTo("inline; filename=\"a_b__c.wav\"");
    }

    private static MediaAnswer.Conditions get(
            @Nullable String range, @Nullable String ifRange, @Nullable String ifNoneMatch) {
        return new MediaAnswer.Conditions("GET", range, ifRange, ifNoneMatch);
    }

    private static String body(Response response) throws IOException {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        ((StreamingOutput) response.getEntity()).write(sent);
        return sent.toString(StandardCharsets.US_ASCII);
    }
}
