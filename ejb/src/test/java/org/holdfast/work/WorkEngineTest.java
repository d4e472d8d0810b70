package org.holdfast.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.holdfast.harness.Calls;
import org.holdfast.recording.RecordingFacts;
import org.holdfast.recording.Recordings;
import org.junit.jupiter.api.Test;

class WorkEngineTest extends WorkEngineFixture {
    @Test
    void theCommitOfNewWorkIsEnoughToSetItGoing() {
        UUID recording = queued(id -> WorkOutcome.done());
        await().atMost(Duration.ofMinutes(1))
                .until(() -> state(recording, "UPLOAD").equals(List.of("DONE")));
        assertThat(PERFORMED).containsExactly("FINALISE " + recording, "ENCODE " + recording, "UPLOAD " + recording);
        assertThat(node.count("select count(*) from work_item")).isEqualTo(3);
    }

    @Test
    void workQueuedInALongTransactionIsLookedForAtItsCommitAndNotBefore() {
        RecordingFacts call = Calls.call();
        CountDownLatch neverMind = new CountDownLatch(1);
        node.inTransaction(entities -> {
            node.bean(Recordings.class).add(call, List.of());
            node.bean(WorkQueue.class).begin(call.id(), "a");
            try {
                return neverMind.await(500, TimeUnit.MILLISECONDS); // long enough for a look that comes too early
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        await().atMost(Duration.ofMinutes(1))
                .until(() -> state(call.id(), "ENCODE").equals(List.of("DONE")));
    }

    @Test
    void uploadsThatHangKeepNoCallFromBeingFinalised() {
        CountDownLatch network = new CountDownLatch(1);
        Upload.network = network;
        List<UUID> calls = java.util.stream.Stream.generate(() -> queued(id -> WorkOutcome.done()))
                .limit(7)
                .toList();
        await().atMost(Duration.ofMinutes(1))
                .until(() ->
                        calls.stream().allMatch(call -> state(call, "ENCODE").equals(List.of("DONE"))));
        assertThat(node.count("select count(*) from work_item where kind = 'UPLOAD' and state = 'DONE'"))
                .isZero();
        network.countDown();
        await().atMost(Duration.ofMinutes(1))
                .until(() ->
                        calls.stream().allMatch(call -> state(call, "UPLOAD").equals(List.of("DONE"))));
    }

    @Test
    void whatIsClosedIsNotBegunUntilItOpens() {
        Upload.open = false;
        UUID call = queued(id -> WorkOutcome.done());
        await().atMost(Duration.ofMinutes(1)).until(() -> state(call, "UPLOAD").equals(List.of("WAITING")));
        node.bean(WorkEngine.class).wake();
        assertThat(node.count("select attempts::bigint from work_item where kind = 'UPLOAD'"))
                .isZero();
        Upload.open = true;
        node.bean(WorkEngine.class).wake();
        await().atMost(Duration.ofMinutes(1)).until(() -> state(call, "UPLOAD").equals(List.of("DONE")));
    }

    @Test
    void whatWasGivenUpRunsAgainWhenAnOperatorSaysSo() {
        UUID mended = queued(id -> WorkOutcome.giveUp("no such journal"));
        await().atMost(Duration.ofMinutes(1))
                .until(() -> state(mended, "FINALISE").equals(List.of("GIVEN_UP")));
        SCRIPT.clear();
        WorkList list = node.bean(WorkList.class);
        UUID item = list.open(OpenWork.State.GIVEN_UP, null, 10).getFirst().id();
        assertThat(list.runAgain(item)).isTrue();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> state(mended, "ENCODE").equals(List.of("DONE")));
        assertThat(list.runAgain(item)).as("what is done").isFalse();
    }

    @Test
    void whatIsSetAsideIsNoAlarmAndCanStillRunAgain() {
        UUID lost = queued(id -> WorkOutcome.giveUp("no such journal"));
        await().atMost(Duration.ofMinutes(1))
                .until(() -> state(lost, "FINALISE").equals(List.of("GIVEN_UP")));
        WorkList list = node.bean(WorkList.class);
        UUID item = list.open(OpenWork.State.GIVEN_UP, null, 10).getFirst().id();
        assertThat(list.setAside(item, "ada")).isTrue();
        assertThat(list.setAside(item, "ada")).as("twice").isFalse();
        assertThat(list.open(OpenWork.State.GIVEN_UP, null, 10)).isEmpty();
        assertThat(list.open(OpenWork.State.SET_ASIDE, null, 10))
                .singleElement()
                .satisfies(work -> assertThat(work.byWhom()).isEqualTo("ada"));
        assertThat(node.bean(WorkQueue.class).backlog().givenUp()).isZero();
        SCRIPT.clear();
        assertThat(list.runAllAgain()).as("all but what is set aside").isZero();
        assertThat(list.runAgain(item)).isTrue();
        await().atMost(Duration.ofMinutes(1)).until(() -> state(lost, "ENCODE").equals(List.of("DONE")));
    }

    @Test
    void whatRunsIsListedAsRunningAndIsNotStartedTwice() {
        CountDownLatch go = new CountDownLatch(1);
        UUID slow = queued(id -> {
            go.await();
            return WorkOutcome.done();
        });
        WorkList list = node.bean(WorkList.class);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> list.open(OpenWork.State.RUNNING, null, 10).size() == 1);
        OpenWork running = list.open(OpenWork.State.RUNNING, null, 10).getFirst();
        assertThat(list.runAgain(running.id())).isFalse();
        assertThat(list.open(OpenWork.State.RUNNING, running.id(), 10))
                .as("the next page")
                .isEmpty();
        go.countDown();
        await().atMost(Duration.ofMinutes(1)).until(() -> state(slow, "ENCODE").equals(List.of("DONE")));
    }

    @Test
    void aStepThatGivesUpEndsTheRowWithItsReason() {
        UUID hopeless = queued(id -> WorkOutcome.giveUp("the journal is gone"));
        await().atMost(Duration.ofMinutes(1))
                .until(() -> state(hopeless, "FINALISE").equals(List.of("GIVEN_UP")));
        assertThat(because(hopeless)).containsExactly("the journal is gone");
    }
}
