package org.holdfast.media.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.holdfast.media.journal.cipher.JournalKeys;
import org.jspecify.annotations.Nullable;

/**
 * Where journals live: {@code capturing/} while they are written, {@code sealed/} until acknowledged (the outbox), {@code
 * kept/} afterwards, {@code quarantine/} for what could not be read. Immutable, thread-safe; every move is durable.
 */
public final class JournalDirectory {
    private static final String EXTENSION = ".journal";
    private static final Pattern NAME =
            Pattern.compile("([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\\.journal");
    private static final boolean DIRECTORIES_CAN_BE_FORCED =
            !System.getProperty("os.name").startsWith("Windows");
    private static final String RESERVE = "reserve";
    private static final String DISTRUSTED = ".distrusted";
    private static final int PROBE_BYTES = 1 << 16;

    private final Path directory;
    private final Path capturing;
    private final Path sealed;
    private final Path kept;
    private final Path quarantine;
    private final SafeMarks safe;
    private final JournalKeys keys;

    private JournalDirectory(Path directory, JournalKeys keys) {
        this.directory = directory;
        this.keys = keys;
        capturing = directory.resolve("capturing");
        sealed = directory.resolve("sealed");
        kept = directory.resolve("kept");
        quarantine = directory.resolve("quarantine");
        safe = new SafeMarks(kept);
    }

    /** For journals in clear, and for who only moves or counts them. */
    public static JournalDirectory open(Path directory) throws IOException {
        return open(directory, JournalKeys.NONE);
    }

    /** Creates what is missing. Its journals are written and read by those keys. */
    public static JournalDirectory open(Path directory, JournalKeys keys) throws IOException {
        JournalDirectory opened =
                new JournalDirectory(directory.toAbsolutePath().normalize(), keys);
        for (Path place : opened.places()) {
            Files.createDirectories(place);
        }
        return opened;
    }

    /** What its journals are encrypted by. */
    public JournalKeys keys() {
        return keys;
    }

    private List<Path> places() {
        return List.of(capturing, sealed, kept, quarantine);
    }

    public Path capturing() {
        return capturing;
    }

    public Path sealed() {
        return sealed;
    }

    public Path kept() {
        return kept;
    }

    public Path quarantine() {
        return quarantine;
    }

    static String fileName(UUID recordingSessionId) {
        return recordingSessionId + EXTENSION;
    }

    /** The Recording Session a file is named after, null when it is not named as a journal. */
    public static @Nullable UUID recordingSessionId(Path file) {
        var matcher = NAME.matcher(file.getFileName().toString());
        return matcher.matches() ? UUID.fromString(matcher.group(1)) : null;
    }

