package org.holdfast.web.portal.browser;

import jakarta.faces.context.FacesContext;
import java.util.UUID;

/**
 * What the browser sent under a name: of the address, of a plain field or of a pressed button. Known before JSF puts the form
 * into the model, and so the one thing that the condition of a button may rest on. Stateless; of the request's thread.
 */
public final class Posted {
    private Posted() {}

    /** Empty when nothing was sent under that name. */
    public static String text(String name) {
        return FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestParameterMap()
                .getOrDefault(name, "");
    }

    /** An id; of nothing when none was sent under that name, or something else was. */
    public static UUID id(String name) {
        return Ids.orNone(text(name));
    }
}
