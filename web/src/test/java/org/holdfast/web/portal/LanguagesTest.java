package org.holdfast.web.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.holdfast.access.gate.Right;
import org.holdfast.access.gate.Scope;
import org.holdfast.alarm.AlarmKind;
import org.holdfast.audit.AuditAction;
import org.holdfast.recording.Verdict;
import org.holdfast.work.WorkKind;
import org.junit.jupiter.api.Test;

/** Every language says the same things, with the same values in them; pages say nothing that is in no language's texts. */
class LanguagesTest {
    private static final Pattern PLACE = Pattern.compile("\\{\\d+");

    /** What German says in the same words; anything else that is the same has not been translated. */
    private static final Set<String> THE_SAME = Set.of(
            "5 s",
            "Alarm",
            "Browser",
            "Bucket",
            "CSV",
            "Code",
            "Codec",
            "Compliance",
            "Holdfast",
            "Journal",
            "Label",
            "Name",
            "Object Lock",
            "Region",
            "SIP",
            "SSE-KMS",
            "SSE-S3",
            "System",
            "Trunk",
            "Trunks",
            "URL",
            "WAV",
            "WebM",
            "Webhook",
            "Webhooks");

    /** What pages write without asking for a text: a name of the trade, and a command to type. */
    private static final Set<String> UNTRANSLATED = Set.of("SHA-256", "bin/src --to  --calls 1");

    private static final Pattern ASKED =
            Pattern.compile("text\\['([^']+)']|Texts\\.(?:of|known)\\(\\s*\"([^\"]+)\"\\s*[,)]");
    private static final Pattern SHOWN = Pattern.compile(">([^<>]+)<|\\s(?:title|placeholder|alt|aria-label|ariaLabel"
            + "|pt:aria-label|headerText|itemLabel|data-label)=\"([^\"]*)\"");

    private final Properties english = texts("texts.properties");
    private final Properties german = texts("texts_de.properties");

    @Test
    void germanSaysAllThatEnglishSaysAndNothingElse() {
        assertThat(german.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
    }

    @Test
    void noTextIsWrittenTwice() throws IOException {
        for (String name : List.of("texts.properties", "texts_de.properties")) {
            try (InputStream in = Objects.requireNonNull(Texts.class.getResourceAsStream(name), name)) {
                List<String> keys = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .map(line -> line.split("=", 2)[0])
                        .toList();
                assertThat(keys).as(name).doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void everyTextSaysSomething() {
        assertThat(english.values()).noneMatch(text -> ((String) text).isBlank());
        assertThat(german.values()).noneMatch(text -> ((String) text).isBlank());
    }

    @Test
    void germanIsNotEnglish() {
        Set<String> same = german.stringPropertyNames().stream()
                .filter(key -> german.getProperty(key).equals(english.getProperty(key)))
                .map(german::getProperty)
                .collect(Collectors.toSet());
        assertThat(same).isEqualTo(THE_SAME);
    }

    @Test
    void aTextHasTheSamePlacesForValuesInEveryLanguage() {
        assertThat(english.stringPropertyNames())
                .allSatisfy(key -> assertThat(places(german, key)).as(key).isEqualTo(places(english, key)));
    }

    @Test
    void everyTextWithPlacesTakesValues() {
        Map<Locale, Properties> languages = Map.of(Locale.ENGLISH, english, Locale.GERMAN, german);
        languages.forEach((locale, language) -> assertThat(language.stringPropertyNames())
                .filteredOn(key -> !places(language, key).isEmpty())
                .allSatisfy(key -> assertThat(new MessageFormat(language.getProperty(key), locale).format(numbers(9)))
                        .as(key)
                        .doesNotContain("{", "}")));
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

    @Test
    void everyWordOfTheRecorderHasAText() {
        Stream<String> words = Stream.of(
                        words("audit.action.", AuditAction.values()),
                        words("right.", Right.values()),
                        words("right.", Right.values()).map(word -> word + ".explained"),
                        words("scope.", Scope.values()),
                        words("alarm.", AlarmKind.values()),
                        words("verdict.", Verdict.values()),
                        words("work.kind.", WorkKind.values()))
                .flatMap(all -> all);
        assertThat(english.stringPropertyNames()).containsAll(words.toList());
    }

    @Test
    void whatPagesAndViewsAskForIsThere() throws IOException {
        Map<String, String> missing = new TreeMap<>();
        for (Path file : Stream.concat(files("src/main/webapp", ".xhtml"), files("src/main/java", ".java"))
                .toList()) {
            ASKED.matcher(read(file))
                    .results()
                    .map(asked -> asked.group(1) == null ? asked.group(2) : asked.group(1))
                    .filter(key -> !english.containsKey(key))
                    .forEach(key -> missing.put(key, file.toString()));
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void pagesSayNothingOfTheirOwn() throws IOException {
        Map<String, String> own = new TreeMap<>();
        for (Path page : files("src/main/webapp", ".xhtml").toList()) {
            SHOWN.matcher(read(page).replaceAll("(?s)<!--.*?-->", ""))
                    .results()
                    .map(shown -> shown.group(1) == null ? shown.group(2) : shown.group(1))
                    .map(shown -> shown.replaceAll("#\\{[^}]*}", "").strip())
                    .filter(shown -> shown.matches("(?s).*\\p{L}{2}.*") && !UNTRANSLATED.contains(shown))
                    .forEach(shown -> own.put(shown, page.toString()));
        }
        assertThat(own).isEmpty();
    }

    private static Stream<String> words(String prefix, Enum<?>[] all) {
        return Arrays.stream(all)
                .map(one -> prefix + one.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private static Object[] numbers(int many) {
        return Stream.generate(() -> 1).limit(many).toArray();
    }

    private static Stream<Path> files(String below, String ending) throws IOException {
        try (Stream<Path> all = Files.walk(Path.of(below))) {
            List<Path> found =
                    all.filter(file -> file.toString().endsWith(ending)).toList();
            assertThat(found).as(below).isNotEmpty();
            return found.stream();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
