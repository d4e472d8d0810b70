package org.holdfast.web.portal.people;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.faces.context.FacesContextWrapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.holdfast.erasure.Subject;
import org.holdfast.web.portal.Texts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AskedTest {
    private final Page page = new Page();

    @BeforeEach
    void open() {
        Page.show(page);
    }

    @AfterEach
    void leave() {
        Page.show(null);
        Texts.speak(Locale.ENGLISH);
    }

    @Test
    void whyNothingWasDoneIsSaidInTheReadersLanguage() {
        Texts.speak(Locale.GERMAN);
        assertThat(new Asked().done(() -> new Subject(Subject.Kind.ADDRESS, " ")))
                .isEmpty();
        assertThat(page.said).containsExactly("Nennen Sie eine Adresse, eine Nummer oder einen Benutzer.");
    }

    @Test
    void anEnglishReaderHearsTheSameAsRest() {
        assertThat(new Asked().done(() -> new Subject(Subject.Kind.ADDRESS, " ")))
                .isEmpty();
        assertThat(page.said).containsExactly("Name an address, a number or a user.");
    }

    /** Faces, as far as messages go. */
    private static final class Page extends FacesContextWrapper {
        private final List<String> said = new ArrayList<>();

        Page() {
            super(null);
        }

        static void show(@Nullable FacesContext page) {
            setCurrentInstance(page);
        }

        @Override
        public void addMessage(String component, FacesMessage message) {
            said.add(message.getSummary());
        }
    }
}
