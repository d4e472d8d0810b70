package org.holdfast.media.timeline;

import java.io.IOException;
import java.nio.file.Path;
import org.holdfast.media.journal.JournalReader;
import org.holdfast.media.journal.JournalVisitor;

/** A journal that can be shown from its beginning, as often as asked, the same each time. */
@FunctionalInterface
public interface JournalReplay {

    /** Shows every entry and datagram in file order. */
    void show(JournalVisitor visitor) throws IOException;

    /** The journal in a file; damaged stretches are stepped over. */
    static JournalReplay of(Path file) {
        return visitor -> JournalReader.read(file, visitor).requireShown(file);
    }
}
