package org.holdfast.webhook;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.holdfast.secret.SecretBox;
import org.holdfast.secret.SecretUnreadable;
import org.holdfast.settings.Settings;
import org.jspecify.annotations.Nullable;

/**
 * Makes one request: signed, to an address that is allowed at the moment of connecting, without following redirects, over
 * within {@link #LIMIT_SECONDS}. What the other side says beyond its status is not read. Thread-safe.
 */
@ApplicationScoped
public class Courier {
    private static final int LIMIT_SECONDS = 20;
    private static final Timeout CONNECT = Timeout.ofSeconds(5);
    private static final Timeout ANSWER = Timeout.ofSeconds(10);

    private Clock clock;
    private Executor executor;
    private SecretBox secrets;
    private CloseableHttpClient client;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected Courier() {}

    @Inject
    public Courier(Targets targets, Clock clock, Executor executor, Settings settings) {
        this.clock = clock;
        this.executor = executor;
        this.secrets = new SecretBox(settings);
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(targets)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(CONNECT)
                                .setSocketTimeout(ANSWER)
                                .setTimeToLive(Timeout.ofSeconds(LIMIT_SECONDS))
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(ANSWER)
                        .setConnectionRequestTimeout(CONNECT)
                        .build())
                .setUserAgent("Holdfast")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    /** What is sent, and where. The secrets are those it is signed with, sealed. */
    record Letter(UUID webhookId, String url, List<String> secrets, UUID eventId, EventKind kind, String body) {}

    /**
     * How it went. Immutable.
     *
     * @param status null when there was no answer
     * @param because why it does not count as taken; empty when it does
     */
    public record Receipt(@Nullable Integer status, String because, long millis) {
        public boolean taken() {
            return because.isEmpty();
        }
    }

    Receipt deliver(Letter letter) {
        long began = System.nanoTime();
        try {
            return sent(request(letter), began);
        } catch (SecretUnreadable lost) {
            return new Receipt(null, String.valueOf(lost.getMessage()), millis(began));
        }
    }

    private Receipt sent(HttpPost request, long began) {
        CompletableFuture.delayedExecutor(LIMIT_SECONDS, TimeUnit.SECONDS, executor)
                .execute(request::cancel);
        try (ClassicHttpResponse answer = client.executeOpen(null, request, null)) {
            int status = answer.getCode();
            boolean taken = status >= 200 && status < 300;
            return new Receipt(status, taken ? "" : "it answered " + status, millis(began));
        } catch (IOException | RuntimeException failed) {
            return new Receipt(null, failed.toString(), millis(began));
        }
    }

    private HttpPost request(Letter letter) throws SecretUnreadable {
        long timestamp = clock.instant().getEpochSecond();
        List<String> opened = new ArrayList<>();
        for (String sealed : letter.secrets()) {
            opened.add(secrets.opened(sealed, letter.webhookId()));
        }
        HttpPost request = new HttpPost(letter.url());
        request.setHeader("Holdfast-Event", letter.eventId().toString());
        request.setHeader("Holdfast-Event-Type", letter.kind().word());
        request.setHeader("Holdfast-Timestamp", Long.toString(timestamp));
        request.setHeader("Holdfast-Signature", Signature.of(opened, timestamp, letter.body()));
        request.setEntity(new StringEntity(letter.body(), ContentType.APPLICATION_JSON));
        return request;
    }

    private static long millis(long began) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }

    @PreDestroy
    void close() {
        client.close(CloseMode.GRACEFUL);
    }
}
