package org.holdfast.storage.s3;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import org.holdfast.storage.object.ObjectStoreFailed;
import org.holdfast.storage.object.StoreFault;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What the SDK's exceptions mean. The only place that reads them. */
final class S3Faults {
    private S3Faults() {}

    static ObjectStoreFailed translated(SdkException failed) {
        return failed instanceof AwsServiceException answered
                ? new ObjectStoreFailed(fault(answered), said(answered), answered)
                : new ObjectStoreFailed(fault(failed), root(failed).toString(), failed);
    }

    /** Something is under the key already (RFC 9110 §13.1.2). */
    static boolean isThere(S3Exception answered) {
        return answered.statusCode() == 412;
    }

    static String code(AwsServiceException answered) {
        return answered.awsErrorDetails() == null
                ? ""
                : String.valueOf(answered.awsErrorDetails().errorCode());
    }

    private static StoreFault fault(AwsServiceException answered) {
        return switch (code(answered)) {
            case "InvalidAccessKeyId",
                    "SignatureDoesNotMatch",
                    "ExpiredToken",
                    "InvalidToken",
                    "TokenRefreshRequired",
                    "InvalidClientTokenId" -> StoreFault.CREDENTIALS;
            case "RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture" -> StoreFault.CLOCK_SKEW;
            case "NoSuchBucket" -> StoreFault.NO_BUCKET;
            case "PermanentRedirect",
                    "TemporaryRedirect",
                    "AuthorizationHeaderMalformed",
                    "IllegalLocationConstraintException" -> StoreFault.WRONG_REGION;
            case "NoSuchKey", "NoSuchUpload" -> StoreFault.MISSING;
            case "BadDigest", "InvalidDigest", "XAmzContentSHA256Mismatch", "XAmzContentChecksumMismatch" ->
                StoreFault.CHECKSUM;
            case "RequestTimeout" -> StoreFault.TIMEOUT;
            case "SlowDown", "Throttling", "ThrottlingException", "RequestLimitExceeded", "ServiceUnavailable" ->
                StoreFault.SLOW_DOWN;
            default -> fault(answered.statusCode());
        };
    }

    private static StoreFault fault(int status) {
        return switch (status) {
            case 301, 307, 308 -> StoreFault.WRONG_REGION;
            case 401 -> StoreFault.CREDENTIALS;
            case 403 -> StoreFault.FORBIDDEN;
            case 404 -> StoreFault.MISSING;
            case 408, 504 -> StoreFault.TIMEOUT;
            case 409 -> StoreFault.CONFLICT;
            case 429, 503 -> StoreFault.SLOW_DOWN;
            default -> status >= 500 ? StoreFault.SERVER_ERROR : StoreFault.NOT_UNDERSTOOD;
        };
    }

    private static StoreFault fault(SdkException failed) {
        if (failed instanceof ApiCallTimeoutException || failed instanceof ApiCallAttemptTimeoutException) {
            return StoreFault.TIMEOUT;
        }
        Throwable root = root(failed);
        return switch (root) {
            case SocketTimeoutException timeout -> StoreFault.TIMEOUT;
            case UnknownHostException unknown -> StoreFault.UNREACHABLE;
            case ConnectException refused -> StoreFault.UNREACHABLE;
            case NoRouteToHostException away -> StoreFault.UNREACHABLE;
            case IOException broken -> StoreFault.UNREACHABLE;
            default -> fault(String.valueOf(failed.getMessage()));
        };
    }

    private static StoreFault fault(String message) {
        if (message.contains("redentials")) {
            return StoreFault.CREDENTIALS;
        }
        return message.contains("checksum") ? StoreFault.CHECKSUM : StoreFault.NOT_UNDERSTOOD;
    }

    private static String said(AwsServiceException answered) {
        String text = answered.awsErrorDetails() == null
                ? ""
                : String.valueOf(answered.awsErrorDetails().errorMessage());
        return "%d %s %s".formatted(answered.statusCode(), code(answered), text).strip();
    }

    private static Throwable root(Throwable failed) {
        Throwable root = failed;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
