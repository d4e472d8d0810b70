package org.holdfast.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.holdfast.alarm.Alarm;
import org.holdfast.harness.Calls;
import org.holdfast.harness.Database;
import org.holdfast.harness.TestNode;
import org.holdfast.harness.TestWiring;
import org.holdfast.recording.RecordingFacts;
import org.holdfast.recording.Recordings;
import org.holdfast.settings.Setting;
import org.holdfast.storage.scrub.StorageWatch;
import org.holdfast.work.WorkEngine;
import org.holdfast.work.WorkQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Database, finaliser and work queue broken for real: alarm, metric and log line within a minute, once, and their end. */
class NodeAlarmsTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path home;

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger logger = Logger.getLogger("org.holdfast.worker");
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(line.getMessage());
        }

        @Override
        public void flush() {
            // kept in memory
        }

        @Override
        public void close() {
            // nothing is open
        }
    };
    private TestNode node;

    @BeforeEach
    void start() {
        logger.setLevel(Level.INFO); // tests keep to warnings else
        logger.addHandler(handler);
        TestWiring.set(Setting.MEDIA_DIRECTORY, home);
        node = TestNode.of(
                NodeAlarms.class,
                StorageWatch.class,
                NodeMetrics.class,
                CatalogueWatch.class,
                DatabaseProbe.class,
                Recordings.class,
                WorkQueue.class,
                WorkEngine.class);
        node.bean(NodeMetrics.class).register();
    }

    @AfterEach
    void stop() {
        logger.removeHandler(handler);
        TestWiring.SETTINGS.clear();
        node.close();
    }

    @Test
    void aDatabaseThatAnswersNobodyIsToldOfOnceAndItsReturnOnce() {
        awaitAlarm("database", false);
        node.sql("alter table flyway_schema_history rename to away");
        node.sql("create view flyway_schema_history as select '002'::text as version, true as success,"
                + " 1 as installed_rank from pg_sleep(20)");
        awaitAlarm("database", true);
        assertThat(gauge("holdfast.database.up")).isZero();
        assertThat(ofFinalising("holdfast.work.waiting")).isNaN();
        node.sql("drop view flyway_schema_history");
        node.sql("alter table away rename to flyway_schema_history");
        awaitAlarm("database", false);
        assertThat(gauge("holdfast.database.up")).isEqualTo(1);
        assertThat(lines).filteredOn(line -> line.contains("HOLDFAST-3601")).hasSize(1);
        assertThat(lines).filteredOn(line -> line.contains("HOLDFAST-3600")).hasSize(1);
    }

    @Test
    void aRecordingThatCannotBeFinalisedIsToldOfUntilItIsSetAside() {
        queued();
        node.sql("update work_item set state = 'GIVEN_UP', because = 'poison'");
        awaitAlarm("finaliser", true);
        assertThat(alarm("finaliser").reason()).isEqualTo("1 recordings cannot be finalised, 1 of them are given up");
        assertThat(ofFinalising("holdfast.work.given.up")).isEqualTo(1);
        node.sql("update work_item set set_aside_at = now(), set_aside_by = 'ada'");
        awaitAlarm("finaliser", false);
        assertThat(lines).filteredOn(line -> line.contains("HOLDFAST-3602")).hasSize(1);
    }

    @Test
    void workThatNobodyDoesIsToldOf() throws Exception {
        queued();
        node.sql("update work_item set due_at = now() - interval '1 minute'");
        try (Connection other = node.database().getConnection()) {
            other.setAutoCommit(false);
            try (var statement = other.createStatement()) {
                statement.execute("lock table work_item in exclusive mode"); // nobody can claim, all can read
            }
            awaitAlarm("work-queue", true);
            assertThat(alarm("work-queue").reason()).contains("nobody works on them");
            assertThat(ofFinalising("holdfast.work.oldest.seconds")).isGreaterThan(60);
            other.rollback();
        }
        Database.sql(node.database(), "update work_item set state = 'DONE'");
        awaitAlarm("work-queue", false);
        assertThat(lines).filteredOn(line -> line.contains("HOLDFAST-3603")).hasSize(1);
    }

    private void awaitAlarm(String kind, boolean raised) {
        await(kind + (raised ? " raised" : " over"))
                .atMost(SOON)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    node.bean(NodeAlarms.class).look();
                    return alarm(kind).raised() == raised && gauge("holdfast.alarm", kind) == (raised ? 1 : 0);
                });
    }

    private Alarm alarm(String kind) {
        return node.bean(NodeAlarms.class).now().stream()
                .filter(alarm -> alarm.kind().key().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private double gauge(String name) {
        return node.bean(MeterRegistry.class)
                .get(name)
                .gauges()
                .iterator()
                .next()
                .value();
    }

    private double ofFinalising(String name) {
        return node.bean(MeterRegistry.class)
                .get(name)
                .tag("kind", "finalise")
                .gauge()
                .value();
    }

    private double gauge(String name, String alarm) {
        return node.bean(MeterRegistry.class)
                .get(name)
                .tag("alarm", alarm)
                .gauge()
                .value();
    }

    private void queued() {
        RecordingFacts call = Calls.call();
        node.inTransaction(entities -> {
            node.bean(Recordings.class).add(call, List.of());
            node.bean(WorkQueue.class).begin(call.id(), "nobody");
            return "";
        });
    }
}
