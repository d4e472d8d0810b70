package org.holdfast.media.codec;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.holdfast.media.nativecodec.Request;

/** One running codec process. Used by one thread at a time; after a failure it is dead. */
final class CodecProcess implements AutoCloseable {

    /** Writes the body of a request. */
    @FunctionalInterface
    interface Body {
        void write(DataOutputStream out) throws IOException;
    }

    private static final int COMPLAINT = 500;

    private final Process process;
    private final Path complaints;
    private final DataOutputStream out;
    private final DataInputStream in;

    private CodecProcess(Process process, Path complaints) {
        this.process = process;
        this.complaints = complaints;
        out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        in = new DataInputStream(new BufferedInputStream(process.getInputStream()));
    }

    static CodecProcess start(List<String> command, Path directory) throws IOException {
        Path complaints = Files.createTempFile(directory, "codec-", ".err");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectError(complaints.toFile())
                    .start();
            return new CodecProcess(process, complaints);
        } catch (IOException e) {
            Files.deleteIfExists(complaints);
            throw new CodecProcessFailed("The codec process does not start: " + e.getMessage(), e);
        }
    }

    /**
     * Asks and waits.
     *
     * @param limit the process is killed when the answer takes longer
     * @throws CodecProcessFailed when it refused, died or was killed
     */
    DataInputStream ask(Request request, Duration limit, Body body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(request.code());
        body.write(new DataOutputStream(bytes));
        Executor later = CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS);
        CompletableFuture<Void> alarm = CompletableFuture.runAsync(process::destroyForcibly, later);
        try {
            out.writeInt(bytes.size());
            bytes.writeTo(out);
            out.flush();
            return answer();
        } catch (EOFException e) {
            throw died(request, alarm.isDone() ? "took longer than " + limit.toSeconds() + " s" : "died", e);
        } catch (CodecProcessFailed e) {
            throw e;
        } catch (IOException e) {
            throw died(request, "is gone", e);
        } finally {
            alarm.cancel(false);
        }
    }

    private DataInputStream answer() throws IOException {
        int length = in.readInt();
        if (length < 1 || length > Request.MAX_BYTES) {
            throw new IOException("An answer of " + length + " bytes");
        }
        byte[] answer = new byte[length];
        in.readFully(answer);
        if (answer[0] != Request.DONE) {
            throw new CodecProcessFailed(new String(answer, 1, length - 1, StandardCharsets.UTF_8));
        }
        return new DataInputStream(new ByteArrayInputStream(answer, 1, length - 1));
    }

    private CodecProcessFailed died(Request request, String how, IOException cause) {
        String said = "";
        try {
            process.waitFor(1, TimeUnit.SECONDS);
            byte[] all = Files.readAllBytes(complaints);
            int from = Math.max(0, all.length - COMPLAINT);
            said = new String(all, from, all.length - from, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            cause.addSuppressed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close();
        String exit = process.isAlive() ? "" : ", exit code " + process.exitValue();
        return new CodecProcessFailed(
                "The codec process " + how + " during " + request + exit + (said.isEmpty() ? "" : ": " + said), cause);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Processor time it has used so far. */
    Duration used() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
            Files.deleteIfExists(complaints);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            complaints.toFile().deleteOnExit();
        }
    }
}
