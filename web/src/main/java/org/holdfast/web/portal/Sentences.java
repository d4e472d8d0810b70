package org.holdfast.web.portal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the recorder says of its own accord, in languages other than its English: {@code sentences_<language>.xml} has each
 * English format with what stands for it. Thread-safe.
 */
final class Sentences {
    private static final Map<String, Properties> KNOWN = new ConcurrentHashMap<>();

    private Sentences() {}

    /** That format in that language; itself where there is none. */
    static String in(String language, String format) {
        return KNOWN.computeIfAbsent(language, Sentences::of).getProperty(format, format);
    }

    /** All of that language; none for one that has no file, as English. */
    static Properties of(String language) {
        Properties sentences = new Properties();
        try (InputStream in = Sentences.class.getResourceAsStream("sentences_" + language + ".xml")) {
            if (in != null) {
                sentences.loadFromXML(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sentences;
    }
}
