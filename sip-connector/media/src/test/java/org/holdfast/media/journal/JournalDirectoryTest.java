package org.holdfast.media.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.holdfast.media.journal.JournalFixture.END;
import static org.holdfast.media.journal.JournalFixture.SESSION;
import static org.holdfast.media.journal.JournalFixture.START;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.holdfast.media.journal.JournalDirectory.SafeJournal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalDirectoryTest {
    private static final String NAME = SESSION + ".journal";

    @TempDir
    Path temp;

    private JournalFixture fixture;

    @BeforeEach
    void open() throws IOException {
        fixture = new JournalFixture(temp);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void keepsASealedJournalInTheOutboxUntilAcknowledgedOnceOrTwice() throws IOException {
        JournalDirectory directory = fixture.directory;
        Journal journal = fixture.begin();
        assertThat(directory.find(NAME)).contains(directory.capturing().resolve(NAME));

        journal.seal(END);
        assertThat(directory.awaitingAcknowledgement())
                .containsExactly(directory.sealed().resolve(NAME));

        directory.acknowledge(NAME);
        directory.acknowledge(NAME);
        assertThat(directory.awaitingAcknowledgement()).isEmpty();
        assertThat(directory.find(NAME)).contains(directory.kept().resolve(NAME));
    }

    @Test
    void listsTheOutboxOldestFirst() throws IOException {
        Path sealed = fixture.directory.sealed();
        String[] names = {
            "019abc00-0000-7000-8000-000000000001.journal",
            "019abc00-0000-7000-8000-000000000002.journal",
            "019abc00-0000-7000-8000-000000000003.journal"
        };
        long[] ages = {30, 10, 20};
        for (int i = 0; i < names.length; i++) {
            Files.setLastModifiedTime(Files.createFile(sealed.resolve(names[i])), FileTime.fromMillis(ages[i]));
        }
        Files.createFile(sealed.resolve("not-a-journal.tmp"));

        assertThat(fixture.directory.awaitingAcknowledgement())
                .containsExactly(sealed.resolve(names[1]), sealed.resolve(names[2]), sealed.resolve(names[0]));
    }

    @Test
    void namesForPurgingOnlyKeptJournalsThatAreMarkedSafe() throws IOException {
        JournalDirectory directory = fixture.directory;
        String other = "019abc00-0000-7000-8000-000000000009.journal";
        fixture.begin().seal(END);
        Files.createFile(directory.kept().resolve(other));

        directory.markSafe(NAME, START.plusSeconds(5)); // the worker may be quicker than the acknowledgement
        assertThat(directory.safeToPurge()).isEmpty();

        directory.acknowledge(NAME);
        directory.markSafe(NAME, START.plusSeconds(99));
        SafeJournal safe = new SafeJournal(directory.kept().resolve(NAME), START.plusSeconds(5));
        assertThat(directory.safeToPurge()).containsExactly(safe);
        directory.markSafe(other, START);
        assertThat(directory.safeToPurge()).hasSize(2).startsWith(safe);
        assertThat(directory.safeToPurge(Instant.now(), 1)).containsExactly(safe);
        assertThat(directory.safeToPurge(Instant.EPOCH, 1)).isEmpty();

        directory.purge(safe);
        directory.purge(safe);
        assertThat(directory.find(NAME)).isEmpty();
        assertThat(directory.find(other)).isPresent();
        assertThat(directory.kept().resolve(NAME + ".safe")).doesNotExist();
    }

    @Test
    void takesATornMarkForNone() throws IOException {
        Files.createFile(fixture.directory.kept().resolve(NAME));
        Files.writeString(fixture.directory.kept().resolve(NAME + ".safe"), "2026-11-");
        assertThat(fixture.directory.safeToPurge()).isEmpty();

        fixture.directory.markSafe(NAME, START);
        assertThat(fixture.directory.safeToPurge()).hasSize(1);
    }

    @Test
    void findsNothingByANameThatLeadsElsewhere() throws IOException {
        Files.createFile(temp.resolve("secret"));
        assertThat(fixture.directory.find("../secret")).isEmpty();
        assertThat(fixture.directory.find("secret")).isEmpty();
        assertThatCode(() -> fixture.directory.acknowledge("../../secret")).doesNotThrowAnyException();
    }

    @Test
    void provesThatItCanBeWrittenAndLeavesNoTrace() throws IOException {
        fixture.directory.probe();

        try (var files = Files.list(temp)) {
            assertThat(files).allMatch(Files::isDirectory);
        }
        assertThat(fixture.directory.usableBytes()).isPositive();
    }
}
