package org.holdfast.media.codec;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.holdfast.media.nativecodec.Request;
import org.jspecify.annotations.Nullable;

/**
 * Starts codec processes when needed, reuses them, and stops them when idle. Each has limits on memory, on processor time
 * and on the time one request may take. Thread-safe.
 */
public final class CodecProcesses implements AutoCloseable {

    private static final Duration IDLE = Duration.ofSeconds(60);
    private static final Duration REPLACE_AFTER = Duration.ofMinutes(30);
    private static final Duration DECODE_LIMIT = Duration.ofSeconds(30);

    /** Hard limits of the operating system: 4 GiB of addresses, an hour of processor time. */
    private static final String LIMITS = "ulimit -v 4194304; ulimit -t 3600; exec nice -n 10 \"$@\"";

    private final Path directory;
    private final Deque<CodecProcess> idle = new ArrayDeque<>();
    private long uses;
    private boolean closed;
    private @Nullable String classPath;

    /**
     * Starts nothing yet.
     *
     * @param directory where libraries are laid out; several users of one directory do not disturb each other
     */
    public CodecProcesses(Path directory) {
        this.directory = directory;
    }

    /** Encodes a WAV to Opus in WebM. The limit grows with the length of the recording, for it may take its time. */
    public void encodeWebm(Path wav, Path webm, int bitRatePerChannel, Duration limit) throws IOException {
        CodecProcess process = lease();
        try {
            process.ask(Request.ENCODE_WEBM, limit, out -> {
                out.writeUTF(wav.toAbsolutePath().toString());
                out.writeUTF(webm.toAbsolutePath().toString());
                out.writeInt(bitRatePerChannel);
            });
        } finally {
            release(process);
        }
    }

    /** A process of one's own, until given back. */
    synchronized CodecProcess lease() throws IOException {
        uses++;
        while (!idle.isEmpty()) {
            CodecProcess process = idle.pop();
            if (process.isAlive()) {
                return process;
            }
            process.close();
        }
        if (closed) {
            throw new CodecProcessFailed("Codec processes are stopped");
        }
        if (classPath == null) {
            classPath = CodecLibraries.classPath(directory);
        }
        return CodecProcess.start(command(classPath), directory);
    }

    private List<String> command(String libraries) {
        return List.of(
                "/bin/sh",
                "-c",
                LIMITS,
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:ReservedCodeCacheSize=32m",
                "-XX:CompressedClassSpaceSize=32m",
                "-XX:-UsePerfData",
                "-XX:ErrorFile=/dev/null",
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.bytedeco.javacpp.cachedir="
                        + directory.resolve("natives").toAbsolutePath(),
                "-cp",
                libraries,
                "org.holdfast.media.nativecodec.CodecProgram");
    }

    /** Gives a process back; a dead or worn one is not kept. */
    synchronized void release(CodecProcess process) {
        boolean worn = process.used().compareTo(REPLACE_AFTER) > 0;
        if (closed || worn || !process.isAlive()) {
            process.close();
            return;
        }
        idle.push(process);
        long use = ++uses;
        CompletableFuture.delayedExecutor(IDLE.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> stopUnlessUsedSince(use));
    }

    private synchronized void stopUnlessUsedSince(long use) {
        if (uses == use) {
            idle.forEach(CodecProcess::close);
            idle.clear();
        }
    }

    static Duration decodeLimit() {
        return DECODE_LIMIT;
    }

    /** Processes that wait for work. */
    public synchronized List<Long> idlePids() {
        return idle.stream().map(CodecProcess::pid).toList();
    }

    /** Stops all that are idle; one at work is stopped when it is given back. */
    @Override
    public synchronized void close() {
        closed = true;
        idle.forEach(CodecProcess::close);
        idle.clear();
    }
}
