package org.holdfast.it.chaos;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.holdfast.src.Call;
import org.holdfast.src.CallRefused;
import org.holdfast.src.CallSpec;
import org.holdfast.src.RecordingClient;
import org.holdfast.src.rtp.Audio;
import org.holdfast.src.siprec.Party;

/** A call of stamped frames that the SRS accepted, and how many frames of each stream had been sent at any time. */
final class KilledCall {
    static final int STREAMS = 2;

    final int number;
    private final String run;
    private final Call call;
    private final List<Sent> sent = new CopyOnWriteArrayList<>();

    private record Sent(Instant at, List<Long> packets) {}

    private KilledCall(int number, String run, Call call) {
        this.number = number;
        this.run = run;
        this.call = call;
    }

    static KilledCall place(RecordingClient client, int number, String run) throws IOException, InterruptedException {
        CallSpec spec = CallSpec.between(party("Ann", number, run), party("Ben", number, run))
                .speaking(stamped(number, 0), stamped(number, 1));
        return new KilledCall(number, run, client.call(spec));
    }

    private static Audio stamped(int call, int stream) {
        return Audio.stamped(call, stream, Audio.tone(CallSpec.toneOf(call, stream)));
    }

    private static Party party(String name, int number, String run) {
        return new Party(
                "%s %04d %s".formatted(name, number, run), "sip:%s%04d.%s@example.com".formatted(name, number, run));
    }

    /** The name of its first participant, no other's. */
    String name() {
        return party("Ann", number, run).name();
    }

    void count(Instant now) {
        List<Long> packets = new ArrayList<>();
        call.streams().forEach(stream -> packets.add(stream.packets()));
        sent.add(new Sent(now, List.copyOf(packets)));
    }

    /** Frames 0 to this one, exclusively, had been sent by then. */
    long sentBy(Instant then, int stream) {
        return sent.stream()
                .filter(one -> !one.at().isAfter(then))
                .mapToLong(one -> one.packets().get(stream))
                .max()
                .orElse(0);
    }

    /** The SRC hangs up; true when the SRS knew the dialog. */
    boolean hangUp() throws IOException, InterruptedException {
        try {
            call.bye();
            return true;
        } catch (CallRefused disowned) {
            if (disowned.status() == 481) {
                return false;
            }
            throw disowned;
        }
    }

    /** Stops its media. */
    void forget() {
        call.close();
    }
}
