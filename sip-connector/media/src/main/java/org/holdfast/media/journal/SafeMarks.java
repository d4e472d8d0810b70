package org.holdfast.media.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.holdfast.media.journal.JournalDirectory.SafeJournal;
import org.jspecify.annotations.Nullable;

/**
 * Which kept journals are needed no more: beside such a journal lies {@code <name>.safe}, holding the instant from which on
 * that is so. A mark that cannot be read marks nothing. Stateless but for its place; safe between processes.
 */
final class SafeMarks {
    private static final String EXTENSION = ".safe";

    private final Path kept;

    SafeMarks(Path kept) {
        this.kept = kept;
    }

    /** Durable on return; a mark that stands already is left as it is. */
    void put(String fileName, Instant since) throws IOException {
        Path mark = kept.resolve(fileName + EXTENSION);
        if (since(mark).isPresent()) {
            return;
        }
        Path written = kept.resolve(fileName + EXTENSION + ".tmp");
        try (FileChannel channel = FileChannel.open(
                written, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer text = StandardCharsets.US_ASCII.encode(since.toString());
            while (text.hasRemaining()) {
                channel.write(text);
            }
            channel.force(true);
        }
        Files.move(written, mark, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        JournalDirectory.force(kept);
    }

    /**
     * Journals in {@code kept/} that bear a mark, oldest first: as the ids in their names are UUIDv7, which begin with the
     * time, only as many marks are read as are asked for.
     *
     * @param begunBefore leaves out sessions younger than that
     */
    List<SafeJournal> marked(Instant begunBefore, int most) throws IOException {
        Set<String> names = new HashSet<>();
        try (Stream<Path> files = Files.list(kept)) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        }
        List<Path> journals = names.stream()
                .filter(name -> names.contains(name + EXTENSION))
                .map(kept::resolve)
                .filter(file -> isBefore(JournalDirectory.recordingSessionId(file), begunBefore))
                .sorted()
                .toList();
        List<SafeJournal> safe = new ArrayList<>();
        for (Path journal : journals) {
            if (safe.size() < most) {
                since(mark(journal)).ifPresent(since -> safe.add(new SafeJournal(journal, since)));
            }
        }
        return List.copyOf(safe);
    }

    private static boolean isBefore(@Nullable UUID id, Instant instant) {
        return id != null && (id.version() != 7 || id.getMostSignificantBits() >>> 16 <= instant.toEpochMilli());
    }

    /** The journal first: one without its mark is kept for ever, a mark without its journal does no harm. */
    void purge(SafeJournal journal) throws IOException {
        Files.deleteIfExists(journal.file());
        Files.deleteIfExists(mark(journal.file()));
        JournalDirectory.force(kept);
    }

    private static Path mark(Path journal) {
        return journal.resolveSibling(journal.getFileName() + EXTENSION);
    }

    private static Optional<Instant> since(Path mark) throws IOException {
        try {
            return Optional.of(Instant.parse(Files.readString(mark, StandardCharsets.ISO_8859_1)));
        } catch (NoSuchFileException | DateTimeException notMarked) {
            return Optional.empty();
        }
    }
}
