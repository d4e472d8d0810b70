package org.holdfast.web.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.holdfast.reconcile.ExpectedCallsReader;
import org.holdfast.reconcile.ListRejected;
import org.holdfast.search.QueryRejected;
import org.holdfast.search.RecordingQuery;
import org.holdfast.wording.Wording;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the recorder says of its own accord, the portal says in German: all of it, with the same values, and nothing else. */
class SentencesTest {
    private static final Pattern PLACE = Pattern.compile("%((?:\\d+\\$)?)s");

    private final Properties german = Sentences.of("de");

    @AfterEach
    void nobodyReads() {
        Texts.speak(Locale.ENGLISH);
    }

    @Test
    void germanSaysAllThatTheRecorderSaysAndNothingElse() throws IOException {
        Set<String> said = WordingSources.all().stream()
                .map(WordingSources.Made::format)
                .filter(SentencesTest::hasWords)
                .collect(Collectors.toSet());
        assertThat(german.stringPropertyNames()).isEqualTo(said);
    }

    @Test
    void aFormatHasAPlaceForEachValueItIsGiven() throws IOException {
        assertThat(WordingSources.all())
                .allSatisfy(made -> assertThat(places(made.format()))
                        .as(made.format())
                        .isEqualTo(
                                IntStream.rangeClosed(1, made.values()).boxed().toList()));
    }

    @Test
    void germanHasTheSamePlacesForValues() {
        assertThat(german.stringPropertyNames())
                .allSatisfy(format -> assertThat(places(german.getProperty(format)))
                        .as(format)
                        .isEqualTo(places(format)));
    }

    @Test
    void germanIsNotEnglish() {
        assertThat(german.stringPropertyNames())
                .allSatisfy(format ->
                        assertThat(german.getProperty(format)).isNotBlank().isNotEqualTo(format));
    }

    @Test
    void noSentenceIsWrittenTwice() throws IOException {
        try (InputStream in = Objects.requireNonNull(Sentences.class.getResourceAsStream("sentences_de.xml"))) {
            String file = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(file.split("<entry ", -1)).hasSize(german.size() + 1);
        }
    }

    @Test
    void aRefusalIsGermanToAGermanReaderAndEnglishToRest() {
        QueryRejected rejected = catchThrowableOfType(
                QueryRejected.class, () -> RecordingQuery.all().limitedTo(0));
        assertThat(rejected).hasMessage("limit must be 1 to 1000");
        assertThat(Texts.of(rejected.wording())).isEqualTo("limit must be 1 to 1000");
        Texts.speak(Locale.GERMAN);
        assertThat(Texts.of(rejected.wording())).isEqualTo("limit muss 1 bis 1000 sein.");
    }

    @Test
    void aSentenceWithinASentenceIsGermanToo() {
        StringReader list = new StringReader("time;from\nyesterday;1001\n2026-11-26 17:30;\n");
        ListRejected rejected =
                catchThrowableOfType(ListRejected.class, () -> ExpectedCallsReader.csv(list, ZoneOffset.UTC));
        assertThat(rejected)
                .hasMessage("Line 2: time 'yesterday' is none, as in 2026-11-26T17:30:05Z or 2026-11-26 17:30:05."
                        + " Line 3: it names neither from, to nor callId.");
        Texts.speak(Locale.GERMAN);
        assertThat(Texts.of(rejected.wording()))
                .isEqualTo("Zeile 2: time „yesterday“ ist keine Zeit wie 2026-11-26T17:30:05Z oder 2026-11-26 17:30:05."
                        + " Zeile 3: Sie nennt weder from noch to noch callId.");
    }

    @Test
    void whatGermanDoesNotKnowIsSaidInEnglish() {
        Texts.speak(Locale.GERMAN);
        assertThat(Texts.of(new Wording("%s of them are new.", List.of(7)))).isEqualTo("7 of them are new.");
    }

    private static boolean hasWords(String format) {
        return PLACE.matcher(format).replaceAll("").chars().anyMatch(Character::isLetter);
    }

    /** Which values stand in it; fails for a place that is none of a plain value. */
    private static List<Integer> places(String format) {
        assertThat(PLACE.matcher(format).replaceAll("")).doesNotContain("%");
        AtomicInteger next = new AtomicInteger();
        return PLACE.matcher(format)
                .results()
                .map(place -> place.group(1).replace("$", ""))
                .map(number -> number.isEmpty() ? next.incrementAndGet() : Integer.parseInt(number))
                .sorted()
                .toList();
    }
}
