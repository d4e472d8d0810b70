package org.holdfast.media.journal;

import static org.holdfast.media.journal.JournalFixture.END;
import static org.holdfast.media.journal.JournalFixture.RECORDING;
import static org.holdfast.media.journal.JournalFixture.SESSION;
import static org.holdfast.media.journal.JournalFixture.START;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.holdfast.media.journal.JournalEntry.*;
import org.holdfast.media.journal.cipher.JournalKeys;

/** A sealed journal of less than 2 kB with a record of every type, as bytes, and what each of its records says. */
final class SmallJournal {
    static final String NAME = SESSION + ".journal";

    final byte[] bytes;

    /** Where each record begins, in file order; those that tell keys are none of them. */
    final List<Integer> starts = new ArrayList<>();

    /** How long each is, without the zeros up to the next. */
    final List<Integer> lengths = new ArrayList<>();

    private final List<Integer> keyStarts = new ArrayList<>();
    private final List<Integer> keyLengths = new ArrayList<>();

    private SmallJournal(byte[] bytes) {
        this.bytes = bytes;
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(RecordFormat.ORDER);
        int from = buffer.getShort(10);
        for (int at = from; at < bytes.length; at += (int) RecordFormat.aligned(buffer.getInt(at))) {
            boolean tellsKey = buffer.get(at + 12) == RecordFormat.KEY;
            (tellsKey ? keyStarts : starts).add(at);
            (tellsKey ? keyLengths : lengths).add(buffer.getInt(at));
        }
    }

    static SmallJournal written(Path place, JournalKeys keys) throws IOException {
        try (JournalFixture fixture = new JournalFixture(place, keys);
                Journal journal = fixture.begin()) {
            long arrival = JournalFixture.nanos(START);
            for (JournalEntry fact : facts()) {
                journal.append(fact);
            }
            journal.append(0, fixture.batch(false, arrival, new byte[] {1, 2, 3}, new byte[] {4}));
            journal.append(1, fixture.batch(true, arrival + 1, new byte[] {5, 6, 7, 8, 9}));
            journal.append(2, fixture.batch(false, arrival + 2, new byte[] {10}, new byte[] {}, new byte[40]));
            journal.append(new RecordingEnded(END.at(), RECORDING, "BYE"));
            journal.seal(END);
            return new SmallJournal(
                    Files.readAllBytes(fixture.directory.sealed().resolve(journal.fileName())));
        }
    }

    private static List<JournalEntry> facts() {
        return List.of(
                new DialogKept(START, new byte[] {1, 2, 3}),
                new BodyKept(START, "INVITE", "application/sdp", new byte[] {'v', '=', '0'}),
                new StreamDescribed(START, 0, "1", "audio", List.of(new PayloadFormat(0, "PCMU", 8000, 1, ""))),
                new ParticipantSeen(START, "p1", "sip:ann@x", "Ann", "caller"),
                new StreamBound(START, 0, List.of("p1")),
                new Identified(START, "UCID", "00FA"),
                new Warned(START, "odd"),
                new HoldChanged(START, 0, true),
                new PauseChanged(START, true, "ann"),
                new GapKnown(START, START.plusMillis(1), "RESTART"),
                new ParticipantLeft(START, "p1"),
                new HeadersKept(START, "INVITE", List.of(new KeptHeader("From", "<sip:ann@x>"))),
                new MediaLeased(START, 0, 20_000, 20_001),
                new SourceLatched(START, 0, "192.0.2.1", 4000),
                new AnswerKept(START, 1, false, new byte[] {'v', '=', '0'}),
                new JournalEntry.RuleApplied(START, RECORDING, "KEEP", "rest", ""),
                new SessionEnding(START, "BYE"));
    }

    int records() {
        return starts.size();
    }

    /** How often the key is told. */
    int keys() {
        return keyStarts.size();
    }

    /** The record a byte belongs to, zeros behind it included; -1 in the file's header and where the key is told. */
    int recordAt(int index) {
        int found = -1;
        for (int i = 0; i < keyStarts.size(); i++) {
            if (index >= keyStarts.get(i) && index < keyStarts.get(i) + RecordFormat.aligned(keyLengths.get(i))) {
                return -1;
            }
        }
        for (int i = 0; i < starts.size() && starts.get(i) <= index; i++) {
            found = i;
        }
        return found;
    }

    /** Whether a byte is of the header of its record, the first of its payload or its last: one of each class. */
    boolean isTelling(int index) {
        int record = recordAt(index);
        int inside = record < 0 ? 0 : index - starts.get(record);
        return inside < 20 || inside == lengths.get(record) - 1;
    }

    /** Whether a byte is one of the zeros between a record and the next. */
    boolean isPadding(int index) {
        for (int i = 0; i < keyStarts.size(); i++) {
            int end = keyStarts.get(i) + keyLengths.get(i);
            if (index >= end && index < RecordFormat.aligned(end)) {
                return true;
            }
        }
        int record = recordAt(index);
        return record >= 0 && index >= starts.get(record) + lengths.get(record);
    }

    /** One text for each record that was read, in file order. */
    static List<String> read(Path file, JournalKeys keys) throws IOException {
        return Texts.of(file, keys).said;
    }

    /** What a reader is shown, as texts that can be compared; the datagrams of one record are one text. */
    static final class Texts implements JournalVisitor {
        final List<String> said = new ArrayList<>();
        JournalReader.ReadResult result = new JournalReader.ReadResult(false, 0, List.of(), "", 0);
        private int stream = -1;

        static Texts of(Path file, JournalKeys keys) throws IOException {
            Texts texts = new Texts();
            texts.result = JournalReader.read(file, keys, texts);
            return texts;
        }

        @Override
        public void entry(JournalEntry entry) {
            stream = -1;
            said.add(EntryCodec.type(entry) + " " + HexFormat.of().formatHex(EntryCodec.payload(entry)));
        }

        /** Batches that follow each other are of different streams in this journal. */
        @Override
        public void datagram(int stream, boolean control, long arrivalNanos, ByteBuffer datagram) {
            byte[] bytes = new byte[datagram.remaining()];
            datagram.get(bytes);
            String text = RecordedJournal.datagram(stream, control, arrivalNanos, bytes);
            if (this.stream == stream) {
                said.add(said.removeLast() + " | " + text);
            } else {
                said.add(text);
            }
            this.stream = stream;
        }
    }
}
