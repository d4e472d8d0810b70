package org.holdfast.it.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.holdfast.it.Node;
import org.holdfast.src.Call;
import org.holdfast.src.CallSpec;
import org.holdfast.src.RecordingClient;
import org.junit.jupiter.api.Test;

/** Every page fits a phone, names its controls and can be read, by day and by night, by eye, by keyboard and by ear. */
class ReadableIT {
    /** They show something only of a particular thing, or are answers that no address asks for. */
    private static final Set<String> OF_SOMETHING = Set.of("recording", "shared", "sign-in");

    private final Node node = Node.shared();
    private final Calls calls = Calls.of(node);

    @Test
    void everyPage() throws Exception {
        try (RecordingClient client = calls.client()) {
            Call call = client.call(
                    CallSpec.between(calls.party("Ada"), calls.party("Maximiliana-Alexandra von Wittgenstein")));
            call.talk(Duration.ofSeconds(1));
            call.bye();
            Call running = client.call(CallSpec.between(calls.party("Cy"), calls.party("Di")));
            try (Visit visit = Visit.wide(node)) {
                visit.signInPage();
                look(visit.page());
                visit.signedIn();
                RecordingsPage list = visit.recordings();
                list.open(list.finalised("Ada " + calls.run()));
                look(visit.page());
                for (String page : pages()) {
                    visit.page().navigate("/" + page + ".xhtml");
                    look(visit.page());
                }
            }
            running.bye();
        }
    }

    private static void look(Page page) {
        for (int width : List.of(400, 1280)) {
            page.setViewportSize(width, 860);
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                Readable.check(page);
                if (width == 1280 || scheme == ColorScheme.LIGHT) {
                    Axe.check(page);
                }
            }
        }
    }

    /** All there are: a page that somebody adds is looked at from then on. */
    private static List<String> pages() throws IOException {
        try (Stream<Path> files = Files.list(Node.checkout().resolve("web/src/main/webapp"))) {
            List<String> pages = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".xhtml"))
                    .map(name -> name.substring(0, name.length() - ".xhtml".length()))
                    .filter(name -> !OF_SOMETHING.contains(name))
                    .sorted()
                    .toList();
            assertThat(pages).contains("recordings", "live", "dashboard", "status", "storage", "work");
            return pages;
        }
    }
}
