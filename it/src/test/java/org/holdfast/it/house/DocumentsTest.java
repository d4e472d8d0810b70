package org.holdfast.it.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.holdfast.it.Node;
import org.junit.jupiter.api.Test;

class DocumentsTest {
    private static final Pattern MESSAGE = Pattern.compile("@Message\\(\\s*id\\s*=\\s*(\\d+)");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d{4}) \\|");

    @Test
    void everyLogIdHasItsRowAndEveryRowItsMessage() throws IOException {
        List<String> logged = logInterfaces()
                .flatMap(file -> found(MESSAGE, read(file)))
                .sorted()
                .toList();
        List<String> documented = found(ROW, read(Node.checkout().resolve("docs/operations.md")))
                .sorted()
                .toList();
        assertThat(logged).doesNotHaveDuplicates();
        assertThat(documented).isEqualTo(logged);
    }

    @Test
    void decisionsHaveNumbersOfTheirOwn() throws IOException {
        try (Stream<Path> files = Files.list(Node.checkout().resolve("docs/adr"))) {
            List<String> numbers = files.map(
                            file -> file.getFileName().toString().substring(0, 4))
                    .toList();
            assertThat(numbers).allMatch(number -> number.matches("\\d{4}")).doesNotHaveDuplicates();
        }
    }

    @Test
    void theMapOfTheHouseIsTrue() throws IOException {
        String readme = read(Node.checkout().resolve("README.md"));
        Stream<String> places = found(Pattern.compile("(?m)^\\| `([a-z-]+)/` \\|"), readme);
        assertThat(places)
                .isNotEmpty()
                .allMatch(place -> Files.isDirectory(Node.checkout().resolve(place)));
        Stream<String> documents = found(Pattern.compile("`(docs/[a-z0-9/-]+\\.md)`"), readme);
        assertThat(documents).allMatch(file -> Files.exists(Node.checkout().resolve(file)));
    }

    private static Stream<Path> logInterfaces() throws IOException {
        try (Stream<Path> files = Files.walk(Node.checkout())) {
            return files
                    .filter(file -> file.getFileName().toString().endsWith("Log.java"))
                    .filter(file -> file.toString().contains("src/main/java"))
                    .toList()
                    .stream();
        }
    }

    private static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult result) -> result.group(1));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
