package org.holdfast.connector.session.outbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.holdfast.media.journal.JournalEntry;
import org.holdfast.media.journal.JournalReader;
import org.holdfast.media.journal.JournalVisitor;
import org.holdfast.media.journal.cipher.JournalKeys;

/** Reads the facts of a journal and passes its media by. */
final class JournalFacts implements JournalVisitor {
    private final List<JournalEntry> facts = new ArrayList<>();

    private JournalFacts() {}

    static List<JournalEntry> read(Path journal, JournalKeys keys) throws IOException {
        JournalFacts reading = new JournalFacts();
        JournalReader.read(journal, keys, reading).requireShown(journal);
        return List.copyOf(reading.facts);
    }

    @Override
    public void entry(JournalEntry entry) {
        facts.add(entry);
    }

    @Override
    public void datagram(int stream, boolean control, long arrivalNanos, ByteBuffer datagram) {
        // media is finalised elsewhere
    }
}
