package org.holdfast.storage.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.holdfast.harness.Calls;
import org.holdfast.harness.StoringNode;
import org.holdfast.playback.MediaAddress;
import org.holdfast.playback.MediaFormat;
import org.holdfast.playback.Playback;
import org.holdfast.recording.RecordingFacts;
import org.holdfast.recording.row.RowId;
import org.holdfast.retention.Deletion;
import org.holdfast.retention.LocalPurge;
import org.holdfast.storage.object.StoreFault;
import org.junit.jupiter.api.Test;

/** Which targets take a recording, by its tags and the groups of who talked; how it plays from there and is deleted. */
class TargetChoiceTest extends TargetsFixture {
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
}
