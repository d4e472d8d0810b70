package org.holdfast.launcher.kms;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.holdfast.media.key.KeyKeeper;
import org.holdfast.media.key.KeyUnavailable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsException;

/**
 * AWS KMS, operations Encrypt and Decrypt of a symmetric key. The id of what is sealed is its encryption context, so that one
 * sealed key put in the place of another opens nothing. Each call ends within {@link #PATIENCE}. One thread.
 */
final class KmsKeeper implements KeyKeeper, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int TRIES = 4;
    private static final String CONTEXT = "holdfast-key-id";

    private final KmsClient client;
    private final String key;

    /**
     * Reaches KMS.
     *
     * @param key id, ARN or alias of the key that seals; what is to be opened names its own
     * @throws KeyUnavailable when there is no region
     */
    KmsKeeper(Supplier<KmsClient> clients, String key) throws KeyUnavailable {
        this.key = key;
        try {
            client = clients.get();
        } catch (SdkException e) {
            throw new KeyUnavailable("KMS cannot be reached: " + e.getMessage(), e);
        }
    }

    /** By the settings of the environment. */
    static KmsClient client() {
        return client(PATIENCE);
    }

    static KmsClient client(Duration patience) {
        return KmsClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(
                        to -> to.apiCallTimeout(patience).apiCallAttemptTimeout(patience.dividedBy(TRIES)))
                .build();
    }

    @Override
    public byte[] sealed(String id, byte[] plain) throws KeyUnavailable {
        try {
            return client.encrypt(request ->
                            request.keyId(key).encryptionContext(context(id)).plaintext(SdkBytes.fromByteArray(plain)))
                    .ciphertextBlob()
                    .asByteArray();
        } catch (SdkException e) {
            throw new KeyUnavailable("KMS key %s does not seal %s: %s".formatted(key, id, reason(e)), e);
        }
    }

    @Override
    public byte[] opened(String id, byte[] sealed) throws KeyUnavailable {
        try {
            return client.decrypt(request ->
                            request.encryptionContext(context(id)).ciphertextBlob(SdkBytes.fromByteArray(sealed)))
                    .plaintext()
                    .asByteArray();
        } catch (SdkException e) {
            throw new KeyUnavailable("KMS does not open %s: %s".formatted(id, reason(e)), e);
        }
    }

    private static Map<String, String> context(String id) {
        return Map.of(CONTEXT, id);
    }

    private static String reason(SdkException e) {
        return e instanceof KmsException refused && refused.awsErrorDetails() != null
                ? refused.awsErrorDetails().errorCode() + ", "
                        + refused.awsErrorDetails().errorMessage()
                : String.valueOf(e.getMessage());
    }

    @Override
    public void close() {
        client.close();
    }
}
