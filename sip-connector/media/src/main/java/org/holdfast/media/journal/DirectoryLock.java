package org.holdfast.media.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps every other recorder out of a journal directory: it would take the running journals for left-over ones and cut
 * them. The system gives the lock back when the process dies, however it dies. One owner, one thread at a time.
 */
public final class DirectoryLock {
    private static final String FILE = "recorder.lock";

    private @Nullable FileChannel channel;
    private @Nullable Object lockedFile;

    /**
     * Holds the directory, also when another has been put in its place since the last call.
     *
     * @throws InUse when another recorder holds it
     */
    public void hold(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        if (channel != null && Objects.equals(lockedFile, keyOf(file)) && Files.exists(file)) {
            return;
        }
        release();
        FileChannel opened = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locked(opened)) {
            opened.close();
            throw new InUse(directory);
        }
        channel = opened;
        lockedFile = keyOf(file);
    }

    public void release() throws IOException {
        FileChannel held = channel;
        channel = null;
        if (held != null) {
            held.close();
        }
    }

    /** Whether a recorder that runs holds the directory. Also of one that cannot be written, e.g. a rescued disk. */
    public static boolean isHeld(Path directory) throws IOException {
        try (FileChannel asked = FileChannel.open(directory.resolve(FILE), StandardOpenOption.READ)) {
            return asked.tryLock(0, Long.MAX_VALUE, true) == null;
        } catch (OverlappingFileLockException e) { // by this very process
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static boolean locked(FileChannel opened) throws IOException {
        try {
            return opened.tryLock() != null;
        } catch (OverlappingFileLockException e) { // by another recorder of this very process
            return false;
        } catch (IOException e) {
            opened.close();
            throw e;
        }
    }

    /** What tells a file from another of the same name; null where the system knows no such thing. */
    private static @Nullable Object keyOf(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Another recorder holds the directory. */
    public static final class InUse extends IOException {
        private static final long serialVersionUID = 1L;

        InUse(Path directory) {
            super("directory " + directory + " belongs to another recorder that runs");
        }
    }
}
