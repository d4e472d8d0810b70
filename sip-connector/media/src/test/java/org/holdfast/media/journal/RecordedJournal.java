package org.holdfast.media.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.holdfast.media.journal.cipher.JournalKeys;

/** Collects what a reader shows, for comparison. */
final class RecordedJournal implements JournalVisitor {
    final List<JournalEntry> entries = new ArrayList<>();
    final List<String> datagrams = new ArrayList<>();
    JournalReader.ReadResult result = new JournalReader.ReadResult(false, 0, List.of(), "", 0);

    static RecordedJournal of(Path file) throws IOException {
        return of(file, JournalKeys.NONE);
    }

    static RecordedJournal of(Path file, JournalKeys keys) throws IOException {
        RecordedJournal recorded = new RecordedJournal();
        recorded.result = JournalReader.read(file, keys, recorded);
        return recorded;
    }

    @Override
    public void entry(JournalEntry entry) {
        entries.add(entry);
    }

    @Override
    public void datagram(int stream, boolean control, long arrivalNanos, ByteBuffer datagram) {
        byte[] bytes = new byte[datagram.remaining()];
        datagram.get(bytes);
        datagrams.add(datagram(stream, control, arrivalNanos, bytes));
    }

    static String datagram(int stream, boolean control, long arrivalNanos, byte[] bytes) {
        return stream + (control ? " control " : " media ") + arrivalNanos + " "
                + HexFormat.of().formatHex(bytes);
    }
}
