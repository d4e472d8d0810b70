package org.holdfast.web.portal.frame;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.List;
import java.util.Locale;

/** The languages the portal speaks, each by its own name. Immutable. */
@Named
@ApplicationScoped
public class Languages {
    /** Those of {@code faces-config.xml}; each has a bundle of texts. */
    static final List<String> CODES = List.of("en", "de");

    /** One language. */
    public record Language(String code, String name) {}

    public List<Language> getAll() {
        return CODES.stream()
                .map(code -> new Language(code, Locale.of(code).getDisplayLanguage(Locale.of(code))))
                .toList();
    }
}
