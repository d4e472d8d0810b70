package org.holdfast.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WordingTest {
    private static final Map<String, String> GERMAN = Map.of(
            "There is no group %s.", "Es gibt keine Gruppe %s.", "Line %s: %s", "%2$s (Zeile %1$s)", "Empty.", "Leer.");

    private static String german(Wording wording) {
        return wording.said(Locale.GERMAN, format -> GERMAN.getOrDefault(format, format));
    }

    @Test
    void inEnglishItIsWhatWasWritten() {
        assertThat(Wording.of("There is no group %s.", 12000).english()).isEqualTo("There is no group 12000.");
        assertThat(Wording.NONE.english()).isEmpty();
    }

    @Test
    void inAnotherLanguageItHasTheSameValues() {
        assertThat(german(Wording.of("There is no group %s.", 12000))).isEqualTo("Es gibt keine Gruppe 12000.");
    }

    @Test
    void aWordingWithinIsSaidInTheSameLanguage() {
        Wording line = Wording.of("Line %s: %s", 3, Wording.of("There is no group %s.", "a%sb"));
        assertThat(line).hasToString("Line 3: There is no group a%sb.");
        assertThat(german(line)).isEqualTo("Es gibt keine Gruppe a%sb. (Zeile 3)");
    }

    @Test
    void severalAreSaidOneAfterTheOther() {
        Wording both = Wording.all(List.of(Wording.of("Empty."), Wording.of("There is no group %s.", 1)));
        assertThat(both.english()).isEqualTo("Empty. There is no group 1.");
        assertThat(german(both)).isEqualTo("Leer. Es gibt keine Gruppe 1.");
    }
}
