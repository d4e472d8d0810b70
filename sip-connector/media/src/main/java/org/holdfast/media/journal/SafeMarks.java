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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.holdfast.media.journal.JournalDirectory.SafeJournal;

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

    /** The journals in {@code kept/} that bear a mark, longest safe first. */
    List<SafeJournal> marked() throws IOException {
        List<SafeJournal> safe = new ArrayList<>();
        try (Stream<Path> files = Files.list(kept)) {
            for (Path journal : (Iterable<Path>) files.filter(SafeMarks::isJournal)::iterator) {
                since(mark(journal)).ifPresent(since -> safe.add(new SafeJournal(journal, since)));
            }
        }
        safe.sort(Comparator.comparing(SafeJournal::since).thenComparing(SafeJournal::file));
        return List.copyOf(safe);
    }

    /** The journal first: one without its mark is kept for ever, a mark without its journal does no harm. */
    void purge(SafeJournal journal) throws IOException {
        Files.deleteIfExists(journal.file());
        Files.deleteIfExists(mark(journal.file()));
        JournalDirectory.force(kept);
    }

    private static boolean isJournal(Path file) {
        return JournalDirectory.recordingSessionId(file) != null && Files.isRegularFile(file);
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
