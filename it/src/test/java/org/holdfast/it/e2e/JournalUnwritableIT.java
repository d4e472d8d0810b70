package org.holdfast.it.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.holdfast.it.Node;
import org.holdfast.src.Call;
import org.holdfast.src.CallRefused;
import org.holdfast.src.CallSpec;
import org.holdfast.src.ClientSettings;
import org.holdfast.src.RecordingClient;
import org.holdfast.src.siprec.Party;
import org.junit.jupiter.api.Test;

/** What cannot be kept is refused: with the journal directory gone the recorder says so, and recovers without a restart. */
class JournalUnwritableIT {
    private static final Duration WITHIN = Duration.ofSeconds(30);

    private final Node node = Node.shared();
    private final Rest rest = Rest.of(node);
    private final String run = Names.fresh();

    @Test
    void withoutAJournalCallsAreRefusedAndAfterwardsRecordedAgain() throws Exception {
        Path journal = node.home().resolve("journal");
        Path aside = node.home().resolve("journal-aside");
        try (RecordingClient client =
                RecordingClient.open(ClientSettings.to(node.sipAddress()).from("127.0.80.14"))) {
            assertThat(Rest.health(node.recorderHealth())).isEqualTo(200);
            Files.move(journal, aside); // root may write anywhere: only absence stops it
            try {
                Files.writeString(journal, "not a directory");
                awaitHealth(503);
                assertThatThrownBy(() -> client.call(spec())).isInstanceOfSatisfying(CallRefused.class, refused -> {
                    assertThat(refused.status()).isEqualTo(503);
                    assertThat(refused.retryAfter()).isPresent();
                });
                assertThat(client.options().status()).isEqualTo(503);
            } finally {
                Files.delete(journal);
                Files.move(aside, journal);
            }
            awaitHealth(200);
            Call call = client.call(spec());
            call.talk(Duration.ofSeconds(1));
            call.bye();
        }
        assertThat(rest.finalised(run).getString("verdict")).isEqualToIgnoringCase("complete");
    }

    private void awaitHealth(int status) {
        await("health " + status)
                .atMost(WITHIN)
                .pollInterval(Duration.ofMillis(250))
                .until(() -> Rest.health(node.recorderHealth()) == status);
    }

    private CallSpec spec() {
        return CallSpec.between(new Party("Ida " + run, "sip:ida@example.com"), Party.named("Jan Berg"));
    }
}
