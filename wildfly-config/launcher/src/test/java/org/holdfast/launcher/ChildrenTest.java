package org.holdfast.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildrenTest {
    @TempDir
    private Path directory;

    private final Children children = new Children();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private Home home;

    @BeforeEach
    void openHome() {
        home = new Home(directory);
        home.own();
    }

    @AfterEach
    void stop() {
        children.stopAll();
    }

    @Test
    void aKeptChildThatDiesIsStartedAgainWhileTheOthersGoOn() throws Exception {
        AtomicInteger starts = new AtomicInteger();
        CompletableFuture<Child> second = new CompletableFuture<>();
        Child recorder = children.add(sleeping("recorder"));
        Child portal = children.addKept(() -> {
            Child child = sleeping("portal");
            if (starts.incrementAndGet() == 2) {
                second.complete(child);
            }
            return child;
        });
        var unused =
                CompletableFuture.runAsync(() -> children.watch(new PrintStream(said, true, StandardCharsets.UTF_8)));

        portal.stop(Duration.ZERO);

        assertThat(second.get(20, TimeUnit.SECONDS).isRunning()).isTrue();
        assertThat(recorder.isRunning()).isTrue();
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("portal ended by itself", "portal is started again in 1 s");
    }

    @Test
    void whenTheVitalChildEndsTheWatchIsOver() throws Exception {
        Child server = children.addVital(sleeping("server"));
        var watched = CompletableFuture.supplyAsync(
                () -> children.watch(new PrintStream(said, true, StandardCharsets.UTF_8)));
        server.stop(Duration.ZERO);
        assertThat(watched.get(20, TimeUnit.SECONDS)).isEqualTo(1);
    }

    @Test
    void whatDiesAtOnceIsStartedEverLessOften() {
        Children.Restarts restarts = new Children.Restarts(() -> sleeping("x"));
        children.add(restarts.start());
        assertThat(restarts.pause()).hasSeconds(1);
        assertThat(restarts.pause()).hasSeconds(2);
        assertThat(restarts.pause()).hasSeconds(4);
        for (int i = 0; i < 9; i++) {
            restarts.pause();
        }
        assertThat(restarts.pause()).hasSeconds(60);
    }

    private Child sleeping(String name) {
        return Child.start(name, List.of("sleep", "120"), Map.of(), home);
    }
}
