package org.holdfast.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.holdfast.access.FirstAdministrator;
import org.holdfast.access.TestPeople;
import org.holdfast.harness.TestNode;
import org.holdfast.harness.TestWiring;
import org.holdfast.live.LiveCalls;
import org.holdfast.live.LivePublisher;
import org.holdfast.live.LocalRecorder;
import org.holdfast.live.NoNeighbours;
import org.holdfast.settings.Setting;
import org.holdfast.storage.scrub.StorageWatch;
import org.holdfast.work.WorkEngine;
import org.holdfast.work.WorkQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeHealthTest {
    @TempDir
    Path home;

    private TestNode node;

    @BeforeEach
    void start() {
        TestWiring.set(Setting.MEDIA_DIRECTORY, home.resolve("media"));
        TestWiring.set(Setting.JOURNAL_DIRECTORY, home.resolve("journal"));
        node = TestPeople.node(
                NodeHealth.class,
                CatalogueWatch.class,
                NodeAlarms.class,
                StorageWatch.class,
                WorkEngine.class,
                DatabaseProbe.class,
                WorkQueue.class,
                LiveCalls.class,
                LivePublisher.class,
                LocalRecorder.class,
                NoNeighbours.class,
                FirstAdministrator.class);
    }

    @AfterEach
    void stop() {
        TestWiring.SETTINGS.clear();
        node.close();
    }

    @Test
    void webIsNotWellBeforeSomebodyCanSignIn() {
        assertThat(node.bean(NodeHealth.class).web().components())
                .filteredOn(part -> !part.up())
                .extracting(HealthReport.Component::name)
                .contains("sign-in");
    }

    @Test
    void webIsWellWhenDatabaseSchemaAndAdministratorAre() {
        node.bean(FirstAdministrator.class).ensure();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> node.bean(NodeHealth.class).web().up());
    }

    @Test
    void aSchemaWithoutThisReleasesMigrationsIsOld() {
        node.sql("delete from flyway_schema_history");
        assertThat(node.bean(NodeHealth.class).web().up()).isFalse();
        node.sql("drop table flyway_schema_history");
        assertThat(node.bean(NodeHealth.class).web().up()).isFalse();
    }

    @Test
    void aSchemaOfALaterReleaseWillDo() {
        node.sql("update flyway_schema_history set version = '999'");
        node.bean(FirstAdministrator.class).ensure();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> node.bean(NodeHealth.class).web().up());
    }

    @Test
    void aProcessWithoutThePortalSaysSoAndNamesOnlyItsOwnParts() {
        node.close();
        TestWiring.SETTINGS.setProperty(Setting.ROLES.property(), "recorder");
        start();
        assertThat(node.bean(NodeHealth.class).web().components())
                .singleElement()
                .satisfies(part -> assertThat(part.reason()).contains("serves no portal"));
        assertThat(node.bean(NodeHealth.class).full().components())
                .extracting(HealthReport.Component::name)
                .contains("database", "journal-outbox", "recorder")
                .doesNotContain("work-queue", "finaliser", "sign-in", "media-directory");
    }

    @Test
    void aWorkerWithoutARecorderTellsWhetherItsNodeHasOne() {
        node.close();
        TestWiring.SETTINGS.setProperty(Setting.ROLES.property(), "worker,portal");
        start();
        assertThat(node.bean(NodeHealth.class).full().components())
                .filteredOn(part -> part.name().equals("recorder"))
                .singleElement()
                .satisfies(part -> assertThat(part.up()).isFalse());
        assertThat(node.bean(NodeHealth.class).full().components())
                .extracting(HealthReport.Component::name)
                .doesNotContain("journal-outbox");
    }

    @Test
    void fullNamesEachPartAndItsReason() {
        assertThat(node.bean(NodeHealth.class).full().components())
                .extracting(HealthReport.Component::name)
                .contains(
                        "database",
                        "schema",
                        "finaliser",
                        "work-queue",
                        "drain",
                        "media-directory",
                        "journal-outbox",
                        "recorder");
        assertThat(node.bean(NodeHealth.class).full().components())
                .filteredOn(part -> !part.up())
                .allSatisfy(part -> assertThat(part.reason()).isNotEmpty());
    }

    @Test
    void thisReleaseNeedsTheLastMigrationThereIs() throws IOException {
        try (var files = Files.list(Path.of("..", "ddl"))) {
            List<String> migrations = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("V\\d+__.*\\.sql"))
                    .sorted()
                    .toList();
            assertThat(migrations.getLast()).startsWith("V" + SchemaState.NEEDED + "__");
        }
    }

    @Test
    void theNodeHasOneRowHoweverOftenItIsNoted() {
        node.bean(DatabaseProbe.class).noteNode("a", "recorder");
        node.bean(DatabaseProbe.class).noteNode("a", "recorder,worker");
        assertThat(node.column(String.class, "select roles from node")).containsExactly("recorder,worker");
    }
}
