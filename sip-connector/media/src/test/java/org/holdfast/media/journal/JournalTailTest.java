package org.holdfast.media.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.holdfast.media.journal.cipher.JournalKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTailTest {
    @TempDir
    private Path directory;

    @Test
    void showsWhatBecameWholeSinceTheLastLookAndGoesOnWhenTheFileIsMoved() throws IOException {
        follows(JournalKeys.NONE);
    }

    @Test
    void showsThatOfAnEncryptedOneToo() throws IOException {
        follows(TestKeys.encrypting(directory));
    }

    private void follows(JournalKeys keys) throws IOException {
        try (JournalFixture fixture = new JournalFixture(directory, keys)) {
            Journal journal = fixture.begin();
            RecordedJournal seen = new RecordedJournal();
            Path file = fixture.directory.capturing().resolve(journal.fileName());
            try (JournalReader.Tail tail = JournalReader.follow(file, fixture.directory.keys(), seen)) {
                tail.look();
                assertThat(seen.entries).hasSize(2);
                assertThat(seen.datagrams).isEmpty();

                journal.append(0, fixture.batch(false, 1000, new byte[] {1, 2}, new byte[] {3}));
                tail.look();
                tail.look();
                assertThat(seen.datagrams).hasSize(2);
                assertThat(tail.ended()).isFalse();

                journal.append(1, fixture.batch(false, 2000, new byte[300]));
                journal.seal(JournalFixture.END);
                tail.look();
                assertThat(seen.datagrams).hasSize(3);
                assertThat(tail.ended()).isTrue();
            }
        }
    }

    @Test
    void whatIsNoJournalCannotBeFollowed() throws IOException {
        Path file = Files.createFile(directory.resolve(JournalDirectory.fileName(JournalFixture.SESSION)));
        assertThatThrownBy(() -> JournalReader.follow(file, JournalKeys.NONE, new RecordedJournal()))
                .isInstanceOf(IOException.class);
    }
}
