package org.holdfast.storage.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.holdfast.access.SignedIn;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.audit.AuditAnchor;
import org.holdfast.audit.AuditTrail;
import org.holdfast.harness.Calls;
import org.holdfast.harness.DeletingNode;
import org.holdfast.harness.S3Proxy;
import org.holdfast.harness.StoringNode;
import org.holdfast.harness.TestNode;
import org.holdfast.harness.TestWiring;
import org.holdfast.playback.MediaAddress;
import org.holdfast.playback.MediaFormat;
import org.holdfast.playback.PlayableMedia;
import org.holdfast.playback.Playback;
import org.holdfast.recording.RecordingFacts;
import org.holdfast.recording.export.CatalogueRows;
import org.holdfast.recording.row.RowId;
import org.holdfast.retention.Deletion;
import org.holdfast.retention.LocalPurge;
import org.holdfast.settings.Setting;
import org.holdfast.storage.CatalogueRebuild;
import org.holdfast.storage.StorageCheck;
import org.holdfast.storage.object.StoreFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several targets: a bucket of a real S3 server and directories, chosen by what a recording is. */
class TargetsTest {
    private static final SignedIn ADMIN = new SignedIn(RowId.next(), "admin", "Admin", "127.0.0.1", Set.of());

    @TempDir
    Path home;

    private final String ofSettings = S3Proxy.bucket();
    private final String other = S3Proxy.bucket();

    @SuppressWarnings("NullAway.Init") // each test starts it
    private TestNode node;

    @BeforeEach
    void start() {
        StoringNode.configure(home, S3Proxy.endpoint(), ofSettings);
        StoringNode.set(Setting.MEDIA_LOW_WATER, "99");
        restart();
    }

