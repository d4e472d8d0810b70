package org.holdfast.connector.sip;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One message of {@code torture/*.txt} and the final answers that are right for it.
 *
 * @param answers status codes; empty when silence alone is right
 * @param answerOptional silence is right as well
 */
record TortureMessage(String name, Set<Integer> answers, boolean answerOptional, String template) {

    private static final Pattern REPETITION = Pattern.compile("\\{\"([^\"]*)\"\\*(\\d+)\\}");
    private static final Pattern BYTE = Pattern.compile("\\\\x([0-9a-f]{2})");

    static List<TortureMessage> all(String resource) throws IOException {
        try (InputStream in = Objects.requireNonNull(TortureMessage.class.getResourceAsStream(resource))) {
            String[] sections = new String(in.readAllBytes(), ISO_8859_1).split("(?m)^=== ");
            return Arrays.stream(sections).skip(1).map(TortureMessage::of).toList();
        }
    }

    private static TortureMessage of(String section) {
        int titleEnd = section.indexOf('\n');
        String title = section.substring(0, titleEnd);
        Set<Integer> answers = new TreeSet<>();
        for (String word : title.substring(title.lastIndexOf(':') + 1).strip().split(" ")) {
            if (word.matches("\\d{3}")) {
                answers.add(Integer.valueOf(word));
            }
        }
        return new TortureMessage(
                title.substring(0, title.indexOf(',')),
                answers,
                title.endsWith(" none"),
                section.substring(titleEnd + 1));
    }

    boolean silent() {
        return answers.isEmpty();
    }

    /** The datagram as it goes onto the wire. */
    byte[] bytes(String via) {
        String text = REPETITION
                .matcher(template.replace("{via}", via).replace("\n", "\r\n"))
                .replaceAll(match -> match.group(1).repeat(Integer.parseInt(match.group(2))));
        int head = text.indexOf("\r\n\r\n") + 4;
        byte[] body = unescaped(text.substring(head));
        byte[] start = unescaped(text.substring(0, head).replace("{len}", Integer.toString(body.length)));
        byte[] whole = Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, whole, start.length, body.length);
        return whole;
    }

    private static byte[] unescaped(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(BYTE.matcher(text)
                .replaceAll(match -> {
                    char c = (char) Integer.parseInt(match.group(1), 16);
                    return Matcher.quoteReplacement(String.valueOf(c));
                })
                .getBytes(ISO_8859_1));
        return bytes.toByteArray();
    }
}
