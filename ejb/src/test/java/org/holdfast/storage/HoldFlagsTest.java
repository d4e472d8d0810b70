package org.holdfast.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.holdfast.access.SignedIn;
import org.holdfast.audit.Actor;
import org.holdfast.audit.AuditAnchor;
import org.holdfast.audit.AuditTrail;
import org.holdfast.harness.Calls;
import org.holdfast.harness.DeletingNode;
import org.holdfast.harness.ListeningServer;
import org.holdfast.harness.StoringNode;
import org.holdfast.harness.TestNode;
import org.holdfast.harness.TestWiring;
import org.holdfast.recording.MediaCopy;
import org.holdfast.recording.RecordingFacts;
import org.holdfast.recording.Recordings;
import org.holdfast.recording.row.RowId;
import org.holdfast.retention.LegalHolds;
import org.holdfast.settings.Setting;
import org.holdfast.storage.s3.S3Terms;
import org.holdfast.storage.target.KnownTarget;
import org.holdfast.storage.target.TargetAddress;
import org.holdfast.storage.target.TargetTerms;
import org.holdfast.storage.target.Targets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hold of ours becomes a hold of the bucket's, where the target has Object Lock. */
class HoldFlagsTest {
    private static final Actor CAROL = new Actor(null, "carol", "");

    @TempDir
    Path home;

    @Test
    void theObjectsOfAHeldRecordingAreFlaggedAndReleasedWithIt() throws IOException {
        try (ListeningServer server = new ListeningServer()) {
            StoringNode.configure(home, server.endpoint(), "plain");
            StoringNode.set(Setting.S3_BUCKET, "");
            try (TestNode node = StoringNode.start(DeletingNode.with(
                    Targets.class, AuditTrail.class, AuditAnchor.class, HoldRows.class, HoldFlags.class))) {
                KnownTarget locking = locking(server);
                node.bean(Targets.class)
                        .create(new SignedIn(RowId.next(), "admin", "Admin", "", Set.of()), locking, "secret");
                RecordingFacts held = stored(node, locking);
                stored(node, locking);
                HoldFlags flags = node.bean(HoldFlags.class);
                assertThat(flags.look()).isZero();
                node.bean(LegalHolds.class).place(held.id(), "case 4711", CAROL);
                assertThat(flags.look()).isEqualTo(1);
                assertThat(flags.look()).as("once is enough").isZero();
                node.bean(LegalHolds.class).release(held.id(), CAROL);
                assertThat(flags.look()).isEqualTo(1);
                assertThat(server.arrived())
                        .hasSize(2)
                        .allMatch(request -> request.path().endsWith("/" + held.id() + "/audio.webm")
                                && request.query().equals("legal-hold"));
                assertThat(server.arrived().get(0).body()).contains("ON");
                assertThat(server.arrived().get(1).body()).contains("OFF");
            }
        } finally {
            TestWiring.SETTINGS.clear();
        }
    }

    private static KnownTarget locking(ListeningServer server) {
        TargetAddress address = new TargetAddress(
                TargetAddress.Type.COMPATIBLE,
                server.endpoint().toString(),
                "us-east-1",
                "worm",
                "holdfast",
                "key",
                "");
        TargetTerms terms = new TargetTerms(true, false, S3Terms.Encryption.NONE, "", "", S3Terms.Lock.GOVERNANCE, 30);
        return new KnownTarget(RowId.next(), 0, "worm", true, 1, address, terms, KnownTarget.Use.EVERYTHING);
    }

    private static RecordingFacts stored(TestNode node, KnownTarget target) {
        RecordingFacts call = Calls.call();
        Recordings recordings = node.bean(Recordings.class);
        recordings.add(call, List.of());
        recordings.copied(
                call.id(),
                new MediaCopy(
                        target.place(),
                        MediaCopy.Kind.STORED,
                        "audio/webm",
                        "holdfast/" + call.id() + "/audio.webm",
                        1,
                        "00",
                        Calls.NOON));
        return call;
    }
}
