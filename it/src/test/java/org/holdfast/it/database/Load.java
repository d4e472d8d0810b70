package org.holdfast.it.database;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.holdfast.it.Node;
import org.holdfast.it.e2e.Names;
import org.holdfast.src.Call;
import org.holdfast.src.CallSpec;
import org.holdfast.src.ClientSettings;
import org.holdfast.src.RecordingClient;
import org.holdfast.src.siprec.Party;
import org.jspecify.annotations.Nullable;

/** Some calls of a name of their own, and how long each took to be answered. */
final class Load {
    private static final int AT_ONCE = 10;

    private final Node node;
    private final String name;
    private final String run = Names.fresh();
    private final List<Duration> setUps = new ArrayList<>();
    private final List<String> callers = new ArrayList<>();
    private final List<Call> running = new ArrayList<>();
    private @Nullable RecordingClient client;

    private Load(Node node, String name) {
        this.node = node;
        this.name = name;
    }

    static Load of(Node node, String name) {
        return new Load(node, name);
    }

    /** So many calls that begin and end, some of them at once. */
    Load calls(int number) throws IOException, InterruptedException {
        try (RecordingClient open = open()) {
            for (int i = 0; i < number; i++) {
                call(open, i);
                if (running.size() == AT_ONCE) {
                    endOldest();
                }
            }
            while (!running.isEmpty()) {
                endOldest();
            }
        }
        return this;
    }

    /** So many calls that run until {@link #end}. */
    Load begin(int number) throws IOException, InterruptedException {
        RecordingClient open = open();
        client = open;
        for (int i = 0; i < number; i++) {
            call(open, i);
        }
        return this;
    }

    void end() throws IOException, InterruptedException {
        try (RecordingClient _ = Objects.requireNonNull(client, "nothing was begun")) {
            while (!running.isEmpty()) {
                endOldest();
            }
        }
    }

    private RecordingClient open() throws IOException {
        return RecordingClient.open(
                ClientSettings.to(node.sipAddress()).from("127.0.80.30").timeout(Duration.ofSeconds(20)));
    }

    private void call(RecordingClient open, int number) throws IOException, InterruptedException {
        String caller = "%s %03d %s".formatted(name, number, run);
        long began = System.nanoTime();
        running.add(open.call(CallSpec.between(
                new Party(caller, "sip:%03d.%s@example.com".formatted(number, run)), Party.named("Jan Berg"))));
        setUps.add(Duration.ofNanos(System.nanoTime() - began));
        callers.add(caller);
    }

    private void endOldest() throws IOException, InterruptedException {
        Call oldest = running.removeFirst();
        oldest.talk(Duration.ofMillis(200));
        oldest.bye();
    }

    /** What is part of each caller's name and of nobody else's. */
    String run() {
        return run;
    }

    int size() {
        return callers.size();
    }

    List<String> callers() {
        return List.copyOf(callers);
    }

    List<Duration> setUps() {
        return List.copyOf(setUps);
    }

    /** Name of the participant of a recording that is one of these callers. */
    String caller(JsonObject recording) {
        return recording.getJsonArray("participants").getValuesAs(JsonObject.class).stream()
                .map(participant -> participant.getString("name"))
                .filter(found -> found.endsWith(run))
                .findFirst()
                .orElseThrow();
    }

    /** Milliseconds within which so many of a hundred calls of these loads were set up. */
    static double percentile(List<Load> loads, int percent) {
        List<Duration> sorted =
                loads.stream().flatMap(load -> load.setUps.stream()).sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100))
                        .toNanos()
                / 1e6;
    }

    @Override
    public String toString() {
        return size() + " calls " + name;
    }
}
