package org.holdfast.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.holdfast.harness.Calls;
import org.holdfast.harness.TestNode;
import org.holdfast.harness.Transactions;
import org.holdfast.recording.RecordingFacts;
import org.holdfast.recording.Recordings;
import org.holdfast.recording.row.CatalogueUnavailable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkEngineTest {
    private TestNode node;

    /** What the steps of this test do, by recording. */
    private static final Map<UUID, Doing> SCRIPT = new ConcurrentHashMap<>();

    private static final List<String> PERFORMED = new CopyOnWriteArrayList<>();

    /** What a step does. */
    @FunctionalInterface
    interface Doing {
        WorkOutcome perform(UUID recordingId) throws Exception;
    }

    /** A step that does what the test says. */
    @ApplicationScoped
    public static class Finalise implements WorkStep {
        @Override
        public WorkKind kind() {
            return WorkKind.FINALISE;
        }

        @Override
        public WorkOutcome perform(UUID recordingId) throws Exception {
            assertThat(Transactions.active()).as("a transaction around a step").isFalse();
            PERFORMED.add("FINALISE " + recordingId);
            Doing doing = SCRIPT.get(recordingId);
            return doing == null ? WorkOutcome.done() : doing.perform(recordingId);
        }
    }

    /** The step after it. */
    @ApplicationScoped
    public static class Encode implements WorkStep {
        @Override
        public WorkKind kind() {
            return WorkKind.ENCODE;
        }

        @Override
        public WorkOutcome perform(UUID recordingId) {
            PERFORMED.add("ENCODE " + recordingId);
            return WorkOutcome.done();
        }
    }

    /** The last step, which waits for the network. */
    @ApplicationScoped
    public static class Upload implements WorkStep {
        private static volatile boolean open;
        private static volatile CountDownLatch network = new CountDownLatch(0);

        @Override
        public WorkKind kind() {
            return WorkKind.UPLOAD;
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public WorkOutcome perform(UUID recordingId) throws Exception {
            PERFORMED.add("UPLOAD " + recordingId);
            network.await();
            return WorkOutcome.done();
        }
    }

    @BeforeEach
    void start() {
        SCRIPT.clear();
        PERFORMED.clear();
        Upload.open = true;
        Upload.network = new CountDownLatch(0);
        node = TestNode.of(
                Recordings.class,
                WorkQueue.class,
                WorkList.class,
                WorkEngine.class,
                Finalise.class,
                Encode.class,
                Upload.class);
    }

    @AfterEach
    void stop() {
        node.close();
    }

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
    void nothingIsBlockedByOnePoisonedItem() {
        UUID poisoned = queued(id -> {
            throw new IllegalStateException("poison");
        });
        UUID good = queued(id -> WorkOutcome.done());
        await().atMost(Duration.ofMinutes(1)).until(() -> state(good, "ENCODE").equals(List.of("DONE")));
        await().atMost(Duration.ofMinutes(1))
                .until(() -> because(poisoned).equals(List.of("java.lang.IllegalStateException: poison")));
        assertThat(state(poisoned, "FINALISE")).containsExactly("WAITING");
    }

    @Test
    void onePoisonedItemAmongTwentyKeepsNoneOfThemWaiting() {
        UUID poisoned = queued(id -> {
            throw new StackOverflowError();
        });
        List<UUID> good = Stream.generate(() -> queued(id -> WorkOutcome.done()))
                .limit(19)
                .toList();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> good.stream().allMatch(one -> state(one, "ENCODE").equals(List.of("DONE"))));
        await().atMost(Duration.ofMinutes(1)).until(() -> givenUp(poisoned));
        assertThat(node.bean(WorkList.class).open(OpenWork.State.GIVEN_UP, null, 10))
                .singleElement()
                .satisfies(work -> assertThat(work.recordingId()).isEqualTo(poisoned))
                .satisfies(work -> assertThat(work.because()).contains("StackOverflowError"));
    }

    @Test
    void aDatabaseThatIsAwayWithinAStepIsNoFailureOfTheStep() {
        UUID waiting = queued(id -> {
            throw new CatalogueUnavailable(new SQLException("refused", "08001"));
        });
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            node.sql("update work_item set due_at = now() where leased_by is null");
            node.bean(WorkEngine.class).wake();
            return PERFORMED.size() > 2 * WorkEngine.MOST_FAILURES;
        });
        assertThat(state(waiting, "FINALISE")).containsExactly("WAITING");
        assertThat(because(waiting).toString()).contains("the database: ", "refused");
    }

    @Test
    void theDeadlockOfAStepIsTriedAgain() {
        UUID unlucky = queued(id -> {
            throw new IllegalStateException(new SQLException("deadlock detected", "40P01"));
        });
        await().atMost(Duration.ofMinutes(1)).until(() -> !because(unlucky).isEmpty());
        assertThat(node.column(Integer.class, "select failures from work_item")).containsExactly(0);
    }

    @Test
    void howAStepEndedIsWrittenDownWhenTheDatabaseIsBackAndNotDoneAgain() {
        UUID recording = queued(id -> {
            node.sql("create function away() returns trigger language plpgsql as "
                    + "$$ begin raise exception 'no room' using errcode = '53100'; end $$");
            node.sql("create trigger away before update or insert on work_item execute function away()");
            return WorkOutcome.done();
        });
        await().atMost(Duration.ofMinutes(1)).until(() -> PERFORMED.size() == 1);
        node.bean(WorkEngine.class).wake();
        node.bean(WorkEngine.class).renewLeases();
        node.sql("drop trigger away on work_item");
        node.sql("update work_item set leased_until = now() - interval '1 second'");
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            node.bean(WorkEngine.class).wake();
            return state(recording, "UPLOAD").equals(List.of("DONE"));
        });
        assertThat(PERFORMED).containsExactly("FINALISE " + recording, "ENCODE " + recording, "UPLOAD " + recording);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> node.bean(WorkEngine.class).running() == 0);
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
    void whatAlwaysFailsIsGivenUpAfterSomeTries() {
        UUID poisoned = queued(id -> {
            throw new IllegalStateException("poison");
        });
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            node.sql("update work_item set due_at = now() where leased_by is null");
            node.bean(WorkEngine.class).wake();
            return state(poisoned, "FINALISE").equals(List.of("GIVEN_UP"));
        });
        assertThat(PERFORMED).hasSize(WorkEngine.MOST_FAILURES);
        assertThat(state(poisoned, "ENCODE")).isEmpty();
    }

    @Test
    void whatEndedTheProcessTooOftenIsNotTriedAgain() {
        UUID deadly = queued(id -> WorkOutcome.retryAfter(Duration.ofHours(1), "not yet"));
        await().atMost(Duration.ofMinutes(1)).until(() -> because(deadly).equals(List.of("not yet")));
        PERFORMED.clear();
        node.sql("update work_item set due_at = now(), failures = " + WorkEngine.MOST_FAILURES);
        node.bean(WorkEngine.class).wake();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> state(deadly, "FINALISE").equals(List.of("GIVEN_UP")));
        assertThat(PERFORMED).isEmpty();
    }

    @Test
    void aPlannedOutageIsNeverGivenUp() {
        UUID waiting = queued(id -> WorkOutcome.retryAfter(Duration.ZERO, "object store away"));
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            node.bean(WorkEngine.class).wake();
            return PERFORMED.size() > 2 * WorkEngine.MOST_FAILURES;
        });
        assertThat(state(waiting, "FINALISE")).containsExactly("WAITING");
        SCRIPT.clear();
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            node.bean(WorkEngine.class).wake();
            return state(waiting, "ENCODE").equals(List.of("DONE"));
        });
    }

    @Test
    void aStepThatGivesUpEndsTheRowWithItsReason() {
        UUID hopeless = queued(id -> WorkOutcome.giveUp("the journal is gone"));
        await().atMost(Duration.ofMinutes(1))
                .until(() -> state(hopeless, "FINALISE").equals(List.of("GIVEN_UP")));
        assertThat(because(hopeless)).containsExactly("the journal is gone");
    }

    @Test
    void worksOnAfterTheDatabaseWasAway() {
        CountDownLatch away = new CountDownLatch(1);
        UUID recording = queued(id -> {
            away.await();
            return WorkOutcome.done();
        });
        await().atMost(Duration.ofMinutes(1)).until(() -> PERFORMED.size() == 1);
        node.sql("alter table work_item rename to work_item_away");
        away.countDown();
        node.bean(WorkEngine.class).wake();
        node.bean(WorkEngine.class).renewLeases();
        node.sql("alter table work_item_away rename to work_item");
        node.sql("update work_item set leased_until = now() - interval '1 second'");
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            node.bean(WorkEngine.class).wake();
            return state(recording, "ENCODE").equals(List.of("DONE"));
        });
    }

    private boolean givenUp(UUID recording) {
        node.sql("update work_item set due_at = now() where leased_by is null and state = 'WAITING'");
        node.bean(WorkEngine.class).wake();
        return state(recording, "FINALISE").equals(List.of("GIVEN_UP"));
    }

    private UUID queued(Doing doing) {
        RecordingFacts call = Calls.call();
        SCRIPT.put(call.id(), doing);
        node.inTransaction(entities -> {
            node.bean(Recordings.class).add(call, List.of());
            node.bean(WorkQueue.class).begin(call.id(), "a");
            return "";
        });
        return call.id();
    }

    private List<String> state(UUID recording, String kind) {
        return node.column(
                String.class,
                "select state from work_item where recording_id = '%s' and kind = '%s'".formatted(recording, kind));
    }

    private List<String> because(UUID recording) {
        return node.column(
                String.class,
                "select because from work_item where because is not null and recording_id = '%s'".formatted(recording));
    }
}
