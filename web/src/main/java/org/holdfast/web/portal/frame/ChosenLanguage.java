package org.holdfast.web.portal.frame;

import jakarta.faces.application.ViewHandler;
import jakarta.faces.application.ViewHandlerWrapper;
import jakarta.faces.context.FacesContext;
import java.util.Locale;
import org.holdfast.web.portal.Texts;

/** Pages speak the language that {@link LanguageFilter} found. Stateless. */
public class ChosenLanguage extends ViewHandlerWrapper {
    public ChosenLanguage(ViewHandler wrapped) {
        super(wrapped);
    }

    @Override
    public Locale calculateLocale(FacesContext context) {
        return Texts.locale();
    }
}
