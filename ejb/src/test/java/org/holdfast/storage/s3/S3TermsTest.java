package org.holdfast.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import org.holdfast.harness.ListeningServer;
import org.holdfast.harness.TestClock;
import org.holdfast.recording.row.Sha256;
import org.holdfast.storage.object.ObjectUpload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is really sent of encryption, class and lock: no stand-in for S3 keeps to all of these, so a server that only listens says
 * what arrived, and that it was signed.
 */
class S3TermsTest {
    private static final String KEY = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd";

    @TempDir
    Path temporary;

    private ListeningServer server;

    @BeforeEach
    void listen() throws IOException {
        server = new ListeningServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private S3Store store(S3Terms terms) throws IOException {
        return S3Store.of(
                new S3Address(
                        server.endpoint(),
                        "eu-central-1",
                        "archive",
                        "key",
                        "secret",
                        S3Dialect.COMPATIBLE,
                        terms,
                        S3Address.SMALLEST_PART,
                        Duration.ofSeconds(30)),
                new TestClock());
    }

    private ObjectUpload upload(int bytes) throws IOException {
        byte[] content = new byte[bytes];
        Path file = Files.write(temporary.resolve("file"), content);
        return new ObjectUpload("a/b", file, "audio/webm", bytes, HexFormat.of().formatHex(Sha256.digest(content)));
    }

    private static final S3Terms ALL =
            new S3Terms(S3Terms.Encryption.SSE_KMS, KEY, "STANDARD_IA", S3Terms.Lock.COMPLIANCE, Duration.ofDays(2555));

    private static void saysAllTerms(ListeningServer.Arrived request) {
        assertThat(request.headers())
                .containsEntry("x-amz-server-side-encryption", "aws:kms")
                .containsEntry("x-amz-server-side-encryption-aws-kms-key-id", KEY)
                .containsEntry("x-amz-server-side-encryption-bucket-key-enabled", "true")
                .containsEntry("x-amz-storage-class", "STANDARD_IA")
                .containsEntry("x-amz-object-lock-mode", "COMPLIANCE")
                .containsEntry("x-amz-object-lock-retain-until-date", "2033-11-20T12:00:00Z");
        assertThat(request.signs("x-amz-object-lock-mode")).isTrue();
        assertThat(request.signs("x-amz-server-side-encryption-aws-kms-key-id")).isTrue();
    }

    @Test
    void aPutSaysHowItIsToBeKept() throws IOException {
        try (S3Store store = store(ALL)) {
            store.putIfAbsent(upload(100));
        }
        assertThat(server.arrived()).singleElement().satisfies(put -> {
            saysAllTerms(put);
            assertThat(put.headers())
                    .containsEntry("if-none-match", "*")
                    .as("S3 wants one beside a lock")
                    .containsKey("x-amz-checksum-sha256");
        });
    }

    @Test
    void anUploadInPartsSaysItWhenItBegins() throws IOException {
        try (S3Store store = store(ALL)) {
            store.putIfAbsent(upload((int) S3Address.SMALLEST_PART + 1));
        }
        assertThat(server.arrived())
                .filteredOn(request ->
                        request.method().equals("POST") && request.query().startsWith("uploads"))
                .singleElement()
                .satisfies(S3TermsTest::saysAllTerms);
    }

    @Test
    void withKeysOfS3NoKeyIsNamed() throws IOException {
        try (S3Store store =
                store(new S3Terms(S3Terms.Encryption.SSE_S3, "", "", S3Terms.Lock.GOVERNANCE, Duration.ofDays(1)))) {
            store.putIfAbsent(upload(100));
        }
        assertThat(server.arrived().getFirst().headers())
                .containsEntry("x-amz-server-side-encryption", "AES256")
                .containsEntry("x-amz-object-lock-mode", "GOVERNANCE")
                .containsEntry("x-amz-object-lock-retain-until-date", "2026-11-23T12:00:00Z")
                .doesNotContainKeys("x-amz-server-side-encryption-aws-kms-key-id", "x-amz-storage-class");
    }

    @Test
    void withoutTermsTheBucketDecides() throws IOException {
        try (S3Store store = store(S3Terms.BUCKETS_OWN)) {
            store.putIfAbsent(upload(100));
            assertThat(store.hold("a/b", true)).isFalse();
        }
        assertThat(server.arrived()).hasSize(1);
        assertThat(server.arrived().getFirst().headers().keySet())
                .noneMatch(
                        header -> header.contains("encryption") || header.contains("lock") || header.contains("class"));
    }

    @Test
    void aLegalHoldIsSetAndReleasedOnTheObject() throws IOException {
        try (S3Store store = store(ALL)) {
            assertThat(store.hold("a/b", true)).isTrue();
            assertThat(store.hold("a/b", false)).isTrue();
        }
        assertThat(server.arrived())
                .allMatch(request ->
                        request.method().equals("PUT") && request.query().contains("legal-hold"));
        assertThat(server.arrived().get(0).body()).contains("<Status>ON</Status>");
        assertThat(server.arrived().get(1).body()).contains("<Status>OFF</Status>");
    }
}
