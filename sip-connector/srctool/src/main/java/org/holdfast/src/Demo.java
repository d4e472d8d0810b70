package org.holdfast.src;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.holdfast.src.rtp.Audio;
import org.holdfast.src.siprec.Dialect;
import org.holdfast.src.siprec.Party;

/**
 * What {@code bin/run} shows: ten calls of different shape that overlap and are over within 45 s, and one that stays until this is
 * stopped, so that the portal has something to list, to play and to watch.
 */
final class Demo {
    private static final int LIVE_DIALOGUE_MILLIS = 22_000;

    /** Leads a call that has been answered. */
    @FunctionalInterface
    private interface Script {
        void play(Call call) throws IOException, InterruptedException;
    }

    private record Scene(int startsAtSecond, String title, CallSpec spec, Script script) {}

    private final RecordingClient client;
    private final PrintStream out;
    private final Set<Call> running = ConcurrentHashMap.newKeySet();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicInteger failures = new AtomicInteger();

    Demo(RecordingClient client, PrintStream out) {
        this.client = client;
        this.out = out;
    }

    /** Plays all scenes and returns when the live call is over too; true when none failed. */
    boolean run() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.execute(() -> lead(live()));
            scenes().forEach(scene -> threads.execute(() -> lead(scene)));
        }
        return failures.get() == 0;
    }

    /** Says BYE on every running call. */
    void stop() {
        stopped.countDown();
        for (Call call : running) {
            try {
                call.bye();
            } catch (IOException gone) {
                call.vanish();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void lead(Scene scene) {
        try {
            if (stopped.await(scene.startsAtSecond(), TimeUnit.SECONDS)) {
                return;
            }
            try (Call call = client.call(scene.spec())) {
                running.add(call);
                scene.script().play(call);
                call.bye();
                running.remove(call);
                say("demo: " + scene.title() + ": over");
            }
        } catch (IOException e) {
            failures.incrementAndGet();
            say("demo: " + scene.title() + ": FAILED: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void say(String line) {
        synchronized (out) {
            out.println(line);
        }
    }

    private static Scene live() {
        CallSpec spec = CallSpec.between(Party.named("Emma Johansson"), Party.named("Zoë Brandt"))
                .speaking(
                        Speech.of("support-caller").repeatedEvery(LIVE_DIALOGUE_MILLIS),
                        Speech.of("support-agent").repeatedEvery(LIVE_DIALOGUE_MILLIS));
        return new Scene(0, "live call", spec, call -> call.talk(Duration.ofDays(1)));
    }

    private static List<Scene> scenes() {
        return List.of(
                new Scene(0, "support", dialogue("support", "José Álvarez", "Zoë Brandt"), seconds(22)),
                new Scene(1, "one-sided", oneSided(), seconds(7)),
                new Scene(
                        2,
                        "order over OpenSIPS",
                        dialogue("order", "Hamish MacLeod", "Ingrid Sørensen").in(Dialect.OPENSIPS),
                        seconds(15)),
                new Scene(
                        4,
                        "complaint with transfer",
                        dialogue("complaint", "Daniel Okafor", "Grace Liu"),
                        Demo::transfer),
                new Scene(6, "invoice with hold", dialogue("hold", "Sofia Rossi", "Peter Novák"), Demo::hold),
                new Scene(8, "silent", silent(), seconds(6)),
                new Scene(9, "hotline over Metaswitch, one line", hotline(), seconds(13)),
                new Scene(
                        12,
                        "appointment over Oracle",
                        dialogue("appointment", "Chloé Dubois", "Dr. Lindqvist's Practice")
                                .in(Dialect.ORACLE),
                        seconds(18)),
                new Scene(15, "order over BroadWorks, one line", coffee(), seconds(15)),
                new Scene(
                        18,
                        "appointment over Avaya",
                        dialogue("appointment", "Нина Петрова", "Łukasz Wójcik").in(Dialect.AVAYA),
                        seconds(18)));
    }

    private static CallSpec dialogue(String name, String caller, String agent) {
        return CallSpec.between(Party.named(caller), Party.named(agent))
                .speaking(
                        Speech.of(name + "-caller").once(),
                        Speech.of(name + "-agent").once());
    }

    private static CallSpec oneSided() {
        return CallSpec.between(Party.named("Łukasz Wójcik"), Party.named("Marta Kowalska"))
                .speaking(Speech.of("voicemail-caller").once(), Audio.nothing());
    }

    private static CallSpec silent() {
        return CallSpec.between(Party.named("Γιώργος Παππάς"), Party.named("Front Desk"))
                .speaking(Audio.silence(), Audio.silence());
    }

    private static CallSpec hotline() {
        return CallSpec.between(Party.named("Jonas Weber"), Party.named("Citizens' Desk"))
                .speaking(Speech.of("hotline-mixed").once())
                .in(Dialect.METASWITCH);
    }

    private static CallSpec coffee() {
        return CallSpec.between(Party.named("Frank & Sons"), Party.named("Harbour Coffee"))
                .speaking(
                        Speech.of("order-caller").over(Speech.of("order-agent")).once())
                .in(Dialect.BROADWORKS);
    }

    private static Script seconds(int length) {
        return call -> call.talk(Duration.ofSeconds(length));
    }

    /** The agent's words end with the announcement; the specialist's file begins with his first. */
    private static void transfer(Call call) throws IOException, InterruptedException {
        if (call.talk(Duration.ofMillis(10_900))) {
            call.transfer(
                    1,
                    Party.named("Callum Fraser"),
                    Speech.of("complaint-specialist").once());
            call.talk(Duration.ofSeconds(13));
        }
    }

    /** "Please hold for a moment." – "Of course." */
    private static void hold(Call call) throws IOException, InterruptedException {
        if (call.talk(Duration.ofMillis(9_150))) {
            call.hold();
            call.talk(Duration.ofSeconds(6));
            call.resume();
            call.talk(Duration.ofSeconds(8));
        }
    }
}
