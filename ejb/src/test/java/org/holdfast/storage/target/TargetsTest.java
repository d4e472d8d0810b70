package org.holdfast.storage.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.harness.S3Proxy;
import org.holdfast.harness.StoringNode;
import org.holdfast.harness.TestWiring;
import org.holdfast.recording.RecordingFacts;
import org.holdfast.recording.export.CatalogueRows;
import org.holdfast.storage.CatalogueRebuild;
import org.holdfast.storage.StorageCheck;
import org.junit.jupiter.api.Test;

/** Targets as an administrator keeps them: changed and removed, their secrets, and a catalogue rebuilt from one. */
class TargetsTest extends TargetsFixture {
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