    private void restart() {
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

    private KnownTarget bucket(String name, int position, KnownTarget.Use use) {
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

    private static KnownTarget directory(String name, int position, KnownTarget.Use use) {
        TargetAddress address =
                new TargetAddress(TargetAddress.Type.DIRECTORY, "", "", "", "holdfast", "", "archive/" + name);
        return new KnownTarget(RowId.next(), 0, name, true, position, address, TargetTerms.usual(true), use);
    }

    private static KnownTarget.Use tagged(String... tags) {
        return new KnownTarget.Use(List.of(), List.of(tags), "", 0, 0);
    }

    private KnownTarget created(KnownTarget wanted) {
        return node.bean(Targets.class).create(ADMIN, wanted, S3Proxy.SECRET_KEY);
    }

    private RecordingFacts recorded(String... tags) throws IOException {
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

    private List<String> remote(RecordingFacts call) {
        return StoringNode.places(node, call).stream()
                .filter(place -> !place.startsWith("local"))
                .map(place -> place.substring(0, place.indexOf(' ')))
                .distinct()
                .sorted()
                .toList();
    }

    @Test
    void theFirstTargetThatFitsTakesARecordingAndTheBucketOfTheSettingsTheRest() throws IOException {
        KnownTarget trades = created(bucket("trades", 1, tagged("Trade", "fx")));
        KnownTarget complaints = created(directory("complaints", 2, tagged("complaint")));
        assertThat(remote(recorded())).containsExactly("s3");
        assertThat(remote(recorded("trade"))).containsExactly(trades.place());
        assertThat(remote(recorded("complaint"))).containsExactly(complaints.place());
        assertThat(remote(recorded("complaint", "FX"))).containsExactly(trades.place());
        assertThat(StoringNode.objects(other))
                .hasSize(2 * 3)
                .allMatch(file -> file.toString().contains("/held/fast/"));
    }

    @Test
    void theGroupOfWhoTalkedChoosesToo() throws IOException {
        UUID desk = RowId.next();
        UUID above = RowId.next();
        UUID trader = RowId.next();
        node.sql(
                "insert into user_group (id, tenant_id, origin_node, version, name) values ('%s', '%s', 'a', 1, 'Bank')"
                        .formatted(above, tenant()));
        node.sql(
                "insert into user_group (id, tenant_id, origin_node, version, name, parent_id) values ('%s', '%s', 'a', 1, 'Desk', '%s')"
                        .formatted(desk, tenant(), above));
        node.sql("""
                insert into app_user (id, tenant_id, origin_node, version, login, name, password_hash, enabled, group_ids)
                values ('%s', '%s', 'a', 1, 'trader', 'T', '', true, array['%s'::uuid])""".formatted(trader, tenant(), desk));
        KnownTarget bank = created(bucket("bank", 1, new KnownTarget.Use(List.of(above), List.of(), "", 0, 0)));
        RecordingFacts call = Calls.call();
        node.bean(org.holdfast.recording.Recordings.class).add(call, List.of());
        node.sql("insert into recording_assignment (tenant_id, user_id, recording_id) values ('%s', '%s', '%s')"
                .formatted(tenant(), trader, call.id()));
        StoringNode.finished(node, call, 100);
        StoringNode.uploaded(node, call);
        assertThat(remote(call)).containsExactly(bank.place());
        assertThat(remote(recorded())).containsExactly("s3");
    }

    private static UUID tenant() {
        return org.holdfast.recording.row.Tenant.DEFAULT;
    }

    @Test
    void aMirrorGetsTheSameAndPlaysWhenTheFirstIsAway() throws IOException {
        KnownTarget copy = created(directory("copy", 9, tagged("never")));
        KnownTarget first = created(bucket("first", 1, new KnownTarget.Use(List.of(), List.of(), copy.place(), 0, 0)));
        RecordingFacts call = recorded();
        assertThat(remote(call)).containsExactlyInAnyOrder(first.place(), copy.place());
        byte[] audio = Files.readAllBytes(StoringNode.file(node, call, "audio.webm"));
        assertThat(node.bean(LocalPurge.class).purge()).isEqualTo(2);
        assertThat(heard(call)).isEqualTo(audio);
        StorageTarget away = node.bean(StorageTargets.class).at(first.place()).orElseThrow();
        assertThatThrownBy(() -> away.ask(store -> {
                    throw new org.holdfast.storage.object.ObjectStoreFailed(
                            StoreFault.TIMEOUT, "as the test wants", null);
                }))
                .hasMessageContaining("test");
        for (Path object : StoringNode.objects(other)) {
            Files.delete(object);
        }
        assertThat(heard(call)).isEqualTo(audio);
    }

    @Test
    void whereATargetAllowsItWhoeverHasTheAddressHearsForAWhile() throws Exception {
        created(bucket("direct", 1, new KnownTarget.Use(List.of(), List.of("direct"), "", 60, 0)));
        RecordingFacts through = recorded();
        RecordingFacts direct = recorded("direct");
        Playback playback = node.bean(Playback.class);
        assertThat(playback.address(direct.id(), MediaFormat.STORED))
                .as("it is here, hence nearer")
                .isEmpty();
        byte[] audio = Files.readAllBytes(StoringNode.file(node, direct, "audio.webm"));
        node.bean(LocalPurge.class).purge();
        assertThat(playback.address(through.id(), MediaFormat.STORED)).isEmpty();
        MediaAddress address = playback.address(direct.id(), MediaFormat.STORED).orElseThrow();
        assertThat(address.toString()).doesNotContain("http");
        try (HttpClient browser = HttpClient.newHttpClient()) {
            HttpRequest part = HttpRequest.newBuilder(address.uri())
                    .header("Range", "bytes=10-19")
                    .build();
            HttpResponse<byte[]> answer = browser.send(part, HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(206);
            assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(audio, 10, 20)); // its end: see S3StoreTest
        }
    }

    private byte[] heard(RecordingFacts call) throws IOException {
        PlayableMedia media =
                node.bean(Playback.class).media(call.id(), MediaFormat.STORED).orElseThrow();
        try (InputStream in = media.source().open(0, media.length())) {
            return in.readAllBytes();
        }
    }

    @Test
    void aDeletedRecordingIsAtNoTargetAnyMore() throws IOException {
        KnownTarget copy = created(directory("copy", 9, tagged("never")));
        created(bucket("first", 1, new KnownTarget.Use(List.of(), List.of(), copy.place(), 0, 0)));
        RecordingFacts call = recorded();
        node.bean(Deletion.class).delete(call.id(), ADMIN.actor(), "a test");
        assertThat(StoringNode.objects(other)).isEmpty();
        try (Stream<Path> left = Files.walk(home.resolve("objects"))) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void aTargetThatHasRecordingsStaysWhereItIs() throws IOException {
        KnownTarget target = created(directory("kept", 1, KnownTarget.Use.EVERYTHING));
        recorded();
        Targets targets = node.bean(Targets.class);
        assertThatThrownBy(() -> targets.remove(ADMIN, id(target), null))
                .isInstanceOf(ChangeRejected.class)
                .hasMessageContaining("3 files");
        KnownTarget moved = new KnownTarget(
                target.id(),
                0,
                "kept",
                false,
                1,
                directory("moved", 1, tagged()).address(),
                target.terms(),
                target.use());
        assertThatThrownBy(() -> targets.change(ADMIN, moved, null, null)).hasMessageContaining("Make another");
        KnownTarget disabled =
                new KnownTarget(target.id(), 0, "kept", false, 1, target.address(), target.terms(), target.use());
        targets.change(ADMIN, disabled, null, null);
        assertThat(remote(recorded())).containsExactly("s3");
        KnownTarget empty = created(directory("empty", 1, tagged("never")));
        targets.remove(ADMIN, id(empty), null);
        assertThat(targets.find(id(empty))).isEmpty();
    }

    private static UUID id(KnownTarget target) {
        return java.util.Objects.requireNonNull(target.id());
    }

    @Test
    void aSecretGoesInAndNeverComesOut() throws IOException {
        KnownTarget target = created(bucket("sealed", 1, KnownTarget.Use.EVERYTHING));
        Targets targets = node.bean(Targets.class);
        targets.change(ADMIN, target, target.version(), null); // leaves it
        assertThat(check(target)).isEmpty();
        String rows = String.join(
                "\n",
                node.column(
                        String.class,
                        "select cast(to_jsonb(t) as text) from storage_target t union all select cast(to_jsonb(a) as text) from audit_entry a"));
        assertThat(rows).contains("sealed").doesNotContain(S3Proxy.SECRET_KEY);
        assertThat(targets.list().toString()).doesNotContain(S3Proxy.SECRET_KEY).doesNotContain("v1:");
        assertThat(Files.getPosixFilePermissions(home.resolve("secrets/keys"))).hasSize(2);
        KnownTarget thief = bucket("thief", 2, tagged("never"));
        node.bean(Targets.class).create(ADMIN, thief, null);
        node.sql(
                "update storage_target t set version = version + 1, sealed_secret = (select sealed_secret from storage_target where name = 'sealed') where name = 'thief'");
        TestWiring.CLOCK.pass(Duration.ofMinutes(1));
        assertThat(check(thief)).contains("somebody else's");
        Files.delete(home.resolve("secrets/keys"));
        KnownTarget later = created(bucket("later", 3, tagged("never")));
        assertThat(check(later)).isEmpty();
        node.sql("update storage_target set version = version + 1, position = 7 where name = 'sealed'");
        TestWiring.CLOCK.pass(Duration.ofMinutes(1));
        assertThat(check(target)).contains("copy the file from the node that sealed it");
    }

    /** What the test of the target says, empty when all is well. */
    private String check(KnownTarget target) throws IOException {
        StorageTarget open = node.bean(StorageTargets.class).at(target.place()).orElseThrow();
        return node.bean(StorageCheck.class).test(open).getLast().explained();
    }

    @Test
    void aRebuiltCatalogueFindsItsCopiesAtTheTargetItWasReadFrom() throws IOException {
        KnownTarget target = created(bucket("archive", 1, KnownTarget.Use.EVERYTHING));
        RecordingFacts call = recorded();
        String before = node.bean(CatalogueRows.class).digest();
        byte[] audio = Files.readAllBytes(StoringNode.file(node, call, "audio.webm"));
        Files.delete(StoringNode.file(node, call, "audio.webm"));
        node.close();
        restart(); // a database of its own, empty
        created(target);
        CatalogueRebuild rebuild = node.bean(CatalogueRebuild.class);
        rebuild.start(node.bean(StorageTargets.class).at(target.place()).orElseThrow());
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> !rebuild.progress().running());
        assertThat(rebuild.progress().because()).isEmpty();
        assertThat(node.bean(CatalogueRows.class).digest()).isEqualTo(before);
        assertThat(remote(call)).containsExactly(target.place());
        assertThat(heard(call)).isEqualTo(audio);
        node.close();
        restart();
        KnownTarget another = created(bucket("found again", 1, KnownTarget.Use.EVERYTHING));
        CatalogueRebuild again = node.bean(CatalogueRebuild.class);
        again.start(node.bean(StorageTargets.class).at(another.place()).orElseThrow());
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> !again.progress().running());
        assertThat(remote(call)).containsExactly(another.place());
        assertThat(heard(call)).isEqualTo(audio);
    }
}
