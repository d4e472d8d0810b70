package org.holdfast.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsDocumentTest {
    private static final Path DOCUMENT = Path.of("../../docs/configuration.md");

    @Test
    void everySettingHasItsRowAndEveryRowItsSetting() throws IOException {
        List<String> documented = Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.startsWith("| `holdfast."))
                .map(row -> row.substring(0, row.lastIndexOf(" | ")))
                .toList();
        assertThat(documented)
                .containsExactlyElementsOf(Arrays.stream(Setting.values())
                        .map(SettingsDocumentTest::row)
                        .toList());
    }

    private static String row(Setting setting) {
        String defaultValue = setting.defaultValue().isEmpty() ? "none" : "`" + setting.defaultValue() + "`";
        return "| `%s` | `%s` | %s | %s"
                .formatted(setting.property(), setting.variable(), defaultValue.replace("|", "\\|"), setting.allowed());
    }
}
