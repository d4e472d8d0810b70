package org.holdfast.connector.sip.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.holdfast.media.journal.JournalEntry;
import org.holdfast.media.journal.JournalReader;
import org.holdfast.media.journal.JournalVisitor;

/** What a journal holds: its facts, and of each RTP datagram the first byte of the payload. */
final class KeptJournal implements JournalVisitor {
    final List<JournalEntry> facts = new ArrayList<>();
    final List<Integer> payloads = new ArrayList<>();

    static KeptJournal read(Path journal) throws IOException {
        KeptJournal kept = new KeptJournal();
        JournalReader.read(journal, kept);
        return kept;
    }

    @Override
    public void entry(JournalEntry entry) {
        facts.add(entry);
    }

    @Override
    public void datagram(int stream, boolean control, long arrivalNanos, ByteBuffer datagram) {
        if (!control) {
            payloads.add((int) datagram.get(datagram.position() + 12));
        }
    }
}
