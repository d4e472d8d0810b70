package org.holdfast.storage.s3;

import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.holdfast.storage.object.EndpointCheck;
import org.holdfast.storage.object.ObjectKey;
import org.holdfast.storage.object.ObjectLock;
import org.holdfast.storage.object.ObjectPage;
import org.holdfast.storage.object.ObjectStore;
import org.holdfast.storage.object.ObjectStoreFailed;
import org.holdfast.storage.object.ObjectUpload;
import org.holdfast.storage.object.ObjectVersion;
import org.holdfast.storage.object.StoreFault;
import org.holdfast.storage.object.StoredObject;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Objects in a bucket of AWS or of an S3-compatible server. Thread-safe. */
public final class S3Store implements ObjectStore {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration CALL = Duration.ofMinutes(15);

    private final S3Address address;
    private final S3Client client;
    private final S3Presigner presigner;
    private final S3Requests requests;
    private final S3Multipart multipart;
    private final S3Versions versions;

    private S3Store(S3Client client, S3Presigner presigner, S3Requests requests) {
        this.address = requests.address();
        this.client = client;
        this.presigner = presigner;
        this.versions = new S3Versions(client, address.bucket());
        this.requests = requests;
        this.multipart = new S3Multipart(client, requests);
    }

    /**
     * A store that asks that bucket; asks nothing yet but the resolver.
     *
     * @throws ObjectStoreFailed with {@link StoreFault#ENDPOINT_REFUSED} when its address may not be used
     */
    public static S3Store of(S3Address address, Clock clock) throws ObjectStoreFailed {
        requireAllowed(address);
        return new S3Store(client(address), presigner(address), new S3Requests(address, clock));
    }

    /** Asked before every request: what a name leads to may change. The JDK keeps the answer for the connection that follows. */
    private static void requireAllowed(S3Address address) throws ObjectStoreFailed {
        if (address.endpoint() != null) {
            EndpointCheck.require(address.endpoint());
        }
    }

    private static S3Client client(S3Address address) {
        var builder = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(address.silence()))
                .region(Region.of(address.region()))
                .credentialsProvider(credentials(address))
                .serviceConfiguration(configuration(address))
                .requestChecksumCalculation(
                        address.dialect().checksums()
                                ? RequestChecksumCalculation.WHEN_SUPPORTED
                                : RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(
                        address.dialect().checksums()
                                ? ResponseChecksumValidation.WHEN_SUPPORTED
                                : ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(o ->
                        o.apiCallTimeout(CALL).retryStrategy(RetryMode.STANDARD).build());
        return (address.endpoint() == null ? builder : builder.endpointOverride(address.endpoint())).build();
    }

    private static S3Presigner presigner(S3Address address) {
        var builder = S3Presigner.builder()
                .region(Region.of(address.region()))
                .credentialsProvider(credentials(address))
                .serviceConfiguration(configuration(address));
        return (address.endpoint() == null ? builder : builder.endpointOverride(address.endpoint())).build();
    }

    private static S3Configuration configuration(S3Address address) {
        return S3Configuration.builder()
                .pathStyleAccessEnabled(address.dialect().pathStyle())
                .chunkedEncodingEnabled(address.dialect().chunked())
                .build();
    }

    private static AwsCredentialsProvider credentials(S3Address address) {
        return address.accessKey().isEmpty()
                ? DefaultCredentialsProvider.builder().build()
                : StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(address.accessKey(), address.secretKey()));
    }

    @Override
    public Put putIfAbsent(ObjectUpload upload) throws ObjectStoreFailed {
        ObjectKey.require(upload.key());
        return asked(() -> upload.bytes() > address.multipartAbove() ? multipart.put(upload) : putWhole(upload));
    }

    private Put putWhole(ObjectUpload upload) {
        try {
            client.putObject(requests.put(upload), RequestBody.fromFile(upload.file()));
            return Put.WRITTEN;
        } catch (S3Exception answered) {
            if (S3Faults.isThere(answered)) {
                return Put.ALREADY_THERE;
            }
            throw answered;
        }
    }

