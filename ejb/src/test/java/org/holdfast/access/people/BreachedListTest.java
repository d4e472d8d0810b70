package org.holdfast.access.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BreachedListTest {
    @TempDir
    Path directory;

    @Test
    void findsEveryPasswordOfTheListAndNoOther() throws Exception {
        Path file = directory.resolve("pwned.txt");
        String lines = IntStream.range(0, 500)
                .mapToObj(i -> sha1("worn " + i) + ":" + (i * i + 1))
                .sorted()
                .collect(Collectors.joining("\r\n", "", "\r\n"));
        Files.writeString(file, lines);
        BreachedList list = new BreachedList(file);
        for (int i = 0; i < 500; i++) {
            assertThat(list.has("worn " + i)).as("worn " + i).isTrue();
            assertThat(list.has("fresh " + i)).as("fresh " + i).isFalse();
        }
    }

    @Test
    void anEmptyListHasNone() throws Exception {
        assertThat(new BreachedList(Files.createFile(directory.resolve("empty"))).has("anything"))
                .isFalse();
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of()
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
