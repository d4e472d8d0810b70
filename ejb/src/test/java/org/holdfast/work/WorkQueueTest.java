package org.holdfast.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.holdfast.harness.Calls;
import org.holdfast.harness.TestNode;
import org.holdfast.recording.RecordingFacts;
import org.holdfast.recording.Recordings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkQueueTest {
    private static final Set<WorkKind> ALL = EnumSet.allOf(WorkKind.class);
    private static final Set<UUID> NOTHING = Set.of();
    private final LeaseHolder me = new LeaseHolder("a/1", "a", Duration.ofMinutes(1));
    private final LeaseHolder other = new LeaseHolder("a/2", "a", Duration.ofMinutes(1));
    private TestNode node;
    private WorkQueue queue;

    @BeforeEach
    void start() {
        node = TestNode.of(Recordings.class, WorkQueue.class);
        queue = node.bean(WorkQueue.class);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void givesEachItemToOneHolderOnly() {
        UUID first = queued("a");
        UUID second = queued("a");
        List<ClaimedWork> mine = queue.claim(me, ALL, NOTHING, 1);
        List<ClaimedWork> others = queue.claim(other, ALL, NOTHING, 5);
        assertThat(mine).extracting(ClaimedWork::recordingId).containsExactly(first);
        assertThat(others).extracting(ClaimedWork::recordingId).containsExactly(second);
        assertThat(queue.claim(me, ALL, NOTHING, 5)).isEmpty();
    }

    @Test
    void doesNotWaitForWhatAnotherSessionIsJustClaiming() {
        queued("a");
        UUID second = queued("a");
        node.inTransaction(claiming -> {
            assertThat(queue.claim(me, ALL, NOTHING, 1)).hasSize(1);
            List<ClaimedWork> others = CompletableFuture.supplyAsync(() -> queue.claim(other, ALL, NOTHING, 5))
                    .join();
            assertThat(others).extracting(ClaimedWork::recordingId).containsExactly(second);
            return "";
        });
    }

    @Test
    void leavesAloneWhatOnlyAnotherNodeCanDo() {
        queued("b");
        assertThat(queue.claim(me, ALL, NOTHING, 5)).isEmpty();
    }

    @Test
    void leavesAloneKindsNobodyHereCanDo() {
        queued("a");
        assertThat(queue.claim(me, EnumSet.of(WorkKind.ENCODE), NOTHING, 5)).isEmpty();
    }

    @Test
    void goesThroughTheKindsInTheirOrder() {
        queued("a");
        for (WorkKind kind : WorkKind.values()) {
            ClaimedWork work = queue.claim(me, ALL, NOTHING, 5).getFirst();
            assertThat(work.kind()).isEqualTo(kind);
            queue.done(me, work);
        }
        assertThat(queue.claim(me, ALL, NOTHING, 5)).isEmpty();
        assertThat(node.count("select count(*) from work_item where state = 'DONE'"))
                .isEqualTo(WorkKind.values().length);
    }

    @Test
    void anExpiredLeaseIsTakenOverAndTheFormerHolderChangesNothing() {
        queued("a");
        ClaimedWork mine = queue.claim(me, ALL, NOTHING, 1).getFirst();
        node.sql("update work_item set leased_until = now() - interval '1 second'");
        ClaimedWork theirs = queue.claim(other, ALL, NOTHING, 1).getFirst();
        queue.done(me, mine);
        assertThat(theirs.attempts()).isEqualTo(2);
        assertThat(node.count("select count(*) from work_item where state = 'WAITING'"))
                .isEqualTo(1);
        assertThat(node.count("select count(*) from work_item")).isEqualTo(1);
    }

    @Test
    void aHolderThatLostItsLeaseDoesNotTakeItsOwnWorkASecondTime() {
        queued("a");
        ClaimedWork mine = queue.claim(me, ALL, NOTHING, 1).getFirst();
        node.sql("update work_item set leased_until = now() - interval '1 second'");
        assertThat(queue.claim(me, ALL, Set.of(mine.id()), 1)).isEmpty();
        queue.renew(me, List.of(mine.id()));
        assertThat(queue.claim(other, ALL, NOTHING, 1)).isEmpty();
    }

    @Test
    void tellsWhatRunsAndWhatFails() {
        queued("a");
        queued("a");
        queue.claim(me, ALL, NOTHING, 1);
        node.sql("update work_item set failures = 3 where leased_by is null");
        WorkBacklog.OfKind finalise = queue.backlog().kinds().getFirst();
        assertThat(finalise.kind()).isEqualTo(WorkKind.FINALISE);
        assertThat(finalise.waiting()).isEqualTo(2);
        assertThat(finalise.running()).isEqualTo(1);
        assertThat(finalise.failing()).isEqualTo(1);
    }

    @Test
    void workOfALaterReleaseIsNotCountedAndBreaksNothing() {
        queued("a");
        node.sql("update work_item set kind = 'TRANSCRIBE'");
        assertThat(queue.backlog().kinds()).isEmpty();
    }

    @Test
    void aRenewedLeaseHolds() {
        queued("a");
        ClaimedWork mine = queue.claim(me, ALL, NOTHING, 1).getFirst();
        node.sql("update work_item set leased_until = now() - interval '1 second'");
        queue.renew(me, List.of(mine.id()));
        assertThat(queue.claim(other, ALL, NOTHING, 1)).isEmpty();
    }

    @Test
    void whatIsToBeTriedAgainWaitsItsDelay() {
        queued("a");
        queue.again(me, queue.claim(me, ALL, NOTHING, 1).getFirst(), again(Duration.ofSeconds(30), true));
        assertThat(queue.claim(me, ALL, NOTHING, 1)).isEmpty();
        assertThat(node.column(String.class, "select because from work_item")).containsExactly("away");
        node.sql("update work_item set due_at = due_at - interval '31 seconds'");
        assertThat(queue.claim(me, ALL, NOTHING, 1))
                .singleElement()
                .satisfies(work -> assertThat(work.attempts()).isEqualTo(2))
                .satisfies(work -> assertThat(work.failures()).isEqualTo(1));
    }

    @Test
    void failuresInARowAreCounted() {
        queued("a");
        for (int failures = 1; failures <= 3; failures++) {
            ClaimedWork work = queue.claim(me, ALL, NOTHING, 1).getFirst();
            assertThat(work.failures()).isEqualTo(failures);
            queue.again(me, work, again(Duration.ZERO, false));
        }
    }

    @Test
    void whatIsGivenUpStaysWithItsReason() {
        queued("a");
        queue.givenUp(me, queue.claim(me, ALL, NOTHING, 1).getFirst(), "no such journal");
        assertThat(queue.claim(me, ALL, NOTHING, 1)).isEmpty();
        assertThat(node.column(String.class, "select because from work_item where state = 'GIVEN_UP'"))
                .containsExactly("no such journal");
        assertThat(queue.backlog().waiting()).isZero();
        assertThat(queue.backlog().oldest()).isZero();
        assertThat(queue.backlog().givenUp()).isEqualTo(1);
        assertThat(queue.backlog().of(WorkKind.finalising()).troubled()).isEqualTo(1);
    }

    @Test
    void aRecordingsFirstWorkIsQueuedOnce() {
        UUID recording = queued("a");
        node.inTransaction(entities -> {
            queue.begin(recording, "a");
            return "";
        });
        assertThat(node.count("select count(*) from work_item")).isEqualTo(1);
    }

    @Test
    void tellsHowLongTheOldestWaits() {
        queued("a");
        queued("a");
        node.sql("update work_item set due_at = now() - interval '90 seconds'");
        assertThat(queue.backlog().waiting()).isEqualTo(2);
        assertThat(queue.backlog().oldest()).isBetween(Duration.ofSeconds(89), Duration.ofSeconds(200));
    }

    private static WorkQueue.Again again(Duration delay, boolean planned) {
        return new WorkQueue.Again(delay, "away", planned);
    }

    private UUID queued(String onNode) {
        RecordingFacts call = Calls.call();
        node.inTransaction(entities -> {
            node.bean(Recordings.class).add(call, List.of());
            queue.begin(call.id(), onNode);
            return "";
        });
        return call.id();
    }
}
