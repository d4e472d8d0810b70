package org.holdfast.connector.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.holdfast.connector.chaos.EndState.Announced;

/** Compares where a disturbed recorder ended with where the undisturbed one did. */
final class Verification {
    /** More than the tick and less than a word: how much a starved machine may lose is not the matter here. */
    private static final Duration TAIL = Duration.ofMillis(400);

    private static final Set<String> ENDS = Set.of("BYE", "CRASH", "SRC_SILENT", "CANCELLED", "NO_ACK");

    private final CrashTrial.Outcome outcome;
    private final CrashTrial.Outcome undisturbed;

    Verification(CrashTrial.Outcome outcome, CrashTrial.Outcome undisturbed) {
        this.outcome = outcome;
        this.undisturbed = undisturbed;
    }

    void all() throws Exception {
        noJournalIsTwice();
        whatWasFinishedIsUntouched();
        for (Spoken call : outcome.calls()) {
            once(call);
        }
    }

    private void noJournalIsTwice() {
        List<String> names = new ArrayList<>();
        outcome.state().places().values().forEach(names::addAll);
        assertThat(names).doesNotHaveDuplicates();
        assertThat(outcome.state().in("capturing")).isEmpty();
    }

    private void whatWasFinishedIsUntouched() throws Exception {
        Map<String, Integer> now = outcome.state().finishedJournals();
        assertThat(now).containsAllEntriesOf(outcome.finished());
        assertThat(outcome.state().announced())
                .extracting(Announced::journal)
                .containsAll(outcome.finished().keySet());
    }

    private void once(Spoken call) throws Exception {
        List<Announced> announced = outcome.state().of(call.aors());
        Set<Announced> recordings = Set.copyOf(announced);
        if (call.accepted()) {
            assertThat(recordings).as("recordings of %s", call).hasSize(1);
        } else {
            assertThat(recordings).as("recordings of %s, never accepted", call).hasSizeLessThanOrEqualTo(1);
        }
        for (Announced recording : recordings) {
            whole(call, recording);
        }
    }

    private void whole(Spoken call, Announced recording) throws Exception {
        boolean finished = outcome.finished().containsKey(recording.journal());
        assertThat(recording.cause()).as("%s", call).isIn(finished ? Set.of("BYE") : ENDS);
        EndState.Contents contents = outcome.state().contents(recording.journal());
        assertThat(contents.distinct()).as("packets kept once").isEqualTo(contents.datagrams());
        Instant certain = finished || outcome.died() == null
                ? Instant.MAX
                : outcome.died().minus(TAIL);
        assertThat(contents.distinct()).as("packets of %s", call).isGreaterThanOrEqualTo(call.sentBy(certain));
        if (call.accepted()) {
            factsAsEver(call, recording);
        }
    }

    /** The rename of the second call may have come too late. */
    private void factsAsEver(Spoken call, Announced recording) {
        String facts = recording.facts();
        Set<String> known = undisturbed.state().of(call.aors()).stream()
                .map(Announced::facts)
                .collect(Collectors.toSet());
        if (!known.isEmpty()) {
            assertThat(known).containsAnyOf(facts, facts.replace("=Ann=", "=Anna="));
        }
    }
}
