package org.holdfast.storage.object;

import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
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
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Objects in a bucket of AWS or of an S3-compatible server. Thread-safe. */
public final class S3Store implements ObjectStore {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration CALL = Duration.ofMinutes(15);

    private final S3Address address;
    private final S3Client client;
    private final S3Presigner presigner;
    private final S3Multipart multipart;
    private final S3Versions versions;

    private S3Store(S3Address address, S3Client client, S3Presigner presigner) {
        this.address = address;
        this.client = client;
        this.presigner = presigner;
        this.multipart = new S3Multipart(client, address);
        this.versions = new S3Versions(client, address.bucket());
    }

    /**
     * A store that asks that bucket; asks nothing yet but the resolver.
     *
     * @throws ObjectStoreFailed with {@link StoreFault#ENDPOINT_REFUSED} when its address may not be used
     */
    public static S3Store of(S3Address address) throws ObjectStoreFailed {
        if (address.endpoint() != null) {
            EndpointCheck.require(address.endpoint());
        }
        return new S3Store(address, client(address), presigner(address));
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
                        address.compatible()
                                ? RequestChecksumCalculation.WHEN_REQUIRED
                                : RequestChecksumCalculation.WHEN_SUPPORTED)
                .responseChecksumValidation(
                        address.compatible()
                                ? ResponseChecksumValidation.WHEN_REQUIRED
                                : ResponseChecksumValidation.WHEN_SUPPORTED)
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
                .pathStyleAccessEnabled(address.compatible())
                .chunkedEncodingEnabled(!address.compatible())
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
        return asked(() -> upload.bytes() > address.multipartAbove() ? multipart.put(upload) : putWhole(upload));
    }

    private Put putWhole(ObjectUpload upload) {
        String digest = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(upload.sha256()));
        try {
            client.putObject(
                    put -> put.bucket(address.bucket())
                            .key(upload.key())
                            .contentType(upload.contentType())
                            .contentLength(upload.bytes())
                            .checksumSHA256(digest)
                            .ifNoneMatch("*"),
                    RequestBody.fromFile(upload.file()));
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

    private static <T> T asked(Supplier<T> question) throws ObjectStoreFailed {
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