    /** The journal of that name, wherever it lies now. */
    public Optional<Path> find(String fileName) {
        if (!NAME.matcher(fileName).matches()) {
            return Optional.empty();
        }
        return places().stream()
                .map(place -> place.resolve(fileName))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** The outbox: sealed journals nobody acknowledged yet, oldest first. */
    public List<Path> awaitingAcknowledgement() throws IOException {
        return filesIn(sealed).stream()
                .filter(file -> recordingSessionId(file) != null)
                .toList();
    }

    /** The catalogue has it: moves the journal out of the outbox. Idempotent. */
    public void acknowledge(String fileName) throws IOException {
        if (NAME.matcher(fileName).matches() && Files.exists(sealed.resolve(fileName))) {
            move(sealed.resolve(fileName), kept);
        }
    }

    /** Nothing of it is to be kept: deletes a journal of the outbox, durably. Idempotent. */
    public void discard(String fileName) throws IOException {
        if (NAME.matcher(fileName).matches() && Files.deleteIfExists(sealed.resolve(fileName))) {
            force(sealed);
        }
    }

    /**
     * What the journal holds lies elsewhere, verified, for all of its recordings: it may be purged when its time has come.
     * Durable on return. Idempotent, and right also before the journal is acknowledged.
     *
     * @param since from when on it is safe; the first one told counts
     */
    public void markSafe(String fileName, Instant since) throws IOException {
        if (NAME.matcher(fileName).matches()) {
            safe.put(fileName, since);
        }
    }

    /** All kept journals marked safe, oldest session first. */
    public List<SafeJournal> safeToPurge() throws IOException {
        return safe.marked(Instant.ofEpochMilli(Long.MAX_VALUE), Integer.MAX_VALUE);
    }

    /** Up to a number of kept journals marked safe, of sessions that began before an instant, oldest first. */
    public List<SafeJournal> safeToPurge(Instant begunBefore, int most) throws IOException {
        return safe.marked(begunBefore, most);
    }

    /** Deletes a kept journal, and its mark. */
    public void purge(SafeJournal journal) throws IOException {
        safe.purge(journal);
    }

    /** A journal in {@code kept/} that is needed no more. */
    public record SafeJournal(Path file, Instant since) {}

    /** What a dead process left in {@code capturing/}, oldest first. Ask before any journal is created. */
    public List<Path> leftOver() throws IOException {
        return filesIn(capturing).stream()
                .filter(file -> !file.toString().endsWith(DISTRUSTED))
                .toList();
    }

    /**
     * Forcing the file failed. What reading it gives from now on may be in memory only, and forcing it again would not tell:
     * the system has taken the lost pages for written.
     */
    void distrust(Path journal) {
        try {
            Files.createFile(mark(journal));
        } catch (IOException e) {
            // marked already, or the volume takes nothing at all: then the system reads the file anew after it
        }
    }

    /** A distrusted journal is written once more, into new pages, forced, and put in place of the old file. */
    void trust(Path journal) throws IOException {
        if (!Files.exists(mark(journal))) {
            return;
        }
        Path copy = directory.resolve("rewritten-" + journal.getFileName() + ".tmp");
        Files.copy(journal, copy, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(copy, journal, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force(capturing);
        Files.delete(mark(journal));
    }

    private static Path mark(Path journal) {
        return journal.resolveSibling(journal.getFileName() + DISTRUSTED);
    }

    void seal(Path journal) throws IOException {
        move(journal, sealed);
    }

    /** Puts aside what is no journal, byte for byte. Never overwrites what is in quarantine already. */
    public Path quarantine(Path journal) throws IOException {
        Path target = quarantine.resolve(journal.getFileName());
        for (int copy = 1; Files.exists(target); copy++) {
            target = quarantine.resolve(journal.getFileName() + "." + copy);
        }
        Files.move(journal, target, StandardCopyOption.ATOMIC_MOVE);
        force(quarantine);
        force(journal.resolveSibling("."));
        return target;
    }

    private static void move(Path journal, Path place) throws IOException {
        Files.move(journal, place.resolve(journal.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        force(place);
        force(journal.resolveSibling("."));
    }

    private static List<Path> filesIn(Path place) throws IOException {
        record Aged(Path file, FileTime age) {}
        List<Aged> files = new ArrayList<>();
        try (Stream<Path> listed = Files.list(place)) {
            for (Path file : (Iterable<Path>) listed.filter(Files::isRegularFile)::iterator) {
                files.add(new Aged(file, age(file)));
            }
        }
        files.sort(Comparator.comparing(Aged::age).thenComparing(Aged::file));
        return files.stream().map(Aged::file).toList();
    }

    /** Of a file that has just been moved away: the beginning of time. */
    private static FileTime age(Path file) throws IOException {
        try {
            return Files.getLastModifiedTime(file);
        } catch (NoSuchFileException movedMeanwhile) {
            return FileTime.fromMillis(0);
        }
    }

    /** Allocates, writes, forces and removes a small file. Throws when journals could not be written, or not encrypted. */
    public void probe() throws IOException {
        keys.probe();
        Path probe = directory.resolve("probe.tmp");
        try (FileChannel channel =
                FileChannel.open(probe, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            Preallocation.allocate(probe, channel, 0, PROBE_BYTES);
            Preallocation.writeZeros(channel, 0, PROBE_BYTES);
            channel.write(ByteBuffer.wrap(RecordFormat.MAGIC), 0);
            channel.force(true);
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    /** Takes blocks that are given back when a full volume needs them. Idempotent. */
    public void holdReserve(long bytes) throws IOException {
        Path reserve = directory.resolve(RESERVE);
        try (FileChannel channel = FileChannel.open(
                reserve, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ)) {
            if (channel.size() < bytes) {
                Preallocation.allocate(reserve, channel, channel.size(), bytes);
            }
        } catch (IOException e) {
            Files.deleteIfExists(reserve);
            throw e;
        }
    }

    /** Gives the reserve's blocks to what has to be ended in order. True when there was one. */
    public boolean releaseReserve() throws IOException {
        return Files.deleteIfExists(directory.resolve(RESERVE));
    }

    /** Size of the volume. */
    public long totalBytes() throws IOException {
        return Files.getFileStore(directory).getTotalSpace();
    }

    public long usableBytes() throws IOException {
        return Files.getFileStore(directory).getUsableSpace();
    }

    /** Makes the names in a directory durable, where the system lets directories be forced. */
    public static void force(Path place) throws IOException {
        if (!DIRECTORIES_CAN_BE_FORCED) {
            return;
        }
        try (FileChannel channel = FileChannel.open(place, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (AccessDeniedException e) {
            throw new IOException("directory " + place + " cannot be forced to disk", e);
        }
    }
}
