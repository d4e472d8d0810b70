package org.holdfast.storage.s3;

import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import org.holdfast.storage.object.ObjectUpload;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** What is asked of a bucket when an object is put, in one piece or in parts, terms included. Stateless. */
final class S3Requests {
    private final S3Address address;
    private final Clock clock;

    S3Requests(S3Address address, Clock clock) {
        this.address = address;
        this.clock = clock;
    }

    S3Address address() {
        return address;
    }

    PutObjectRequest put(ObjectUpload upload) {
        PutObjectRequest.Builder put = PutObjectRequest.builder()
                .bucket(address.bucket())
                .key(upload.key())
                .contentType(upload.contentType())
                .contentLength(upload.bytes())
                .checksumSHA256(
                        Base64.getEncoder().encodeToString(HexFormat.of().parseHex(upload.sha256())))
                .ifNoneMatch("*");
        S3Terms terms = address.terms();
        switch (terms.encryption()) {
            case NONE -> {}
            case SSE_S3 -> put.serverSideEncryption(ServerSideEncryption.AES256);
            case SSE_KMS -> {
                put.serverSideEncryption(ServerSideEncryption.AWS_KMS).bucketKeyEnabled(true);
                if (!terms.kmsKey().isEmpty()) {
                    put.ssekmsKeyId(terms.kmsKey());
                }
            }
        }
        if (!terms.storageClass().isEmpty()) {
            put.storageClass(terms.storageClass());
        }
        if (terms.lock() != S3Terms.Lock.NONE) {
            put.objectLockMode(ObjectLockMode.fromValue(terms.lock().name()))
                    .objectLockRetainUntilDate(clock.instant().plus(terms.lockedFor()));
        }
        return put.build();
    }

    CreateMultipartUploadRequest begin(ObjectUpload upload) {
        PutObjectRequest whole = put(upload);
        return CreateMultipartUploadRequest.builder()
                .bucket(whole.bucket())
                .key(whole.key())
                .contentType(whole.contentType())
                .serverSideEncryption(whole.serverSideEncryption())
                .bucketKeyEnabled(whole.bucketKeyEnabled())
                .ssekmsKeyId(whole.ssekmsKeyId())
                .storageClass(whole.storageClassAsString())
                .objectLockMode(whole.objectLockMode())
                .objectLockRetainUntilDate(whole.objectLockRetainUntilDate())
                .build();
    }
}
