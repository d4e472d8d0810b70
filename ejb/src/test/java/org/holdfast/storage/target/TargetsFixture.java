package org.holdfast.storage.target;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.holdfast.access.SignedIn;
import org.holdfast.audit.AuditAnchor;
import org.holdfast.audit.AuditTrail;
import org.holdfast.harness.Calls;
import org.holdfast.harness.DeletingNode;
import org.holdfast.harness.S3Proxy;
import org.holdfast.harness.StoringNode;
import org.holdfast.harness.TestNode;
import org.holdfast.harness.TestWiring;
import org.holdfast.playback.MediaFormat;
import org.holdfast.playback.PlayableMedia;
import org.holdfast.playback.Playback;
import org.holdfast.recording.RecordingFacts;
import org.holdfast.recording.row.RowId;
import org.holdfast.retention.LocalPurge;
import org.holdfast.settings.Setting;
import org.holdfast.storage.CatalogueRebuild;
import org.holdfast.storage.StorageCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node that stores at several targets, a bucket of a real S3 server and directories, and recordings for it. Every test has
 * a node of its own, on an empty database; what is at the targets outlives {@link #restart}. For the thread of the test.
 */
abstract class TargetsFixture {
    static final SignedIn ADMIN = new SignedIn(RowId.next(), "admin", "Admin", "127.0.0.1", Set.of());

    @TempDir
    Path home;

    private final String ofSettings = S3Proxy.bucket();
    final String other = S3Proxy.bucket();

    @SuppressWarnings("NullAway.Init") // each test starts it
    TestNode node;

    @BeforeEach
    void start() {
        StoringNode.configure(home, S3Proxy.endpoint(), ofSettings);
        StoringNode.set(Setting.MEDIA_LOW_WATER, "99");
        restart();
    }

    void restart() {
        node = StoringNode.start(DeletingNode.with(
                Targets.class,
                AuditTrail.class,
                AuditAnchor.class,
                StorageCheck.class,
                Playback.class,
                LocalPurge.class,
                CatalogueRebuild.class));
    }

    @AfterEach
    void stop() {
        node.close();
        TestWiring.SETTINGS.clear();
    }

    KnownTarget bucket(String name, int position, KnownTarget.Use use) {
        TargetAddress address = new TargetAddress(
                TargetAddress.Type.COMPATIBLE,
                S3Proxy.endpoint().toString(),
                "us-east-1",
                other,
                "held/fast",
                S3Proxy.ACCESS_KEY,
                "");
        return new KnownTarget(RowId.next(), 0, name, true, position, address, TargetTerms.usual(true), use);
    }

    static KnownTarget directory(String name, int position, KnownTarget.Use use) {
        TargetAddress address =
                new TargetAddress(TargetAddress.Type.DIRECTORY, "", "", "", "holdfast", "", "archive/" + name);
        return new KnownTarget(RowId.next(), 0, name, true, position, address, TargetTerms.usual(true), use);
    }

    static KnownTarget.Use tagged(String... tags) {
        return new KnownTarget.Use(List.of(), List.of(tags), "", 0, 0);
    }

    KnownTarget created(KnownTarget wanted) {
        return node.bean(Targets.class).create(ADMIN, wanted, S3Proxy.SECRET_KEY);
    }

    RecordingFacts recorded(String... tags) throws IOException {
        RecordingFacts call = Calls.call();
        node.bean(org.holdfast.recording.Recordings.class).add(call, List.of());
        for (String tag : tags) {
            node.sql("""
                    insert into recording_tag (id, tenant_id, origin_node, version, recording_id, tag, author)
                    select gen_random_uuid(), tenant_id, 'a', 1, id, '%s', 'a rule' from recording where id = '%s'
                    """.formatted(tag, call.id()));
        }
        StoringNode.finished(node, call, 1000);
        StoringNode.uploaded(node, call);
        return call;
    }

    List<String> remote(RecordingFacts call) {
        return StoringNode.places(node, call).stream()
                .filter(place -> !place.startsWith("local"))
                .map(place -> place.substring(0, place.indexOf(' ')))
                .distinct()
                .sorted()
                .toList();
    }

    byte[] heard(RecordingFacts call) throws IOException {
        PlayableMedia media =
                node.bean(Playback.class).media(call.id(), MediaFormat.STORED).orElseThrow();
        try (InputStream in = media.source().open(0, media.length())) {
            return in.readAllBytes();
        }
    }
}
