package org.holdfast.settings;

/** A setting is unknown or its value is not allowed; the message names key, value and what is allowed. */
public final class InvalidSetting extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public InvalidSetting(String message) {
        super(message);
    }
}
