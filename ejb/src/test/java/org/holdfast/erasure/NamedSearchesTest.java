package org.holdfast.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedSearchesTest {
    @ParameterizedTest
    @CsvSource({
        "participant=sip:ann@example.com, ann, true",
        "q=Ann Lee, ann lee, true",
        "q=ANN-LEE of Sales, Ann Lee, true",
        "q=annie, ann, false",
        "q=Lee Ann, ann lee, false",
        "participant=+49301234567, 49301234567, true",
        "participant=+49 (30) 123-45 67&tag=x, 49301234567, true",
        "participant=49301234567890, 49301234567, false",
        "min=30&q=call 4711, 4711, true",
        "user=00000000-0000-7000-8000-000000000105, 00000000-0000-7000-8000-000000000105, true",
        "q=?, !, false",
    })
    void wholeWordsNameAPersonAndNumbersHoweverTheyAreSpaced(String text, String wanted, boolean names) {
        assertThat(NamedSearches.names(text, wanted)).isEqualTo(names);
    }
}
