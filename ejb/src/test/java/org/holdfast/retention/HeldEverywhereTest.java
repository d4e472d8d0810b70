package org.holdfast.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.holdfast.access.SignedIn;
import org.holdfast.access.TestPeople;
import org.holdfast.access.UserChange;
import org.holdfast.access.gate.Gate;
import org.holdfast.access.gate.OutOfReach;
import org.holdfast.access.gate.Refused;
import org.holdfast.access.gate.Right;
import org.holdfast.erasure.ErasureJob;
import org.holdfast.erasure.ErasureQueue;
import org.holdfast.erasure.ErasureReport;
import org.holdfast.erasure.Erasures;
import org.holdfast.erasure.KnownErasure;
import org.holdfast.erasure.NamedSearches;
import org.holdfast.erasure.PersonSearch;
import org.holdfast.erasure.Subject;
import org.holdfast.harness.Calls;
import org.holdfast.harness.DeletingNode;
import org.holdfast.harness.S3Proxy;
import org.holdfast.harness.StoringNode;
import org.holdfast.harness.TestNode;
import org.holdfast.harness.TestWiring;
import org.holdfast.recording.RecordingFacts;
import org.holdfast.recording.Recordings;
import org.holdfast.retention.policy.KeepingBeans;
import org.holdfast.settings.Setting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One recording under legal hold against everything that deletes; and after its release, each of them does. */
class HeldEverywhereTest {
    private static final List<String> ROLES =
            List.of("agent", "supervisor", "compliance officer", "telephony engineer", "administrator", "auditor");

    @TempDir
    Path home;

    private final String bucket = S3Proxy.bucket();
    private final RecordingFacts call = Calls.call();

    @SuppressWarnings("NullAway.Init") // each test starts it
    private TestNode node;

    @SuppressWarnings("NullAway.Init")
    private SignedIn admin;

    @BeforeEach
    void start() throws IOException {
        StoringNode.configure(home, S3Proxy.endpoint(), bucket);
        StoringNode.set(Setting.MEDIA_LOW_WATER, "99");
        node = StoringNode.start(DeletingNode.with(TestPeople.and(KeepingBeans.with(
                LocalPurge.class,
                Erasures.class,
                ErasureQueue.class,
                ErasureReport.class,
                ErasureJob.class,
                PersonSearch.class,
                NamedSearches.class))));
        admin = TestPeople.admin(node);
        StoringNode.finished(node, call, 1000);
        StoringNode.uploaded(node, call);
        node.bean(LegalHolds.class).place(call.id(), "case 4711", admin.actor());
    }

    @AfterEach
    void stop() {
        node.close();
        TestWiring.SETTINGS.clear();
    }

    @Test
    void nothingDeletesIt() throws IOException {
        assertThat(node.bean(LocalPurge.class).purge()).as("low-water purge").isZero();
        TestWiring.CLOCK.pass(Duration.ofDays(400));
        KeepingBeans.policies(node, admin);
        assertThat(KeepingBeans.run(node).held())
                .as("retention by age and by quota")
                .isEqualTo(1);
        for (String role : ROLES) {
            deletedBy(role);
        }
        assertThat(erased().prevented()).as("erasure").isEqualTo(1);
        assertThat(node.bean(Recordings.class).facts(call.id())).isPresent();
        assertThat(StoringNode.file(node, call, "audio.wav")).exists();
        assertThat(StoringNode.objects(bucket)).hasSize(3);
        assertThat(node.bean(LegalHolds.class).list(org.holdfast.access.gate.Reach.EVERYTHING, null, 10))
                .singleElement()
                .satisfies(held -> assertThat(held.reason()).isEqualTo("case 4711"));

        node.bean(LegalHolds.class).release(call.id(), admin.actor());
        assertThat(KeepingBeans.run(node).gone()).isEqualTo(1);
        assertThat(StoringNode.objects(bucket)).isEmpty();
    }

    /** As the REST operation does: the gate is asked for the right, then the deletion. */
    private void deletedBy(String role) {
        UUID id = node.column(UUID.class, "select id from app_role where name = '" + role + "'")
                .getFirst();
        SignedIn user = TestPeople.user(node, "by-" + role.replace(' ', '-'), UserChange.NONE.withRoles(List.of(id)));
        boolean allowed = node.bean(Gate.class).may(user, Right.DELETE, call.id());
        assertThat(allowed)
                .as(role)
                .isEqualTo(List.of("compliance officer", "administrator").contains(role));
        assertThatThrownBy(() -> {
                    node.bean(Gate.class).requireRecording(user, Right.DELETE, call.id());
                    node.bean(Deletion.class).delete(call.id(), user.actor(), "");
                })
                .as(role)
                .isInstanceOfAny(Refused.class, OutOfReach.class, DeletionRefused.class)
                .satisfies(refused ->
                        assertThat(refused instanceof DeletionRefused).isEqualTo(allowed));
    }

    private KnownErasure erased() {
        Erasures erasures = node.bean(Erasures.class);
        KnownErasure asked =
                erasures.request(admin, "GDPR 17", new Subject(Subject.Kind.ADDRESS, "sip:alice@example.com"));
        erasures.confirm(admin, asked.id(), 1);
        while (node.bean(ErasureJob.class).round()) {
            // until nothing is due
        }
        return erasures.find(asked.id()).orElseThrow();
    }
}
