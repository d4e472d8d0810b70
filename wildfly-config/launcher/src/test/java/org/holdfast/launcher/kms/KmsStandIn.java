package org.holdfast.launcher.kms;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** Speaks Encrypt and Decrypt of KMS (JSON 1.1) with one key that never leaves it, as KMS does; no real one can be had in tests. */
final class KmsStandIn implements AutoCloseable {
    static final String KEY = "alias/holdfast";
    private static final int NONCE = 12;

    private final HttpServer server;
    private final SecretKey key;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile boolean disabled;
    private volatile boolean silent;

    KmsStandIn() throws IOException, GeneralSecurityException {
        key = KeyGenerator.getInstance("AES").generateKey();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on as a key that an administrator has disabled. */
    void disable() {
        disabled = true;
    }

    /** From now on it answers nothing. */
    void fallSilent() {
        silent = true;
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (silent) {
            try {
                closing.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return;
        }
        JsonNode request = JsonNode.parser().parse(exchange.getRequestBody().readAllBytes());
        boolean encrypts =
                "TrentService.Encrypt".equals(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
        if (disabled) {
            reply(exchange, 400, "{\"__type\":\"DisabledException\",\"message\":\"the key is disabled\"}");
        } else if (encrypts && !KEY.equals(text(request, "KeyId"))) {
            reply(exchange, 400, "{\"__type\":\"NotFoundException\",\"message\":\"no such key\"}");
        } else {
            try {
                String field = encrypts ? "CiphertextBlob" : "Plaintext";
                byte[] bytes = encrypts ? encrypt(request) : decrypt(request);
                reply(
                        exchange,
                        200,
                        "{\"%s\":\"%s\"}".formatted(field, Base64.getEncoder().encodeToString(bytes)));
            } catch (GeneralSecurityException e) {
                reply(exchange, 400, "{\"__type\":\"InvalidCiphertextException\"}");
            }
        }
        exchange.close();
    }

    private byte[] encrypt(JsonNode request) throws GeneralSecurityException {
        byte[] nonce = new byte[NONCE];
        new SecureRandom().nextBytes(nonce);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, request).doFinal(bytes(request, "Plaintext"));
        return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
    }

    private byte[] decrypt(JsonNode request) throws GeneralSecurityException {
        byte[] sealed = bytes(request, "CiphertextBlob");
        byte[] nonce = Arrays.copyOf(sealed, NONCE);
        return cipher(Cipher.DECRYPT_MODE, nonce, request).doFinal(sealed, NONCE, sealed.length - NONCE);
    }

    private Cipher cipher(int mode, byte[] nonce, JsonNode request) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(128, nonce));
        cipher.updateAAD(
                String.valueOf(request.asObject().get("EncryptionContext")).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] bytes(JsonNode request, String field) {
        return Base64.getDecoder().decode(text(request, field));
    }

    private static String text(JsonNode request, String field) {
        return Objects.requireNonNull(request.asObject().get(field)).asString();
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }
}
