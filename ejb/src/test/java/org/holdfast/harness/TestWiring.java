package org.holdfast.harness;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;

/** Stands where the container's resources stand in a server. */
@Dependent
public class TestWiring {
    /** What a test may have set before it starts its node. */
    public static final Properties SETTINGS = new Properties();

    public static final TestClock CLOCK = new TestClock();

    /** Nodes of one test seal with one key, as a pair does. */
    private static final Path KEYS = directory("secrets").resolve("keys");

    private static volatile ExecutorService threads = Executors.newCachedThreadPool();

    static void stop() {
        threads.shutdownNow();
        threads = Executors.newCachedThreadPool();
    }

    /** Sets one setting for nodes that start from now on. */
    public static void set(Setting setting, Path value) {
        SETTINGS.setProperty(setting.property(), value.toString());
    }

    @Produces
    EntityManager entities() {
        return (EntityManager) Proxy.newProxyInstance(
                TestWiring.class.getClassLoader(), new Class<?>[] {EntityManager.class}, (proxy, method, arguments) -> {
                    try {
                        return method.invoke(Transactions.current(), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Produces
    @Singleton
    Settings settings() {
        Properties settings = new Properties();
        settings.putAll(SETTINGS);
        settings.computeIfAbsent(
                Setting.AUDIT_DIRECTORY.property(), key -> directory("audit").toString());
        settings.putIfAbsent(Setting.SECRETS_KEY_FILE.property(), KEYS.toString());
        return Settings.of(Map.of(), settings);
    }

    /** Each node has a trail of its own. */
    private static Path directory(String name) {
        try {
            return Files.createTempDirectory(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Produces
    @Singleton
    MeterRegistry meters() {
        return new SimpleMeterRegistry();
    }

    @Produces
    Clock clock() {
        return CLOCK;
    }

    @Produces
    Executor executor() {
        return threads;
    }
}
