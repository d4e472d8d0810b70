package org.holdfast.media.timeline;

import java.io.IOException;
import java.nio.file.Path;
import org.holdfast.media.journal.JournalReader;
import org.holdfast.media.journal.JournalVisitor;
import org.holdfast.media.journal.cipher.JournalKeys;

/** A journal that can be shown from its beginning, as often as asked, the same each time. */
@FunctionalInterface
public interface JournalReplay {

    /** Shows every entry and datagram in file order. */
    void show(JournalVisitor visitor) throws IOException;

    /** The journal in a file, in clear or encrypted by those keys; damaged stretches are stepped over. */
    static JournalReplay of(Path file, JournalKeys keys) {
        return visitor -> JournalReader.read(file, keys, visitor).requireShown(file);
    }
}
