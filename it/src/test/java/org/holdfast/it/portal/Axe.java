package org.holdfast.it.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Deque's rules of WCAG 2.2 AA, run in the page itself. */
final class Axe {
    private static final String SCRIPT = script();

    private Axe() {}

    /** No serious violation, however the page looks now. */
    @SuppressWarnings("unchecked") // a list of strings is what this expression gives
    static void check(Page page) {
        if (!(boolean) page.evaluate("() => typeof window.axe === 'object'")) {
            page.evaluate(SCRIPT);
        }
        List<String> violations = (List<String>) page.evaluate(RUN);
        assertThat(violations).as("axe of " + page.url()).isEmpty();
    }

    private static final String RUN = """
            async () => {
              const found = await axe.run(document, {
                runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
                resultTypes: ['violations'],
              });
              return found.violations
                .filter((v) => v.impact === 'serious' || v.impact === 'critical')
                .flatMap((v) => v.nodes.map((n) => v.id + ': ' + n.html.slice(0, 200) + ' ' + n.failureSummary));
            }
            """;

    private static String script() {
        try (InputStream in = Objects.requireNonNull(Axe.class.getResourceAsStream("/axe.min.js"), "axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
