package org.holdfast.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import org.holdfast.harness.S3Proxy;
import org.holdfast.storage.object.ObjectStore;
import org.holdfast.storage.object.ObjectStoreContract;
import org.holdfast.storage.object.ObjectStoreFailed;
import org.holdfast.storage.object.ObjectUpload;
import org.holdfast.storage.object.StoreFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

class S3StoreTest implements ObjectStoreContract {
    @TempDir
    Path temporary;

    private final String bucket = S3Proxy.bucket();
    private S3Store store;

    @BeforeEach
    void open() throws ObjectStoreFailed {
        store = S3Store.of(address(S3Proxy.endpoint(), bucket, S3Proxy.SECRET_KEY), Clock.systemUTC());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static S3Address address(URI endpoint, String bucket, String secret) {
        return new S3Address(
                endpoint,
                "us-east-1",
                bucket,
                S3Proxy.ACCESS_KEY,
                secret,
                S3Dialect.COMPATIBLE,
                S3Terms.BUCKETS_OWN,
                S3Address.SMALLEST_PART,
                Duration.ofSeconds(30));
    }

    @Override
    public ObjectStore store() {
        return store;
    }

    @Override
    public Path files() {
        return temporary;
    }

    @Test
    void goesOnWithThePartsAnEarlierTryLeft() throws IOException {
        byte[] bytes = new byte[(int) S3Address.SMALLEST_PART * 2 + 1];
        new Random(2).nextBytes(bytes);
        ObjectUpload upload = upload("resumed", bytes);
        try (S3Client left = plainClient()) {
            String id = left.createMultipartUpload(c -> c.bucket(bucket).key("resumed"))
                    .uploadId();
            byte[] first = new byte[(int) S3Address.SMALLEST_PART];
            System.arraycopy(bytes, 0, first, 0, first.length);
            left.uploadPart(
                    p -> p.bucket(bucket).key("resumed").uploadId(id).partNumber(1), RequestBody.fromBytes(first));
            left.uploadPart(
                    p -> p.bucket(bucket).key("resumed").uploadId(id).partNumber(2),
                    RequestBody.fromBytes(new byte[(int) S3Address.SMALLEST_PART])); // of another file: to be replaced
            assertThat(store.putIfAbsent(upload)).isEqualTo(ObjectStore.Put.WRITTEN);
            assertThat(left.listMultipartUploads(l -> l.bucket(bucket)).uploads())
                    .as("no second upload was begun, none is left")
                    .isEmpty();
        }
        try (InputStream in = store.open("resumed", 0, bytes.length)) {
            assertThat(in.readAllBytes()).isEqualTo(bytes);
        }
    }

    private static S3Client plainClient() {
        return S3Client.builder()
                .endpointOverride(S3Proxy.endpoint())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(S3Proxy.ACCESS_KEY, S3Proxy.SECRET_KEY)))
                .build();
    }

    @Test
    void aPresignedAddressGivesAnyRangeUntilItExpires() throws Exception {
        store.putIfAbsent(upload("heard", "0123456789"));
        URI address =
                store.presigned("heard", "audio/webm", Duration.ofSeconds(2)).orElseThrow();
        try (HttpClient browser = HttpClient.newHttpClient()) {
            HttpRequest seek =
                    HttpRequest.newBuilder(address).header("Range", "bytes=4-6").build();
            HttpResponse<String> part = browser.send(seek, HttpResponse.BodyHandlers.ofString());
            assertThat(part.statusCode()).isEqualTo(206);
            assertThat(part.body()).isEqualTo("456");
            org.awaitility.Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> browser.send(seek, HttpResponse.BodyHandlers.ofString())
                                    .statusCode()
                            == 403);
        }
    }

    @Test
    void tellsWrongCredentialsFromAMissingBucketAndAStoreThatIsAway() {
        assertThat(fault(address(S3Proxy.endpoint(), bucket, "wrong"))).isEqualTo(StoreFault.CREDENTIALS);
        assertThat(fault(address(S3Proxy.endpoint(), "no-such-bucket", S3Proxy.SECRET_KEY)))
                .isEqualTo(StoreFault.NO_BUCKET);
        assertThat(fault(address(URI.create("http://127.0.0.1:1"), bucket, "x")))
                .isEqualTo(StoreFault.UNREACHABLE);
        assertThat(fault(address(URI.create("http://nowhere.invalid"), bucket, "x")))
                .isEqualTo(StoreFault.UNREACHABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/",
                "http://[fe80::1]/",
                "http://[fd00:ec2::254]/",
                "http://[::ffff:169.254.169.254]/",
                "http://[64:ff9b::169.254.169.254]/",
                "http://[2002:a9fe:a9fe::1]/",
                "http://0.0.0.0/",
                "http://2852039166/",
                "file:///etc/passwd",
                "http://user:secret@127.0.0.1/",
                "gopher://127.0.0.1/"
            })
    void neverAsksMetadataServicesOrWhatIsNoStore(String endpoint) {
        assertThat(fault(address(URI.create(endpoint), bucket, "x"))).isEqualTo(StoreFault.ENDPOINT_REFUSED);
    }

    private StoreFault fault(S3Address address) {
        ObjectStoreFailed[] seen = new ObjectStoreFailed[1];
        assertThatThrownBy(() -> {
                    try (S3Store wrong = S3Store.of(address, Clock.systemUTC())) {
                        wrong.putIfAbsent(upload("x", "x"));
                    }
                })
                .isInstanceOfSatisfying(ObjectStoreFailed.class, failed -> seen[0] = failed);
        return seen[0].fault();
    }
}
