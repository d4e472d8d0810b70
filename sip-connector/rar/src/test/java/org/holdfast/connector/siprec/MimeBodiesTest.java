package org.holdfast.connector.siprec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 2046 §5.1, RFC 5621 and RFC 3261 §8.2.3 (P11–P14). */
class MimeBodiesTest {

    @ParameterizedTest
    @MethodSource("org.holdfast.connector.siprec.MimeCorpus#taken")
    void takesApartWithCrlf(MimeCorpus.Case body) throws MimeRejected {
        check(body, "\r\n");
    }

    @ParameterizedTest
    @MethodSource("org.holdfast.connector.siprec.MimeCorpus#taken")
    void takesApartWithBareLf(MimeCorpus.Case body) throws MimeRejected {
        check(body, "\n");
    }

    private static void check(MimeCorpus.Case body, String lineEnd) throws MimeRejected {
        // A literal bar in a boundary stays itself: only those of the body are line ends.
        String text = body.body().replace("^|", "^\u0001").replace("|", lineEnd).replace('\u0001', '|');
        List<BodyPart> parts = MimeBodies.parse(body.contentType(), text.getBytes(ISO_8859_1));

        assertThat(parts).extracting(BodyPart::mediaType).isEqualTo(body.parts());
        for (BodyPart part : parts) {
            String content = new String(part.bytes(), ISO_8859_1).strip();
            if (part.isSdp()) {
                assertThat(content).startsWith("v=0").endsWith("m=audio 4000 RTP/AVP 0");
            } else if (part.isMetadata()) {
                assertThat(content).startsWith("<recording>").endsWith("</recording>");
            }
        }
    }

    @Test
    void keepsThePartsBytesExactly() throws MimeRejected {
        byte[] body =
                "--b\r\nContent-Type: application/sdp\r\n\r\nv=0\r\n\u00ff\u0000\r\n\r\n--b--".getBytes(ISO_8859_1);

        BodyPart part = MimeBodies.parse("multipart/mixed;boundary=b", body).getFirst();

        assertThat(part.bytes()).isEqualTo("v=0\r\n\u00ff\u0000\r\n".getBytes(ISO_8859_1));
    }

    @Test
    void tellsTheDisposition() throws MimeRejected {
        byte[] body =
                "--b\nContent-Type: application/rs-metadata\nContent-Disposition: Recording-Session\n\n<r/>\n--b--"
                        .getBytes(ISO_8859_1);

        assertThat(MimeBodies.parse("multipart/mixed;boundary=b", body))
                .extracting(BodyPart::disposition)
                .containsExactly("Recording-Session");
    }

    @Test
    void anEmptyBodyHasNoParts() throws MimeRejected {
        assertThat(MimeBodies.parse("", new byte[0])).isEmpty();
        assertThat(MimeBodies.parse("application/sdp", new byte[0])).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "400 ! multipart/mixed;boundary=other ! --foo|Content-Type: application/sdp||v=0|--foo--",
                "400 ! multipart/mixed ! --foo|Content-Type: application/sdp||v=0|--foo--",
                "400 ! multipart/mixed;boundary= ! --|Content-Type: application/sdp||v=0|----",
                "400 ! multipart/mixed;boundary=\"\" ! --|Content-Type: application/sdp||v=0|----",
                "400 ! multipart/mixed;boundary=foo ! no delimiter at all",
                "400 ! multipart/mixed;boundary=foo ! --foobar|Content-Type: application/sdp||v=0|--foobar--",
                "400 ! multipart/mixed;boundary=foo ! --foo|Content-Type: multipart/mixed;boundary=x||v=0|--foo--",
                "400 ! '' ! v=0",
                "415 ! text/plain ! hello",
                "415 ! application/json ! {}",
                "415 ! garbage ! x",
                "415 ! ; ! x",
                "415 ! multipart/mixed;boundary=foo ! --foo|Content-Type: text/html||<p>|--foo--",
                "415 ! multipart/mixed;boundary=foo ! --foo|Content-Type: text/html|Content-Disposition: render;handling=required||x|--foo--",
                "415 ! multipart/mixed;boundary=foo ! --foo||just text|--foo--",
            })
    void refuses(int status, String contentType, String body) {
        MimeRejected rejected =
                rejected(contentType, "", body.replace("|", "\r\n").getBytes(ISO_8859_1));

        assertThat(rejected.sipStatus()).isEqualTo(status);
        assertThat(rejected.headerName()).isEqualTo(status == 415 ? "Accept" : "");
        assertThat(rejected.headerValue().contains("application/sdp")).isEqualTo(status == 415);
    }

    @Test
    void inflatesGzip() throws Exception {
        byte[] sdp = "v=0\r\n".getBytes(ISO_8859_1);

        assertThat(MimeBodies.parse("application/sdp", "GZIP", gzip(sdp))
                        .getFirst()
                        .bytes())
                .isEqualTo(sdp);
    }

    @Test
    void aGzipBombGoesOffInASmallRoom() throws IOException {
        byte[] bomb = gzip(new byte[20_000_000]);

        assertThat(bomb.length).isLessThan(65_000);
        assertThat(rejected("application/sdp", "gzip", bomb).sipStatus()).isEqualTo(413);
    }

    @Test
    void refusesOtherEncodings() {
        MimeRejected rejected = rejected("application/sdp", "br", new byte[] {1});

        assertThat(rejected.sipStatus()).isEqualTo(415);
        assertThat(rejected.headerName()).isEqualTo("Accept-Encoding");
        assertThat(rejected("application/sdp", "gzip", new byte[] {1}).sipStatus())
                .isEqualTo(400);
    }

    @Test
    void decodesBase64Parts() throws MimeRejected {
        String base64 = Base64.getMimeEncoder().encodeToString("v=0\r\nm=audio 1 RTP/AVP 0".getBytes(ISO_8859_1));
        byte[] body = ("--b\r\nContent-Type: application/sdp\r\nContent-Transfer-Encoding: BASE64\r\n\r\n" + base64
                        + "\r\n--b--")
                .getBytes(ISO_8859_1);

        assertThat(new String(
                        MimeBodies.parse("multipart/mixed;boundary=b", body)
                                .getFirst()
                                .bytes(),
                        ISO_8859_1))
                .startsWith("v=0");
    }

    @Test
    void refusesNestingWithoutEnd() {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            body.append("--b")
                    .append(i)
                    .append("\r\nContent-Type: multipart/mixed;boundary=b")
                    .append(i + 1)
                    .append("\r\n\r\n");
        }
        body.append("--b20\r\n\r\nv=0\r\n");

        assertThat(rejected("multipart/mixed;boundary=b0", "", body.toString().getBytes(ISO_8859_1))
                        .sipStatus())
                .isEqualTo(400);
    }

    @Test
    void refusesPartsWithoutEnd() {
        byte[] body = "--b\r\n\r\nv=0\r\n".repeat(5_000).getBytes(ISO_8859_1);

        assertThat(rejected("multipart/mixed;boundary=b", "", body).sipStatus()).isEqualTo(400);
    }

    private static MimeRejected rejected(String contentType, String encoding, byte[] body) {
        MimeRejected rejected =
                catchThrowableOfType(MimeRejected.class, () -> MimeBodies.parse(contentType, encoding, body));
        assertThat(rejected).isNotNull();
        return rejected;
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
