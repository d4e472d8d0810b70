package org.holdfast.it.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.holdfast.it.Node;

/** One person at a browser of their own. Everything the browser complains of is kept; {@link #close} fails on it. */
final class Visit implements AutoCloseable {
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final BrowserContext context;
    private final Page page;
    private final Node node;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private Visit(BrowserContext context, Node node) {
        this.context = context;
        this.page = context.newPage();
        this.node = node;
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onDialog(dialog -> {
            complaints.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
    }

    /** Starts Chromium once for all. */
    private static final class Chromium {
        private static final Browser BROWSER = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable())
                        .setArgs(FLAGS));

        private static Path executable() {
            return Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(name -> Path.of("/usr/bin", name))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no Chromium: install the package chromium"));
        }
    }

    static Visit wide(Node node) {
        return of(node, 1280, ColorScheme.LIGHT);
    }

    static Visit of(Node node, int width, ColorScheme scheme) {
        return new Visit(
                Chromium.BROWSER.newContext(new Browser.NewContextOptions()
                        .setBaseURL(node.portal().toString())
                        .setViewportSize(width, 860)
                        .setColorScheme(scheme)
                        .setTimezoneId("Europe/Berlin")),
                node);
    }

    SignInPage signInPage() {
        page.navigate("/sign-in.xhtml");
        return new SignInPage(page);
    }

    /** Goes through the door as the administrator. */
    Visit signedIn() {
        signInPage().as("admin", node.adminPassword());
        page.waitForURL("**/recordings.xhtml");
        return this;
    }

    RecordingsPage recordings() {
        page.navigate("/recordings.xhtml");
        return new RecordingsPage(page);
    }

    LivePage live() {
        page.navigate("/live.xhtml");
        return new LivePage(page);
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    /** The cookie of the portal's session. */
    Cookie session() {
        return context.cookies().stream()
                .filter(cookie -> cookie.name.equals("holdfast"))
                .findFirst()
                .orElseThrow();
    }

    /** What the browser complains of meanwhile is what is wanted: it takes every 403 for an error. */
    void expectingRefusal(Runnable asking) {
        int before = complaints.size();
        asking.run();
        complaints.subList(before, complaints.size()).clear();
    }

    @Override
    public void close() {
        context.close();
        assertThat(complaints).as("what the browser complained of").isEmpty();
    }
}
