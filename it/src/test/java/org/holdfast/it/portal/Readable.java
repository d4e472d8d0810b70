package org.holdfast.it.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;

/** What anybody must be able to do with any page: see all of it, read it, and know what each control is for. */
final class Readable {
    private Readable() {}

    static void check(Page page) {
        assertThat(found(page, OVERFLOW))
                .as("wider than the screen: " + page.url())
                .isEmpty();
        assertThat(found(page, NAMELESS))
                .as("controls without a name: " + page.url())
                .isEmpty();
        assertThat(found(page, FAINT))
                .as("text of too little contrast: " + page.url())
                .isEmpty();
        assertThat(page.locator("h1").count())
                .as("one main heading: " + page.url())
                .isEqualTo(1);
        assertThat(page.locator("html").getAttribute("lang")).isEqualTo("en");
    }

    @SuppressWarnings("unchecked") // a list of strings is what these expressions give
    private static List<String> found(Page page, String expression) {
        return (List<String>) page.evaluate(expression);
    }

    private static final String OVERFLOW = """
            () => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? []
              : Array.from(document.querySelectorAll('body *'))
                  .filter((e) => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
                  .map((e) => e.tagName + '.' + e.className)
            """;

    private static final String NAMELESS = """
            () => Array.from(document.querySelectorAll('input:not([type=hidden]), select, button, a[href]'))
              .filter((e) => !(e.textContent.trim() || e.getAttribute('aria-label') || e.title
                || (e.labels && e.labels.length > 0)))
              .map((e) => e.outerHTML)
            """;

    /** WCAG 2.2, 1.4.3: 4.5 to 1 between a text and the nearest background that is not transparent. */
    private static final String FAINT = """
            () => {
              const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
              const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
                .map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
                .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
              const ground = (e) => {
                for (let at = e; at; at = at.parentElement) {
                  const colour = parts(getComputedStyle(at).backgroundColor);
                  if (colour.length < 4 || colour[3] > 0.99) return colour;
                }
                return [255, 255, 255];
              };
              return Array.from(document.querySelectorAll('body *'))
                .filter((e) => Array.from(e.childNodes).some((n) => n.nodeType === 3 && n.textContent.trim()))
                .filter((e) => e.checkVisibility() && !e.closest('script, option, .visually-hidden, .skip'))
                .filter((e) => {
                  const [a, b] = [light(parts(getComputedStyle(e).color)), light(ground(e))].sort((x, y) => y - x);
                  return (a + 0.05) / (b + 0.05) < 4.5;
                })
                .map((e) => e.tagName + '.' + e.className + ' ' + e.textContent.trim().slice(0, 40));
            }
            """;
}
