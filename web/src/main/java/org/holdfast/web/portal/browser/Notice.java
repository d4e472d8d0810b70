package org.holdfast.web.portal.browser;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.application.FacesMessage.Severity;
import jakarta.faces.context.FacesContext;

/** What a page tells its reader above all else, in the reader's language. Stateless; of the request's thread. */
public final class Notice {
    private Notice() {}

    /** Something was done. */
    public static void info(String text) {
        add(FacesMessage.SEVERITY_INFO, text);
    }

    /** Something is not as it was asked for, or is not known now. */
    public static void warn(String text) {
        add(FacesMessage.SEVERITY_WARN, text);
    }

    /** As {@link #warn}, where a redirect follows: told by the page it goes to. */
    public static void warnOnNextPage(String text) {
        warn(text);
        FacesContext.getCurrentInstance().getExternalContext().getFlash().setKeepMessages(true);
    }

    /** Something was not done. */
    public static void error(String text) {
        add(FacesMessage.SEVERITY_ERROR, text);
    }

    private static void add(Severity severity, String text) {
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage(severity, text, null));
    }
}
