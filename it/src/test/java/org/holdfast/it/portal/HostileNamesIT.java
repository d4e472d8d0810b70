package org.holdfast.it.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.holdfast.it.Node;
import org.holdfast.src.Call;
import org.holdfast.src.CallSpec;
import org.holdfast.src.RecordingClient;
import org.holdfast.src.siprec.Party;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a caller calls himself is text on every page, neither markup nor script nor an expression. */
class HostileNamesIT {
    private final Node node = Node.shared();
    private final Calls calls = Calls.of(node);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src=x onerror=window.owned=1>",
                "\"><script>window.owned=1</script>",
                "#{1+1} ${7*7} #{facesContext}",
                "'><svg onload=window.owned=1>",
            })
    void itStaysText(String name) throws Exception {
        String shown = name + " " + calls.run();
        try (Visit visit = Visit.wide(node).signedIn();
                RecordingClient client = calls.client()) {
            LivePage live = visit.live();
            Call call = client.call(CallSpec.between(new Party(shown, "sip:1001@example.com"), calls.party("Bo")));
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> live.call(calls.run()).count() == 1);
            assertThat(live.call(calls.run()).innerText()).contains(shown);
            call.talk(Duration.ofSeconds(1));
            call.bye();

            RecordingsPage list = visit.recordings();
            assertThat(list.finalised(calls.run()).innerText()).contains(shown);
            list.open(list.rows().first());
            assertThat(visit.page().locator("h1").innerText()).contains(shown);
            assertThat(visit.page().locator("#participants").innerText()).contains(shown);
            visit.page().locator("#snapshots details").evaluateAll("all => all.forEach((one) => one.open = true)");
            assertThat(visit.page().locator("#snapshots").innerText()).contains(calls.run());
            assertThat(visit.page().evaluate("typeof window.owned")).isEqualTo("undefined");
        }
    }
}
