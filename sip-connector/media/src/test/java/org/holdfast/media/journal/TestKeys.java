package org.holdfast.media.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.holdfast.media.journal.cipher.JournalKeys;
import org.holdfast.media.key.KeyFile;
import org.holdfast.media.key.KeyVersions;

/** Key files for tests. */
final class TestKeys {
    private TestKeys() {}

    static JournalKeys encrypting(Path place) throws IOException {
        return JournalKeys.of(file(place, "keys"), true);
    }

    static KeyFile file(Path place, String name) throws IOException {
        Path file = place.resolve(name);
        KeyVersions.create(file, Clock.systemUTC());
        return KeyFile.open(file);
    }
}
