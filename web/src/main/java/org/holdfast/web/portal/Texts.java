package org.holdfast.web.portal;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** The portal's texts, for views; pages read the same bundle as {@code text}. Stateless. */
public final class Texts {
    private static final ResourceBundle BUNDLE =
            ResourceBundle.getBundle("org.holdfast.web.portal.texts", Locale.ENGLISH);

    private Texts() {}

    /** The text of that key, with the values in their places. */
    public static String of(String key, Object... values) {
        String text = BUNDLE.getString(key);
        return values.length == 0 ? text : new MessageFormat(text, Locale.ENGLISH).format(values);
    }

    /** The text of that key, or the given words when there is none: kinds and causes come from the recorder. */
    public static String known(String key, String otherwise) {
        try {
            return BUNDLE.getString(key);
        } catch (MissingResourceException e) {
            return otherwise;
        }
    }
}
