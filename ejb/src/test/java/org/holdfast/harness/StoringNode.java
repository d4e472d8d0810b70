package org.holdfast.harness;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.holdfast.key.MediaKeyRows;
import org.holdfast.key.MediaKeys;
import org.holdfast.key.NodeKeys;
import org.holdfast.recording.MediaCopy;
import org.holdfast.recording.MediaCopy.Kind;
import org.holdfast.recording.RecordingFacts;
import org.holdfast.recording.Recordings;
import org.holdfast.recording.export.CatalogueRows;
import org.holdfast.recording.row.Sha256;
import org.holdfast.settings.Setting;
import org.holdfast.storage.FinishedJournals;
import org.holdfast.storage.MediaDirectory;
import org.holdfast.storage.UploadPolicy;
import org.holdfast.storage.UploadStep;
import org.holdfast.storage.Uploader;
import org.holdfast.storage.object.TargetState;
import org.holdfast.storage.target.StorageTarget;
import org.holdfast.storage.target.StorageTargets;
import org.holdfast.storage.target.StoredTargets;
import org.holdfast.work.WorkEngine;
import org.holdfast.work.WorkQueue;

/** A node that uploads to a bucket of the real S3 server, and recordings for it. */
public final class StoringNode {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private StoringNode() {}

    /** Settings of a node that keeps its files there and its objects in that bucket. */
    public static void configure(Path home, URI endpoint, String bucket) {
        TestWiring.set(Setting.STORAGE_DIRECTORY, home.resolve("objects"));
        TestWiring.set(Setting.SECRETS_KEY_FILE, home.resolve("secrets/keys"));
        TestWiring.set(Setting.JOURNAL_DIRECTORY, home.resolve("journal"));
        TestWiring.set(Setting.MEDIA_DIRECTORY, home.resolve("media"));
        set(Setting.S3_ENDPOINT, endpoint.toString());
        set(Setting.S3_BUCKET, bucket);
        set(Setting.S3_ACCESS_KEY, S3Proxy.ACCESS_KEY);
        set(Setting.S3_SECRET_KEY, S3Proxy.SECRET_KEY);
    }

    public static void set(Setting setting, String value) {
        TestWiring.SETTINGS.setProperty(setting.property(), value);
    }

    /** Starts it, with these beans besides. */
    public static TestNode start(Class<?>... more) {
        return on(Database.fresh(), more);
    }

    /** Starts it on that database, with these beans besides. */
    public static TestNode on(DataSource database, Class<?>... more) {
        Stream<Class<?>> own = Stream.of(
                Recordings.class,
                CatalogueRows.class,
                WorkQueue.class,
                WorkEngine.class,
                MediaDirectory.class,
                StoredTargets.class,
                StorageTargets.class,
                Uploader.class,
                UploadPolicy.class,
                FinishedJournals.class,
                NodeKeys.class,
                MediaKeyRows.class,
                MediaKeys.class,
                UploadStep.class);
        return TestNode.on(database, Stream.concat(own, Stream.of(more)).toArray(Class<?>[]::new));
    }

    /** A recording as finalising and encoding leave it, queued for upload. */
    public static void finished(TestNode node, RecordingFacts facts, int bytes) throws IOException {
        Recordings recordings = node.bean(Recordings.class);
        recordings.add(
                facts,
                List.of(new RecordingFacts.Body(facts.startedAt(), "INVITE", "application/sdp", new byte[] {1, 2})));
        byte[] audio = new byte[bytes];
        new Random(facts.id().getLeastSignificantBits()).nextBytes(audio);
        recordings.copied(facts.id(), kept(node, facts, "audio.wav", Kind.LOSSLESS, audio));
        recordings.copied(facts.id(), kept(node, facts, "audio.webm", Kind.STORED, audio));
        recordings.copied(
                facts.id(), kept(node, facts, "peaks.json", Kind.PEAKS, "[1]".getBytes(StandardCharsets.UTF_8)));
        node.inTransaction(entities ->
                entities.createNativeQuery("""
                        insert into work_item (id, tenant_id, recording_id, kind, node, state, due_at, created_at)
                        select gen_random_uuid(), tenant_id, id, 'UPLOAD', 'a', 'WAITING', now(), now()
                          from recording where id = :id
                        """).setParameter("id", facts.id()).executeUpdate());
        node.bean(WorkEngine.class).wake();
    }

    /** A file of that recording, written and read back. */
    public static MediaCopy kept(TestNode node, RecordingFacts facts, String name, Kind kind, byte[] content)
            throws IOException {
        Path file = file(node, facts, name);
        Files.createDirectories(file.resolveSibling(""));
        Files.write(file, content);
        return node.bean(MediaDirectory.class)
                .verified(file, kind, "application/octet-stream", HexFormat.of().formatHex(Sha256.digest(content)));
    }

    /** A file of that recording on the node. */
    public static Path file(TestNode node, RecordingFacts facts, String name) {
        return node.bean(MediaDirectory.class)
                .folder(facts.id(), facts.startedAt())
                .resolve(name);
    }

    /** Waits until its upload is done; lets time pass for the circuit breaker and for delayed work. */
    public static void uploaded(TestNode node, RecordingFacts facts) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> isDone(node, facts));
    }

    /** Whether its upload is done; else hurries. */
    public static boolean isDone(TestNode node, RecordingFacts facts) {
        hurry(node);
        return node.count("select count(*) from work_item where state = 'DONE' and kind = 'UPLOAD' and recording_id = '"
                        + facts.id() + "'")
                == 1;
    }

    /** What waits is due now. */
    public static void hurry(TestNode node) {
        TestWiring.CLOCK.pass(Duration.ofMinutes(5));
        node.sql("update work_item set due_at = now() where leased_by is null");
        node.bean(WorkEngine.class).wake();
    }

    /** The bucket of the settings. */
    public static StorageTarget target(TestNode node) {
        return node.bean(StorageTargets.class).ofSettings().orElseThrow();
    }

    /** How the bucket of the settings fares. */
    public static TargetState state(TestNode node) {
        return target(node).state();
    }

    /** Where the copies of that recording are, and what they are. */
    public static List<String> places(TestNode node, RecordingFacts facts) {
        return node.bean(Recordings.class).copies(facts.id()).stream()
                .map(copy -> copy.place() + " " + copy.kind())
                .toList();
    }

    /** Every object of the bucket, as a file. */
    public static List<Path> objects(String bucket) throws IOException {
        try (Stream<Path> tree = Files.walk(S3Proxy.directory(bucket))) {
            return tree.filter(Files::isRegularFile).toList();
        }
    }
}
