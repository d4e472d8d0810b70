package org.holdfast.media.simulation;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.holdfast.media.journal.JournalEntry;
import org.holdfast.media.journal.JournalEntry.ParticipantSeen;
import org.holdfast.media.journal.JournalEntry.PayloadFormat;
import org.holdfast.media.journal.JournalEntry.RecordingEnded;
import org.holdfast.media.journal.JournalEntry.RecordingStarted;
import org.holdfast.media.journal.JournalEntry.SessionEnded;
import org.holdfast.media.journal.JournalEntry.SessionOpened;
import org.holdfast.media.journal.JournalEntry.StreamBound;
import org.holdfast.media.journal.JournalEntry.StreamDescribed;
import org.holdfast.media.journal.JournalVisitor;
import org.holdfast.media.timeline.JournalReplay;

/** A journal in memory. Times are milliseconds since {@link #START}; datagrams are shown in order of arrival. */
public final class SimulatedCall implements JournalReplay {
    public static final Instant START = Instant.parse("2026-11-22T10:00:00.123456Z");
    public static final UUID RECORDING = UUID.fromString("019abc00-0000-7000-8000-000000000002");
    public static final PayloadFormat PCMU = new PayloadFormat(0, "PCMU", 8000, 1, "");

    private record Datagram(int stream, boolean control, long arrivalNanos, byte[] bytes) {}

    private final List<JournalEntry> entries = new ArrayList<>();
    private final List<Datagram> datagrams = new ArrayList<>();

    public SimulatedCall() {
        entries.add(new SessionOpened(START, UUID.fromString("019abc00-0000-7000-8000-000000000001"), "a", "call"));
        entries.add(new RecordingStarted(START, RECORDING, "cs-1", "inbound"));
    }

    /** A call of Alice on m-line 0 and Bob on m-line 1, G.711 µ-law. */
    public static SimulatedCall ofTwo() {
        SimulatedCall call = new SimulatedCall();
        call.participant(0, "alice", "bob");
        call.stream(0, PCMU).bound(0, 0, "alice");
        call.stream(1, PCMU).bound(0, 1, "bob");
        return call;
    }

    public SimulatedCall participant(long millis, String... ids) {
        for (String id : ids) {
            entries.add(new ParticipantSeen(at(millis), id, "sip:" + id + "@example.com", id, ""));
        }
        return this;
    }

    public SimulatedCall stream(int stream, PayloadFormat... formats) {
        return with(new StreamDescribed(START, stream, "label-" + stream, "audio", List.of(formats)));
    }

    public SimulatedCall bound(long millis, int stream, String... participants) {
        return with(new StreamBound(at(millis), stream, List.of(participants)));
    }

    public SimulatedCall with(JournalEntry entry) {
        entries.add(entry);
        return this;
    }

    public SimulatedCall ended(long millis) {
        entries.add(new RecordingEnded(at(millis), RECORDING, "BYE"));
        entries.add(new SessionEnded(at(millis), "BYE"));
        return this;
    }

    public SimulatedCall datagram(int stream, boolean control, double millis, byte[] bytes) {
        datagrams.add(new Datagram(stream, control, nanos(START) + Math.round(millis * 1e6), bytes));
        return this;
    }

    public static Instant at(long millis) {
        return START.plus(Duration.ofMillis(millis));
    }

    public static long nanos(Instant at) {
        return at.getEpochSecond() * 1_000_000_000L + at.getNano();
    }

    public List<JournalEntry> entries() {
        return entries;
    }

    @Override
    public void show(JournalVisitor visitor) {
        entries.forEach(visitor::entry);
        datagrams.stream()
                .sorted(Comparator.comparingLong(Datagram::arrivalNanos))
                .forEach(datagram -> visitor.datagram(
                        datagram.stream,
                        datagram.control,
                        datagram.arrivalNanos,
                        ByteBuffer.wrap(datagram.bytes).asReadOnlyBuffer()));
    }
}
