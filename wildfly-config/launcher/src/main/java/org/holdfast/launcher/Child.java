package org.holdfast.launcher;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process this launcher started. It runs in a session of its own, so that Ctrl-C in the terminal reaches the launcher
 * only, which then stops its children in order.
 */
final class Child {
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final String name;
    private final Process process;
    private final Path log;
    private final Path note;
    private String stopSignal = "TERM";

    private Child(String name, Process process, Path log, Path note) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.note = note;
    }

    static Child start(String name, List<String> command, Map<String, String> variables, Home home) {
        Path log = home.log(name);
        Path note = note(name, home);
        try {
            Files.createDirectories(log.getParent());
            ProcessBuilder builder = new ProcessBuilder(inOwnSession(command));
            builder.environment().putAll(variables);
            builder.directory(home.directory("run").toFile());
            builder.redirectInput(Redirect.from(new File("/dev/null")));
            builder.redirectErrorStream(true).redirectOutput(Redirect.appendTo(log.toFile()));
            Process process = builder.start();
            Files.writeString(note, identity(process.toHandle()));
            return new Child(name, process, log, note);
        } catch (IOException e) {
            throw new Refused("%s cannot be started: %s".formatted(name, e.getMessage()), e);
        }
    }

    private static List<String> inOwnSession(List<String> command) {
        List<String> whole = new ArrayList<>(List.of("setsid", "--"));
        whole.addAll(command);
        return whole;
    }

    private static Path note(String name, Home home) {
        return home.directory("run").resolve(name + ".pid");
    }

    private static String identity(ProcessHandle process) {
        return process.pid() + " "
                + process.info().startInstant().map(Object::toString).orElse("");
    }

    /** Stops what an earlier launcher of this home left behind when it was killed; a stranger with the same pid is spared. */
    static void stopLeftOver(String name, Home home) {
        Path note = note(name, home);
        try {
            if (!Files.exists(note)) {
                return;
            }
            String noted = Files.readString(note).strip();
            Optional<ProcessHandle> left = ProcessHandle.of(Long.parseLong(noted.split(" ")[0]))
                    .filter(process -> identity(process).strip().equals(noted));
            left.ifPresent(process -> {
                process.destroy();
                if (!ended(process.onExit(), Duration.ofSeconds(20))) {
                    process.destroyForcibly();
                    ended(process.onExit(), LAST_WORDS);
                }
            });
            Files.deleteIfExists(note);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** PostgreSQL, for one, would wait for its clients on SIGTERM and stops in order on SIGINT. */
    Child stoppedBy(String signal) {
        stopSignal = signal;
        return this;
    }

    String name() {
        return name;
    }

    Path log() {
        return log;
    }

    boolean isRunning() {
        return process.isAlive();
    }

    CompletableFuture<Child> ended() {
        return process.onExit().thenApply(exited -> this);
    }

    int exitCode() {
        return process.exitValue();
    }

    boolean endsWithin(Duration patience) {
        return ended(process.onExit(), patience);
    }

    /** Asks, waits, then insists. */
    void stop(Duration patience) {
        if (process.isAlive()) {
            ask(process.toHandle(), stopSignal);
        }
        if (!endsWithin(patience)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            endsWithin(LAST_WORDS);
        }
        try {
            Files.deleteIfExists(note);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void ask(ProcessHandle process, String signal) {
        try {
            new ProcessBuilder("kill", "-s", signal, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean ended(CompletableFuture<?> exit, Duration patience) {
        try {
            exit.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }
}
