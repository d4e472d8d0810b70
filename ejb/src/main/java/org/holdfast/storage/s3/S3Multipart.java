package org.holdfast.storage.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.holdfast.storage.object.FileSlice;
import org.holdfast.storage.object.ObjectStore;
import org.holdfast.storage.object.ObjectUpload;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Sends a long file in parts. What an earlier try left in the bucket is found there and used: nothing needs to be
 * remembered over a crash. Stateless.
 */
final class S3Multipart {
    private final S3Client client;
    private final S3Address address;
    private final S3Requests requests;

    S3Multipart(S3Client client, S3Requests requests) {
        this.client = client;
        this.requests = requests;
        this.address = requests.address();
    }

    ObjectStore.Put put(ObjectUpload upload) {
        String id = begun(upload).orElseGet(() -> begin(upload));
        try {
            complete(upload, id, sent(upload, id));
            return ObjectStore.Put.WRITTEN;
        } catch (S3Exception answered) {
            if (S3Faults.isThere(answered)) {
                abort(upload, id);
                return ObjectStore.Put.ALREADY_THERE;
            }
            if (answered.statusCode() == 404 && isThere(upload)) {
                return ObjectStore.Put.ALREADY_THERE; // completed by a try whose answer got lost
            }
            if (answered.statusCode() == 409) {
                abort(upload, id); // S3 demands to begin again
            }
            throw answered;
        }
    }

    private Optional<String> begun(ObjectUpload upload) {
        return client
                .listMultipartUploads(list -> list.bucket(address.bucket()).prefix(upload.key()))
                .uploads()
                .stream()
                .filter(open -> upload.key().equals(open.key()))
                .map(MultipartUpload::uploadId)
                .findFirst();
    }

    private String begin(ObjectUpload upload) {
        return client.createMultipartUpload(requests.begin(upload)).uploadId();
    }

    private List<CompletedPart> sent(ObjectUpload upload, String id) {
        Map<Integer, Part> there = client
                .listPartsPaginator(
                        list -> list.bucket(address.bucket()).key(upload.key()).uploadId(id))
                .parts()
                .stream()
                .collect(Collectors.toMap(Part::partNumber, Function.identity(), (one, other) -> other));
        List<CompletedPart> parts = new ArrayList<>();
        for (long from = 0; from < upload.bytes(); from += address.partBytes()) {
            int number = parts.size() + 1;
            Slice slice = new Slice(upload.file(), from, Math.min(address.partBytes(), upload.bytes() - from));
            Part known = there.get(number);
            String etag = known != null && slice.isSame(known) ? known.eTag() : send(upload, id, number, slice);
            parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
        }
        return parts;
    }

    private String send(ObjectUpload upload, String id, int number, Slice slice) {
        return client.uploadPart(
                        part -> part.bucket(address.bucket())
                                .key(upload.key())
                                .uploadId(id)
                                .partNumber(number)
                                .contentLength(slice.length()),
                        RequestBody.fromContentProvider(slice::open, slice.length(), upload.contentType()))
                .eTag();
    }

    private void complete(ObjectUpload upload, String id, List<CompletedPart> parts) {
        client.completeMultipartUpload(done -> done.bucket(address.bucket())
                .key(upload.key())
                .uploadId(id)
                .ifNoneMatch("*")
                .multipartUpload(list -> list.parts(parts)));
    }

    private boolean isThere(ObjectUpload upload) {
        try {
            client.headObject(head -> head.bucket(address.bucket()).key(upload.key()));
            return true;
        } catch (S3Exception missing) {
            return false;
        }
    }

    private void abort(ObjectUpload upload, String id) {
        client.abortMultipartUpload(
                abort -> abort.bucket(address.bucket()).key(upload.key()).uploadId(id));
    }

    /** A stretch of the file. */
    private record Slice(Path file, long from, long length) {
        InputStream open() {
            try {
                return new FileSlice(Files.newByteChannel(file).position(from), length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** By length and MD5, which is what the tag of a part is unless a key of KMS is used; then it is sent again. */
        boolean isSame(Part known) {
            return known.size() == length && known.eTag().replace("\"", "").equals(md5());
        }

        private String md5() {
            try (InputStream in = open()) {
                MessageDigest digest = MessageDigest.getInstance("MD5");
                new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
                return HexFormat.of().formatHex(digest.digest());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has MD5", e);
            }
        }
    }
}
