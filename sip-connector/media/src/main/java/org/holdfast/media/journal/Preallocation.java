package org.holdfast.media.journal;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Gives a file its blocks before it is mapped, so that a full disk is an exception here and never a SIGBUS later. Uses
 * {@code posix_fallocate} on Linux and writes zeros where that is not to be had. Stateless.
 */
final class Preallocation {
    private static final int ZEROS_BYTES = 1 << 16;
    private static final @Nullable Native NATIVE = Native.find();

    private Preallocation() {}

    /** Makes bytes {@code from} to {@code to} of the open file zeros that have their place on the disk. */
    static void allocate(Path file, FileChannel channel, long from, long to) throws IOException {
        if (NATIVE != null && NATIVE.allocate(file, from, to)) {
            return;
        }
        writeZeros(channel, from, to);
    }

    static void writeZeros(FileChannel channel, long from, long to) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocateDirect(ZEROS_BYTES);
        for (long at = from; at < to; ) {
            zeros.clear().limit((int) Math.min(ZEROS_BYTES, to - at));
            at += channel.write(zeros, at);
        }
    }

    /** The calls of the C library. */
    private record Native(MethodHandle open, MethodHandle close, MethodHandle posixFallocate) {
        private static final int READ_WRITE_CLOSE_ON_EXEC = 0x80002;
        private static final int EINTR = 4;
        private static final int EIO = 5;
        private static final int EFBIG = 27;
        private static final int ENOSPC = 28;
        private static final int EDQUOT = 122;

        @SuppressWarnings("restricted") // the process is started with native access; without it zeros are written
        static @Nullable Native find() {
            if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")) {
                return null;
            }
            try {
                Linker linker = Linker.nativeLinker();
                SymbolLookup libc = linker.defaultLookup();
                FunctionDescriptor pathAndFlags =
                        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
                FunctionDescriptor fd = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
                FunctionDescriptor fdAndRange = FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG);
                return new Native(
                        linker.downcallHandle(
                                libc.findOrThrow("open"), pathAndFlags, Linker.Option.firstVariadicArg(2)),
                        linker.downcallHandle(libc.findOrThrow("close"), fd),
                        linker.downcallHandle(libc.findOrThrow("posix_fallocate"), fdAndRange));
            } catch (RuntimeException | LinkageError notToBeHad) {
                return null;
            }
        }

        /** False when this file system or file cannot be allocated this way. */
        boolean allocate(Path file, long from, long to) throws IOException {
            int error = call(file, from, to);
            return switch (error) {
                case 0 -> true;
                case ENOSPC -> throw refused(file, to - from, "No space left on device");
                case EDQUOT -> throw refused(file, to - from, "Disk quota exceeded");
                case EFBIG -> throw refused(file, to - from, "File too large");
                case EIO -> throw refused(file, to - from, "Input/output error");
                default -> false;
            };
        }

        private int call(Path file, long from, long to) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment path = arena.allocateFrom(file.toString());
                int fd = (int) open.invokeExact(path, READ_WRITE_CLOSE_ON_EXEC);
                if (fd < 0) {
                    return -1;
                }
                int error = EINTR;
                while (error == EINTR) {
                    error = (int) posixFallocate.invokeExact(fd, from, to - from);
                }
                int closed = (int) close.invokeExact(fd);
                return closed < 0 ? EIO : error;
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable impossible) {
                throw new AssertionError(impossible);
            }
        }

        private static IOException refused(Path file, long bytes, String reason) {
            return new FileSystemException(file.toString(), null, "no room for " + bytes + " more bytes: " + reason);
        }
    }
}
