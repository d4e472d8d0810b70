package org.holdfast.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.holdfast.access.people.Assignments;
import org.holdfast.finalise.EncodeStep;
import org.holdfast.finalise.FinaliseStep;
import org.holdfast.finalise.LocalEncryption;
import org.holdfast.finalise.Workshop;
import org.holdfast.harness.TestNode;
import org.holdfast.harness.TestWiring;
import org.holdfast.ingest.Intake;
import org.holdfast.key.MediaKeyRows;
import org.holdfast.key.MediaKeys;
import org.holdfast.key.NodeKeys;
import org.holdfast.recording.Recordings;
import org.holdfast.recording.export.CatalogueRows;
import org.holdfast.settings.Setting;
import org.holdfast.storage.FinishedJournals;
import org.holdfast.storage.MediaDirectory;
import org.holdfast.storage.UploadPolicy;
import org.holdfast.storage.UploadStep;
import org.holdfast.storage.Uploader;
import org.holdfast.storage.target.StorageTargets;
import org.holdfast.storage.target.StoredTargets;
import org.holdfast.work.WorkEngine;
import org.holdfast.work.WorkQueue;
import org.postgresql.ds.PGSimpleDataSource;

/** The worker in a process of its own: takes in what the connector announces and works until nothing waits. */
public final class WorkerUnderFault {
    private static final Class<?>[] WORKER = {
        Recordings.class,
        Assignments.class,
        Intake.class,
        WorkQueue.class,
        WorkEngine.class,
        MediaDirectory.class,
        NodeKeys.class,
        MediaKeyRows.class,
        MediaKeys.class,
        LocalEncryption.class,
        Workshop.class,
        FinaliseStep.class,
        EncodeStep.class,
        CatalogueRows.class,
        StoredTargets.class,
        StorageTargets.class,
        Uploader.class,
        UploadPolicy.class,
        FinishedJournals.class,
        UploadStep.class
    };
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private WorkerUnderFault() {}

    /** Arguments: JDBC URL, directory of journals, directory of media. */
    public static void main(String[] arguments) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(arguments[0]);
        database.setUser("postgres");
        work(database, Path.of(arguments[1]), Path.of(arguments[2]));
        System.exit(0);
    }

    /** Announces the call, perhaps once more, and works it off. */
    static void work(DataSource database, Path journals, Path media) {
        TestWiring.set(Setting.JOURNAL_DIRECTORY, journals);
        TestWiring.set(Setting.MEDIA_DIRECTORY, media);
        try (TestNode node = TestNode.on(database, WORKER)) {
            node.bean(Intake.class).take(SealedCall.announced());
            node.bean(WorkEngine.class).wake();
            Awaitility.await("nothing waits")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .untilAsserted(() -> assertThat(waiting(database)).isEmpty());
        }
    }

    /** Past the node's own transactions, which are counted. */
    private static List<String> waiting(DataSource database) throws SQLException {
        List<String> waiting = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select kind || ' ' || coalesce(because, '') from work_item where state = 'WAITING'")) {
            while (rows.next()) {
                waiting.add(rows.getString(1));
            }
        }
        return waiting;
    }
}
