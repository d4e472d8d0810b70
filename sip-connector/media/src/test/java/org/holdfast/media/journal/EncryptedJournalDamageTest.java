package org.holdfast.media.journal;

import java.io.IOException;
import java.nio.file.Path;
import org.holdfast.media.journal.cipher.JournalKeys;

/** The same of an encrypted journal: damage costs what it hits, also where it hits what tells the key. */
class EncryptedJournalDamageTest extends JournalDamageTest {
    @Override
    int[] patterns() {
        return new int[] {0x55};
    }

    /** Each recovery forces: reading is tried at every byte, and what recovery adds to it does not depend on encryption. */
    @Override
    int recoveredEvery() {
        return Boolean.getBoolean("holdfast.test.every-byte") ? 1 : 13;
    }

    @Override
    JournalKeys keys(Path place) throws IOException {
        return TestKeys.encrypting(place);
    }
}