    @Override
    public Optional<StoredObject> head(String key) throws ObjectStoreFailed {
        ObjectKey.require(key);
        return asked(() -> {
            try {
                long bytes = client.headObject(
                                head -> head.bucket(address.bucket()).key(key))
                        .contentLength();
                return Optional.of(new StoredObject(key, bytes));
            } catch (S3Exception answered) {
                if (answered.statusCode() == 404 && !S3Faults.code(answered).equals("NoSuchBucket")) {
                    return Optional.empty();
                }
                throw answered;
            }
        });
    }

    @Override
    public InputStream open(String key, long from, long length) throws ObjectStoreFailed {
        ObjectKey.require(key);
        if (length <= 0) {
            return InputStream.nullInputStream();
        }
        String range = "bytes=" + from + "-" + (from + length - 1);
        return asked(() ->
                client.getObject(get -> get.bucket(address.bucket()).key(key).range(range)));
    }

    @Override
    public ObjectPage list(String prefix, @Nullable String after, int most) throws ObjectStoreFailed {
        return asked(() -> {
            ListObjectsV2Response answer = client.listObjectsV2(list -> list.bucket(address.bucket())
                    .prefix(prefix)
                    .startAfter(after)
                    .maxKeys(most));
            List<StoredObject> objects = answer.contents().stream()
                    .map(object -> new StoredObject(object.key(), object.size()))
                    .toList();
            boolean more = Boolean.TRUE.equals(answer.isTruncated()) && !objects.isEmpty();
            return new ObjectPage(objects, more ? objects.getLast().key() : null);
        });
    }

    @Override
    public void delete(String key) throws ObjectStoreFailed {
        ObjectKey.require(key);
        asked(() ->
                client.deleteObject(delete -> delete.bucket(address.bucket()).key(key)));
    }

    @Override
    public List<ObjectVersion> versions(String prefix) throws ObjectStoreFailed {
        List<ObjectVersion> found = asked(() -> versions.of(prefix));
        return found.isEmpty() ? ObjectStore.super.versions(prefix) : found; // a server may not know the question
    }

    @Override
    public void deleteVersion(ObjectVersion version) throws ObjectStoreFailed {
        asked(() -> versions.delete(version));
    }

    @Override
    public Optional<ObjectLock> lock(ObjectVersion version) throws ObjectStoreFailed {
        return version.id().isEmpty() || version.marker() ? Optional.empty() : asked(() -> versions.lock(version));
    }

    @Override
    public boolean hold(String key, boolean held) throws ObjectStoreFailed {
        if (address.terms().lock() == S3Terms.Lock.NONE) {
            return false;
        }
        ObjectKey.require(key);
        ObjectLockLegalHoldStatus status = held ? ObjectLockLegalHoldStatus.ON : ObjectLockLegalHoldStatus.OFF;
        asked(() -> client.putObjectLegalHold(
                put -> put.bucket(address.bucket()).key(key).legalHold(hold -> hold.status(status))));
        return true;
    }

    @Override
    public Optional<URI> presigned(String key, String contentType, Duration lifetime) {
        try {
            return Optional.of(presigner
                    .presignGetObject(sign -> sign.signatureDuration(lifetime)
                            .getObjectRequest(get -> get.bucket(address.bucket())
                                    .key(key)
                                    .responseContentType(contentType)
                                    .responseCacheControl("private, no-store")))
                    .url()
                    .toURI());
        } catch (URISyntaxException | SdkException impossible) {
            return Optional.empty();
        }
    }

    private <T> T asked(Supplier<T> question) throws ObjectStoreFailed {
        requireAllowed(address);
        try {
            return question.get();
        } catch (SdkException failed) {
            throw S3Faults.translated(failed);
        } catch (UncheckedIOException unreadable) {
            throw new ObjectStoreFailed(StoreFault.LOCAL_FILE, unreadable.toString(), unreadable);
        }
    }

    @Override
    public void close() {
        client.close();
        presigner.close();
    }
}
