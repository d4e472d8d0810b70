package org.holdfast.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.holdfast.harness.TestNode;
import org.holdfast.harness.TestWiring;
import org.holdfast.settings.Setting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditTrailTest {
    private static final Actor ADA = new Actor(UUID.randomUUID(), "ada", "127.0.60.1");

    @TempDir
    Path directory;

    private TestNode node;

    @BeforeEach
    void start() {
        TestWiring.set(Setting.AUDIT_DIRECTORY, directory.resolve("audit"));
        node = TestNode.of(AuditTrail.class, AuditAnchor.class, AuditVerifier.class, AuditSearch.class);
        for (int i = 1; i <= 25; i++) {
            add("entry " + i);
        }
    }

    @AfterEach
    void stop() {
        TestWiring.SETTINGS.clear();
        node.close();
    }

    @Test
    void aTrailNobodyTouchedIsIntact() {
        AuditProof proof = verify();
        assertThat(proof.problems()).isEmpty();
        assertThat(proof.intact()).isTrue();
        assertThat(proof.chains()).containsExactly(new AuditProof.Chain("a", 25, 25, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "at = at + interval '1 microsecond'",
                "actor_id = null",
                "actor = 'eve'",
                "address = '10.0.0.1'",
                "action = 'VIEW'",
                "object = 'user'",
                "object_id = 'other'",
                "detail = ''",
                "before_value = ''",
                "after_value = 'x'",
                "tenant_id = (select id from tenant where name = 'other')",
                "previous_hash = repeat('0', 64)",
                "hash = repeat('0', 64)"
            })
    void aChangeOfAnyColumnIsFound(String change) {
        node.sql("insert into tenant (id, name, origin_node, version) values (gen_random_uuid(), 'other', 'a', 1)");
        tamper("update audit_entry set " + change + " where seq = 12");
        assertThat(verify().intact()).isFalse();
        assertThat(verify().problems())
                .first()
                .extracting(AuditProof.Problem::seq)
                .isEqualTo(12L);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 13, 24, 25})
    void theLossOfAnyOneIsFound(int seq) {
        tamper("delete from audit_entry where seq = " + seq);
        assertThat(verify().intact()).isFalse();
    }

    @Test
    void theLossOfTheLastTenIsFoundAlsoAfterTheTrailWentOn() {
        tamper("delete from audit_entry where seq > 15");
        assertThat(verify().intact()).isFalse();
        for (int i = 0; i < 15; i++) {
            add("later " + i);
        }
        assertThat(verify().problems())
                .extracting(AuditProof.Problem::what)
                .containsExactly("it is another than the one that was noted in the anchor");
    }

    @Test
    void theLossOfAllIsFound() {
        tamper("truncate audit_entry");
        assertThat(verify().intact()).isFalse();
    }

    @Test
    void aChainMadeAnewFromAChangedEntryOnIsFoundByTheAnchor() {
        tamper("delete from audit_entry");
        TestNode forger = node;
        for (int i = 1; i <= 25; i++) {
            add(i == 12 ? "forged" : "entry " + i);
        }
        assertThat(forger.count("select count(*) from audit_entry")).isEqualTo(25);
        assertThat(verify().intact()).isFalse();
    }

    @Test
    void withoutItsAnchorNobodyVouchesForTheTrail() throws IOException {
        Files.delete(directory.resolve("audit/a.head"));
        assertThat(verify().intact()).isFalse();
        add("one more does not make it whole again");
        assertThat(verify().intact()).isFalse();
    }

    @Test
    void theDatabaseItselfRefusesToChangeTheTrail() {
        assertThatThrownBy(() -> node.sql("update audit_entry set actor = 'eve'"))
                .hasStackTraceContaining("only ever added to");
        assertThatThrownBy(() -> node.sql("delete from audit_entry")).hasStackTraceContaining("only ever added to");
        assertThatThrownBy(() -> node.sql("truncate audit_entry")).hasStackTraceContaining("only ever added to");
    }

    @Test
    void whatRollsBackWasNeverDone() {
        assertThatThrownBy(() -> node.inTransaction(entities -> {
                    add("never");
                    throw new IllegalStateException("rolled back");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(verify().chains().getFirst().lastSeq()).isEqualTo(25);
        add("the next");
        assertThat(node.count("select count(*) from audit_entry where seq = 26 and detail = 'the next'"))
                .isEqualTo(1);
    }

    @Test
    void pagesShowEveryEntryOnceTheNewestFirst() {
        AuditSearch search = node.bean(AuditSearch.class);
        AuditQuery query = new AuditQuery(null, null, "ADA", AuditAction.LISTEN, "recording", 10, null);
        AuditPage first = search.find(query);
        AuditPage second = search.find(query.at(first.next()));
        AuditPage third = search.find(query.at(second.next()));
        assertThat(third.next()).isNull();
        assertThat(first.items()).extracting(AuditRecord::seq).startsWith(25L).endsWith(16L);
        assertThat(third.items()).extracting(AuditRecord::seq).startsWith(5L).endsWith(1L);
        assertThat(search.find(new AuditQuery(null, null, "eve", null, null, 10, null))
                        .items())
                .isEmpty();
    }

    private void add(String detail) {
        node.bean(AuditTrail.class)
                .add(AuditEvent.of(ADA, AuditAction.LISTEN, "recording", "r1")
                        .saying(detail)
                        .changing("before " + detail, null));
    }

    private AuditProof verify() {
        return node.bean(AuditVerifier.class).verify();
    }

    /** As somebody who owns the database would. */
    private void tamper(String statement) {
        node.sql("alter table audit_entry disable trigger user");
        node.sql(statement);
        node.sql("alter table audit_entry enable trigger user");
    }
}
