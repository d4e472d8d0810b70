package org.holdfast.src;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.holdfast.src.rtp.Audio;
import org.holdfast.src.siprec.Direction;
import org.holdfast.src.siprec.Party;

/** The calls of one {@code bin/src} run: so many, at such a rate, each led by a thread of its own. */
final class Load {
    private final Options options;
    private final RecordingClient client;
    private final PrintStream out;
    private final List<short[]> audio = new ArrayList<>();
    private final Set<Call> running = ConcurrentHashMap.newKeySet();
    private final Collection<CallResult> results = new ConcurrentLinkedQueue<>();
    private volatile boolean stopped;

    Load(Options options, RecordingClient client, PrintStream out) throws IOException {
        this.options = options;
        this.client = client;
        this.out = out;
        for (Path file : options.audio) {
            audio.add(AudioFile.read(file));
        }
    }

    /** Makes all calls and waits for their end; true when each went well. */
    boolean run() {
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < options.calls && !stopped; i++) {
                long due = start + (long) (i / options.rate * TimeUnit.SECONDS.toNanos(1));
                while (System.nanoTime() < due && !stopped) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                int number = i;
                spec(number).legs().forEach(leg -> threads.execute(() -> lead(number, leg)));
            }
        }
        out.println(options.json ? totalsAsJson() : totals());
        return !results.isEmpty() && results.stream().allMatch(CallResult::ok);
    }

    /** Says BYE on every running call and starts no more. */
    void stop() {
        stopped = true;
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

    private void lead(int number, CallSpec spec) {
        CallResult result = call(number, spec);
        results.add(result);
        synchronized (out) {
            out.println(options.json ? result.json() : result.line());
        }
    }

    private CallResult call(int number, CallSpec spec) {
        Call call;
        try {
            call = client.call(spec);
        } catch (IOException e) {
            return CallResult.failed(number, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CallResult.failed(number, e);
        }
        running.add(call);
        try (call) {
            boolean talked = play(call, number);
            call.bye();
            return CallResult.of(number, talked || stopped ? "200 OK" : "ended by the SRS", talked || stopped, call);
        } catch (IOException e) {
            return CallResult.of(number, "within the call: " + e.getMessage(), false, call);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CallResult.of(number, "interrupted", false, call);
        } finally {
            running.remove(call);
        }
    }

    private boolean play(Call call, int number) throws IOException, InterruptedException {
        Duration part = options.duration;
        if (!call.talk(part)) {
            return false;
        }
        switch (options.scenario) {
            case BASIC, OPTIONS -> {
                return true;
            }
            case HOLD, PAUSE -> {
                return holdAndResume(call, part);
            }
            case TRANSFER ->
                call.transfer(options.mixed ? 0 : 1, party(2, number), Audio.tone(CallSpec.toneOf(number, 2)));
            case UPDATE -> call.rename(1, "Robert Jones");
            case LATE -> call.reinviteWithMetadata();
        }
        return call.talk(part);
    }

    private boolean holdAndResume(Call call, Duration part) throws IOException, InterruptedException {
        boolean plain = options.scenario == Options.Scenario.PAUSE;
        if (plain) {
            call.pause(Direction.INACTIVE);
        } else {
            call.hold();
        }
        if (!call.talk(part)) {
            return false;
        }
        if (plain) {
            call.pause(Direction.SENDONLY);
        } else {
            call.resume();
        }
        return call.talk(part);
    }

    private CallSpec spec(int number) {
        int parties = Math.max(2, options.scenario == Options.Scenario.TRANSFER ? 2 : options.names.size());
        List<Party> talking = new ArrayList<>();
        List<Audio> said = new ArrayList<>();
        for (int i = 0; i < parties; i++) {
            talking.add(party(i, number));
            said.add(audio(i, number));
        }
        CallSpec spec = CallSpec.between(talking.toArray(Party[]::new))
                .speaking(said.toArray(Audio[]::new))
                .in(options.dialect)
                .codec(options.codec);
        spec = options.mixed ? spec.mixed() : spec;
        spec = options.rawNames ? spec.rawNames() : spec;
        return options.scenario == Options.Scenario.LATE ? spec.metadataLater() : spec;
    }

    private Party party(int index, int number) {
        String tail = String.format(Locale.ROOT, "%08d", number);
        List<String> usual = List.of("Alice Martin " + tail, "Bob Jones " + tail, "Carol Tran " + tail);
        List<String> user = List.of("alice" + tail, "bob" + tail, "carol" + tail);
        String name = index < options.names.size() ? options.names.get(index) : usual.get(index % usual.size());
        return index < options.addresses.size()
                ? new Party(name, options.addresses.get(index))
                : new Party(name, "sip:" + user.get(index % user.size()) + "@example.com");
    }

    private Audio audio(int line, int number) {
        if (line < audio.size()) {
            return Audio.samples(audio.get(line));
        }
        Audio tone = Audio.tone(CallSpec.toneOf(number, line));
        return options.stamp ? Audio.stamped(number, line, tone) : tone;
    }

    private long[] sortedSetUps() {
        return results.stream()
                .filter(CallResult::ok)
                .mapToLong(result -> result.setUp().toNanos())
                .sorted()
                .toArray();
    }

    private static double percentile(long[] sorted, int percent) {
        return sorted.length == 0 ? 0 : sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / 1e6;
    }

    private String totals() {
        return totals(
                "%d calls: %d ok, %d failed; set-up median %.1f ms, 99%% %.1f ms, worst %.1f ms; %d packets sent, %d receiver reports, %d retransmissions, worst pacing %d ms late");
    }

    private String totalsAsJson() {
        return totals(
                "{\"totals\":{\"calls\":%d,\"ok\":%d,\"failed\":%d,\"setUpMedianMs\":%.3f,\"setUp99Ms\":%.3f,\"setUpWorstMs\":%.3f,\"packets\":%d,\"receiverReports\":%d,\"retransmissions\":%d,\"worstPacingMs\":%d}}");
    }

    private String totals(String format) {
        long[] setUps = sortedSetUps();
        long ok = results.stream().filter(CallResult::ok).count();
        return String.format(
                Locale.ROOT,
                format,
                results.size(),
                ok,
                results.size() - ok,
                percentile(setUps, 50),
                percentile(setUps, 99),
                percentile(setUps, 100),
                results.stream().mapToLong(result -> result.sent().packets()).sum(),
                results.stream()
                        .mapToLong(result -> result.sent().receiverReports())
                        .sum(),
                client.retransmissions(),
                client.worstPacing().toMillis());
    }
}
