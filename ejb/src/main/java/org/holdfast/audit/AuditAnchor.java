package org.holdfast.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.holdfast.audit.AuditRecord.Head;
import org.holdfast.operations.WorkerLog;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;

/**
 * The head of this node's chain in a file, out of the database's reach: without it nobody could tell that the last
 * entries are missing, or that the whole chain was made anew. Only ever moves forward. Guarded by its own lock.
 */
@ApplicationScoped
public class AuditAnchor {
    private static final Pattern FORM = Pattern.compile("1 (\\d{1,18}) ([0-9a-f]{64})\\s*");

    private Path directory;
    private Path file;
    private String node;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected AuditAnchor() {}

    @Inject
    public AuditAnchor(Settings settings) {
        this.node = settings.text(Setting.NODE_NAME);
        this.directory = Path.of(settings.text(Setting.AUDIT_DIRECTORY)).toAbsolutePath();
        this.file = directory.resolve(node + ".head");
    }

    /** An entry of this node was written, and the chain before it was as the anchor knew it. */
    record Moved(Head head) {}

    String node() {
        return node;
    }

    /** Where it lies, for messages. */
    String place() {
        return file.toString();
    }

    /** The head last noted; none when there is no such file. */
    synchronized Optional<Head> read() throws IOException {
        try {
            Matcher form = FORM.matcher(Files.readString(file));
            if (!form.matches()) {
                throw new IOException(file + " is not what was written there");
            }
            return Optional.of(new Head(node, Long.parseLong(form.group(1)), form.group(2)));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    synchronized void committed(@Observes(during = TransactionPhase.AFTER_SUCCESS) Moved moved) {
        try {
            if (read().map(Head::seq).orElse(0L) < moved.head().seq()) {
                write("1 " + moved.head().seq() + " " + moved.head().hash() + "\n");
            }
        } catch (IOException e) {
            WorkerLog.LOG.auditNotAnchored(moved.head().seq(), String.valueOf(e.getMessage()));
        }
    }

    private void write(String text) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
