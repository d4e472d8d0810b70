package org.holdfast.web.session.page;

import java.util.Locale;

/** The headings of the menu, in their order. Its text is {@code nav.group.} and the {@link #word}. */
public enum PageGroup {
    LISTEN,
    COMPLIANCE,
    PEOPLE,
    SYSTEM;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
