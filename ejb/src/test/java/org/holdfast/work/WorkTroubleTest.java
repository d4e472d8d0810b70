package org.holdfast.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.holdfast.recording.row.CatalogueUnavailable;
import org.junit.jupiter.api.Test;

/** Items that fail, once or always, and a database that goes away and comes back: each leaves the rest to be worked off. */
class WorkTroubleTest extends WorkEngineFixture {
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
}
