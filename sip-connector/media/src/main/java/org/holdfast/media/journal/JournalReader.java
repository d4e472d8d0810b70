package org.holdfast.media.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads a journal front to back, also one that is damaged or still being written. Stateless. */
public final class JournalReader {

    private JournalReader() {}

    /**
     * Shows the visitor every record that is whole; damage is stepped over and reported, never thrown.
     *
     * @throws IOException when the file cannot be read at all
     */
    public static ReadResult read(Path file, JournalVisitor visitor) throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * What reading found.
     *
     * @param sealed the last record is the end of the session
     * @param validBytes end of the last whole record; 0 when not even the header is whole
     * @param damage one sentence for each damaged stretch, in file order
     */
    public record ReadResult(boolean sealed, long validBytes, List<String> damage) {
        public ReadResult {
            damage = List.copyOf(damage);
        }
    }
}
