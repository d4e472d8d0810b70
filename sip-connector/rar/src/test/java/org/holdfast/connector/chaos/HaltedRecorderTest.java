package org.holdfast.connector.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.holdfast.connector.chaos.CrashPoint.When;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Halted at any transition and started again, the recorder ends where it would have ended: every accepted call once, whole up to its tail. */
class HaltedRecorderTest {
    private static final AtomicInteger NEXT_ADDRESS = new AtomicInteger();

    /** Most of a trial is waiting for what a dead recorder does not answer. */
    private static final ExecutorService SIDE_BY_SIDE = Executors.newFixedThreadPool(6);

    @TempDir
    static Path home;

    @AfterAll
    static void over() {
        SIDE_BY_SIDE.shutdownNow();
    }

    @TestFactory
    Stream<DynamicTest> endsWhereItWouldHaveEnded() throws Exception {
        CrashTrial.Outcome undisturbed = trial("undisturbed").undisturbed();
        Map<CrashPoint, CompletableFuture<CrashTrial.Outcome>> trials = new LinkedHashMap<>();
        for (CrashPoint point : CrashPoint.ALL) {
            trials.put(point, CompletableFuture.supplyAsync(() -> tried(point), SIDE_BY_SIDE));
        }
        List<DynamicTest> tests = new ArrayList<>();
        tests.add(DynamicTest.dynamicTest("undisturbed", () -> undisturbed.verify(undisturbed)));
        trials.forEach((point, outcome) -> tests.add(
                DynamicTest.dynamicTest(point.toString(), () -> outcome.get().verify(undisturbed))));
        return tests.stream();
    }

    private static CrashTrial.Outcome tried(CrashPoint point) {
        try {
            return point.when() == When.SERVING
                    ? trial(point.slug()).haltedServing(point)
                    : trial(point.slug()).haltedRecovering(point);
        } catch (Exception e) {
            throw new AssertionError(point + ": " + e, e);
        }
    }

    private static CrashTrial trial(String name) {
        return new CrashTrial(home.resolve(name), "127.0.41." + NEXT_ADDRESS.incrementAndGet());
    }

    @Test
    void namesPlacesThatExist() {
        for (CrashPoint point : CrashPoint.ALL) {
            assertThatCode(() -> assertThat(methodsOf(point.place().type()))
                            .contains(point.place().methodName()))
                    .as(point.toString())
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void namesEveryPointOnce() {
        assertThat(CrashPoint.ALL).extracting(CrashPoint::name).doesNotHaveDuplicates();
    }

    private static List<String> methodsOf(String type) throws ClassNotFoundException {
        Class<?> found = Class.forName(type, false, HaltedRecorderTest.class.getClassLoader());
        List<String> names = new ArrayList<>(Arrays.stream(found.getDeclaredMethods())
                .map(method -> method.getName())
                .toList());
        names.add("<init>");
        return names;
    }
}
