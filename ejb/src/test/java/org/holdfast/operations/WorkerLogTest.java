package org.holdfast.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WorkerLogTest {
    private static final Path SOURCE = Path.of("src/main/java/org/holdfast/operations/WorkerLog.java");

    @Test
    void eachIdIsUsedOnceAndHasItsRow() throws IOException {
        List<String> ids = Pattern.compile("id = (\\d+)")
                .matcher(Files.readString(SOURCE))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
        String rows = Files.readString(Path.of("../docs/operations.md"));
        assertThat(ids)
                .isNotEmpty()
                .doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(rows).contains("| " + id + " |"));
    }
}
