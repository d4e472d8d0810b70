package org.holdfast.web.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every language says the same things, with the same values in them. */
class LanguagesTest {
    private static final Pattern PLACE = Pattern.compile("\\{\\d+");
    private final Properties english = texts("texts.properties");
    private final Properties german = texts("texts_de.properties");

    @Test
    void noLanguageSaysWhatEnglishDoesNot() {
        assertThat(english.stringPropertyNames()).containsAll(german.stringPropertyNames());
    }

    @Test
    void everyTextSaysSomething() {
        assertThat(english.values()).noneMatch(text -> ((String) text).isBlank());
        assertThat(german.values()).noneMatch(text -> ((String) text).isBlank());
    }

    @Test
    void aTextHasTheSamePlacesForValuesInEveryLanguage() {
        assertThat(german.stringPropertyNames())
                .allSatisfy(key -> assertThat(places(german, key)).as(key).isEqualTo(places(english, key)));
    }

    /** MessageFormat takes a plain apostrophe for a quotation mark. */
    @Test
    void aTextWithPlacesHasNoPlainApostrophe() {
        for (Properties language : new Properties[] {english, german}) {
            assertThat(language.stringPropertyNames())
                    .filteredOn(key -> !places(language, key).isEmpty())
                    .allSatisfy(
                            key -> assertThat(language.getProperty(key)).as(key).doesNotContain("'"));
        }
    }

    private static Set<String> places(Properties language, String key) {
        return PLACE.matcher(language.getProperty(key, ""))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }

    private static Properties texts(String name) {
        Properties properties = new Properties();
        try (Reader in = new InputStreamReader(
                Objects.requireNonNull(Texts.class.getResourceAsStream(name), name), StandardCharsets.UTF_8)) {
            properties.load(in);
        } catch (IOException e) {
            throw new AssertionError(name, e);
        }
        return properties;
    }
}
