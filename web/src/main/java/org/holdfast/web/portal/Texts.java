package org.holdfast.web.portal;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import org.holdfast.wording.Wording;

/**
 * The portal's texts in the language of whoever reads, for views; pages read the same bundle as {@code text}. The
 * language belongs to the thread that serves the request; English where there is no reader.
 */
public final class Texts {
    private static final String BUNDLE = "org.holdfast.web.portal.texts";
    private static final ThreadLocal<Locale> LANGUAGE = ThreadLocal.withInitial(() -> Locale.ENGLISH);

    private Texts() {}

    /** The text of that key, with the values in their places. */
    public static String of(String key, Object... values) {
        String text = bundle().getString(key);
        return values.length == 0 ? text : new MessageFormat(text, locale()).format(values);
    }

    /** The text of that key, or the given words when there is none: kinds and causes come from the recorder. */
    public static String known(String key, String otherwise) {
        try {
            return bundle().getString(key);
        } catch (MissingResourceException e) {
            return otherwise;
        }
    }

    /** That sentence in the reader's language, or in English where it is not known in theirs. */
    public static String of(Wording wording) {
        String language = locale().getLanguage();
        return wording.said(locale(), format -> Sentences.in(language, format));
    }

    /** This thread now works for somebody who reads that language. */
    public static void speak(Locale language) {
        LANGUAGE.set(language);
    }

    /** The reader's language. */
    public static Locale locale() {
        return LANGUAGE.get();
    }

    private static ResourceBundle bundle() {
        return ResourceBundle.getBundle(BUNDLE, locale());
    }
}
