package org.holdfast.media.tool;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.holdfast.media.journal.DirectoryLock;
import org.holdfast.media.journal.JournalDirectory;
import org.holdfast.media.journal.JournalRecovery;
import org.holdfast.media.journal.JournalRecovery.Outcome;
import org.holdfast.media.journal.JournalRecovery.Recovered;
import org.holdfast.media.journal.cipher.JournalKeys;
import org.holdfast.media.tool.JournalTool.Refused;

/**
 * {@code import}: copies the journals of a rescued directory durably into the outbox of a node's directory, torn ones
 * recovered on the way. Changes nothing it reads, overwrites nothing, and may run while the node does: a journal appears in
 * the outbox whole or not at all.
 */
final class ImportCommand {
    private static final String STAGING = "importing";

    private final PrintStream out;
    private final Clock clock;
    private final JournalKeys keys;
    private int taken;
    private int known;
    private int failed;

    ImportCommand(PrintStream out, Clock clock, JournalKeys keys) {
        this.out = out;
        this.keys = keys;
        this.clock = clock;
    }

    int run(Path rescued, Path node) throws IOException {
        JournalTool.requireJournals(rescued);
        JournalTool.requireJournals(node);
        if (Files.isSameFile(rescued, node)) {
            throw new Refused(rescued + " and " + node + " are the same directory");
        }
        if (DirectoryLock.isHeld(rescued)) {
            throw new Refused("a recorder that runs holds " + rescued + ": its journals are not to be rescued");
        }
        JournalDirectory to = JournalDirectory.open(node);
        try (FileChannel channel = FileChannel.open(
                        node.resolve("import.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw new Refused("another import into " + node + " is under way");
            }
            JournalDirectory staging = JournalDirectory.open(node.resolve(STAGING), keys);
            for (String place : List.of("sealed", "kept", "capturing")) {
                importAll(rescued.resolve(place), staging, to);
            }
        }
        out.printf("%d journals imported, %d were there already, %d not imported%n", taken, known, failed);
        return failed == 0 ? 0 : 1;
    }

    private void importAll(Path place, JournalDirectory staging, JournalDirectory to) throws IOException {
        if (!Files.isDirectory(place)) {
            return;
        }
        for (Path journal : JournalTool.journals(place)) {
            String name = journal.getFileName().toString();
            try {
                importOne(journal, staging, to);
            } catch (IOException e) { // one that cannot be had keeps back no other
                failed++;
                out.printf("%s: not imported: %s%n", name, e);
            }
        }
    }

    private void importOne(Path journal, JournalDirectory staging, JournalDirectory to) throws IOException {
        String name = journal.getFileName().toString();
        Optional<Path> there = to.find(name);
        if (there.isPresent() && Arrays.equals(digest(there.get()), digest(journal))) {
            known++;
            return;
        }
        Recovered whole = staged(journal, staging);
        try {
            if (whole.outcome() != Outcome.SEALED) {
                failed++;
                out.printf("%s: not imported: %s%n", name, reason(whole));
            } else if (there.isEmpty()) {
                publish(whole.file(), to);
                taken++;
                out.printf("%s: imported%n", name);
                whole.damage().forEach(sentence -> out.printf("%s: %s%n", name, sentence));
            } else if (Arrays.equals(ContentDigest.of(there.get(), keys), ContentDigest.of(whole.file(), keys))) {
                known++; // bytes may differ: what is ended twice is encrypted by two keys
            } else {
                failed++;
                out.printf("%s: not imported: %s is another journal of the same session%n", name, there.get());
            }
        } finally {
            Files.deleteIfExists(whole.file());
        }
    }

    private static String reason(Recovered journal) {
        return journal.damage().isEmpty() ? "there is no whole record in it" : String.join("; ", journal.damage());
    }

    /** A copy of our own, sealed as the recorder would at its start, and forced. */
    private Recovered staged(Path journal, JournalDirectory staging) throws IOException {
        for (Path place : List.of(staging.capturing(), staging.sealed(), staging.quarantine())) {
            Files.deleteIfExists(place.resolve(journal.getFileName())); // of an import that was broken off
        }
        Path copy = Files.copy(journal, staging.capturing().resolve(journal.getFileName()));
        copy.toFile().setWritable(true); // a rescued disk is often mounted read-only
        return JournalRecovery.recover(staging, copy, clock);
    }

    /** Appears under its name in one step, and only where nothing has that name. */
    private static void publish(Path sealed, JournalDirectory to) throws IOException {
        Path target = to.sealed().resolve(sealed.getFileName());
        try {
            Files.createLink(target, sealed);
        } catch (UnsupportedOperationException noLinks) {
            if (Files.exists(target)) {
                throw new FileAlreadyExistsException(target.toString());
            }
            Files.move(sealed, target);
        }
        JournalDirectory.force(to.sealed());
    }

    private static byte[] digest(Path file) throws IOException {
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return ((DigestInputStream) in).getMessageDigest().digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
