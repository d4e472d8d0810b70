package org.holdfast.it.portal;

import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.util.List;
import org.holdfast.it.Node;
import org.holdfast.src.Call;
import org.holdfast.src.CallSpec;
import org.holdfast.src.RecordingClient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every page fits a phone, names its controls and can be read, by day and by night. */
class ReadableIT {
    private final Node node = Node.shared();
    private final Calls calls = Calls.of(node);

    @ParameterizedTest
    @CsvSource({"400, LIGHT", "400, DARK", "1280, LIGHT", "1280, DARK"})
    void everyPage(int width, ColorScheme scheme) throws Exception {
        try (RecordingClient client = calls.client()) {
            Call call = client.call(
                    CallSpec.between(calls.party("Ada"), calls.party("Maximiliana-Alexandra von Wittgenstein")));
            call.talk(Duration.ofSeconds(1));
            call.bye();
            Call running = client.call(CallSpec.between(calls.party("Cy"), calls.party("Di")));
            look(Visit.of(node, width, scheme));
            running.bye();
        }
    }

    private void look(Visit visitor) {
        try (Visit visit = visitor) {
            visit.signInPage();
            Readable.check(visit.page());
            visit.signedIn();
            Readable.check(visit.page());
            RecordingsPage list = visit.recordings();
            list.open(list.finalised("Ada " + calls.run()));
            Readable.check(visit.page());
            visit.live();
            Readable.check(visit.page());
            for (String page : List.of("/status.xhtml", "/work.xhtml")) {
                visit.page().navigate(page);
                Readable.check(visit.page());
            }
        }
    }
}
