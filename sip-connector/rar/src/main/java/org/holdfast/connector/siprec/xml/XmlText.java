package org.holdfast.connector.siprec.xml;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From bytes to XML text: charset found out, declaration cut off, characters that XML forbids blanked. */
final class XmlText {

    private static final Pattern DECLARATION = Pattern.compile("^<\\?xml\\b([^>]{0,200})\\?>");
    private static final Pattern LATIN = Pattern.compile("(?i)encoding\\s*=\\s*[\"'](iso-8859-1|windows-1252|latin1)");

    private XmlText() {}

    static String of(byte[] body, List<String> warnings) {
        String text = decoded(body, warnings).strip();
        if (text.startsWith("\ufeff")) {
            text = text.substring(1);
        }
        Matcher declaration = DECLARATION.matcher(text);
        return legal(declaration.find() ? text.substring(declaration.end()) : text, warnings);
    }

    private static String decoded(byte[] body, List<String> warnings) {
        if (body.length > 1 && ((body[0] == -2 && body[1] == -1) || (body[0] == -1 && body[1] == -2))) {
            return new String(body, StandardCharsets.UTF_16);
        }
        String head = new String(body, 0, Math.min(body.length, 200), StandardCharsets.ISO_8859_1);
        if (LATIN.matcher(head).find()) {
            return new String(body, StandardCharsets.ISO_8859_1);
        }
        try {
            return strictly(body, StandardCharsets.UTF_8);
        } catch (CharacterCodingException notUtf8) {
            warnings.add("The XML body is not UTF-8 and was read as ISO 8859-1");
            return new String(body, StandardCharsets.ISO_8859_1);
        }
    }

    private static String strictly(byte[] body, Charset charset) throws CharacterCodingException {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(body))
                .toString();
    }

    private static String legal(String text, List<String> warnings) {
        if (text.chars().allMatch(XmlText::allowed)) {
            return text;
        }
        warnings.add("The XML body holds characters that XML forbids");
        StringBuilder legal = new StringBuilder(text.length());
        text.chars().forEach(c -> legal.append(allowed(c) ? (char) c : ' '));
        return legal.toString();
    }

    /** XML 1.0 §2.2, by UTF-16 unit: the decoder made all surrogates pairs. */
    static boolean allowed(int unit) {
        return unit == '\t' || unit == '\n' || unit == '\r' || (unit >= ' ' && unit < 0xfffe);
    }
}
