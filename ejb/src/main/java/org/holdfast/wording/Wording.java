package org.holdfast.wording;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * A sentence for people that is not yet said: its English format is also the key under which another language is found.
 * Immutable.
 *
 * @param format English, with {@code %s} for each value
 * @param arguments the values; one that is a wording is said in the same language
 */
public record Wording(String format, List<Object> arguments) implements Serializable {
    /** Nothing to say. */
    public static final Wording NONE = Wording.of("");

    public Wording {
        arguments = List.copyOf(arguments);
    }

    /** The format is written out where this is called: a test reads it there and asks for its translation. */
    public static Wording of(String format, Object... arguments) {
        return new Wording(format, Arrays.asList(arguments));
    }

    /** One after the other. */
    public static Wording all(List<Wording> sentences) {
        return new Wording(String.join(" ", Collections.nCopies(sentences.size(), "%s")), List.copyOf(sentences));
    }

    /** As it was written. */
    public String english() {
        return said(Locale.ROOT, UnaryOperator.identity());
    }

    /**
     * In that language.
     *
     * @param translation of a format
     */
    public String said(Locale language, UnaryOperator<String> translation) {
        Object[] values = arguments.stream()
                .map(value -> value instanceof Wording wording ? wording.said(language, translation) : value)
                .toArray();
        return String.format(language, translation.apply(format), values);
    }

    /** English, for logs and for sentences that quote it. */
    @Override
    public String toString() {
        return english();
    }
}
