package org.holdfast.storage.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.AbstractStringAssert;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.recording.row.RowId;
import org.holdfast.storage.s3.S3Terms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetRulesTest {
    private static final TargetTerms PLAIN = TargetTerms.usual(true);

    private static KnownTarget target(TargetAddress address, TargetTerms terms, int presignSeconds) {
        KnownTarget.Use use = new KnownTarget.Use(List.of(), List.of(), "", presignSeconds, 0);
        return new KnownTarget(RowId.next(), 0, "x", true, 1, address, terms, use);
    }

    private static TargetAddress bucket(TargetAddress.Type type, String endpoint) {
        return new TargetAddress(type, endpoint, "eu-central-1", "archive", "holdfast", "", "");
    }

    private static AbstractStringAssert<?> rejected(KnownTarget wanted) {
        String[] field = new String[1];
        assertThatThrownBy(() -> TargetRules.check(wanted))
                .isInstanceOfSatisfying(ChangeRejected.class, rejected -> field[0] = rejected.field());
        return assertThat(field[0]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest",
                "http://[fd00:ec2::254]/",
                "http://0.0.0.0:9000",
                "http://user:pw@127.0.0.1/",
                "file:///etc",
                "not a url",
                ""
            })
    void anEndpointThatMayNotBeAskedIsRefused(String endpoint) {
        rejected(target(bucket(TargetAddress.Type.COMPATIBLE, endpoint), PLAIN, 0))
                .isEqualTo("endpoint");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "../out", "/etc", "a/../../b"})
    void aDirectoryLeadsDown(String directory) {
        TargetAddress bad = new TargetAddress(TargetAddress.Type.DIRECTORY, "", "", "", "holdfast", "", directory);
        rejected(target(bad, PLAIN, 0)).isEqualTo("directory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "a//b", "/a", "a/", "b c"})
    void aPrefixHasParts(String prefix) {
        TargetAddress bad = new TargetAddress(TargetAddress.Type.AWS, "", "eu-central-1", "archive", prefix, "", "");
        rejected(target(bad, PLAIN, 0)).isEqualTo("prefix");
    }

    private static TargetTerms terms(
            S3Terms.Encryption encryption, String key, String kept, S3Terms.Lock lock, int days) {
        return new TargetTerms(false, true, encryption, key, kept, lock, days);
    }

    @Test
    void termsGoTogether() {
        TargetAddress aws = bucket(TargetAddress.Type.AWS, "");
        TargetRules.check(target(
                aws, terms(S3Terms.Encryption.SSE_KMS, "alias/x", "GLACIER_IR", S3Terms.Lock.COMPLIANCE, 2555), 300));
        rejected(target(aws, terms(S3Terms.Encryption.SSE_S3, "alias/x", "", S3Terms.Lock.NONE, 0), 0))
                .isEqualTo("kmsKey");
        rejected(target(aws, terms(S3Terms.Encryption.NONE, "", "DEEP_ARCHIVE", S3Terms.Lock.NONE, 0), 0))
                .isEqualTo("storageClass");
        rejected(target(aws, terms(S3Terms.Encryption.NONE, "", "", S3Terms.Lock.GOVERNANCE, 0), 0))
                .isEqualTo("lockDays");
        rejected(target(aws, terms(S3Terms.Encryption.NONE, "", "", S3Terms.Lock.NONE, 1), 0))
                .isEqualTo("lockDays");
        rejected(target(aws, PLAIN, 301)).isEqualTo("presignSeconds");
    }
}
