package org.holdfast.work;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.holdfast.harness.Calls;
import org.holdfast.harness.TestNode;
import org.holdfast.harness.Transactions;
import org.holdfast.recording.RecordingFacts;
import org.holdfast.recording.Recordings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A node with the engine of slow work and three steps that do what the test says. Script and list of what was performed are
 * of the whole JVM, for CDI makes the steps: emptied before every test. The engine's threads and the test's share them.
 */
abstract class WorkEngineFixture {
    TestNode node;

    /** What the steps of this test do, by recording. */
    static final Map<UUID, Doing> SCRIPT = new ConcurrentHashMap<>();

    static final List<String> PERFORMED = new CopyOnWriteArrayList<>();

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
        static volatile boolean open;
        static volatile CountDownLatch network = new CountDownLatch(0);

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

    UUID queued(Doing doing) {
        RecordingFacts call = Calls.call();
        SCRIPT.put(call.id(), doing);
        node.inTransaction(entities -> {
            node.bean(Recordings.class).add(call, List.of());
            node.bean(WorkQueue.class).begin(call.id(), "a");
            return "";
        });
        return call.id();
    }

    List<String> state(UUID recording, String kind) {
        return node.column(
                String.class,
                "select state from work_item where recording_id = '%s' and kind = '%s'".formatted(recording, kind));
    }

    List<String> because(UUID recording) {
        return node.column(
                String.class,
                "select because from work_item where because is not null and recording_id = '%s'".formatted(recording));
    }
}
