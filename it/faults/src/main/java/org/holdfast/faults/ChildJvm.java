package org.holdfast.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A JVM with the class path of this one, and with faults. What it says goes to a file; its standard input ends when this
 * JVM dies, so that a program which reads it outlives no test. Thread-safe.
 */
public final class ChildJvm implements AutoCloseable {
    private static final String AGENT = "org.jboss.byteman.agent.Main";

    private final Process process;
    private final Path log;

    private ChildJvm(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * What runs.
     *
     * @param main has a {@code main} method and lies on this JVM's class path
     * @param prefix words before the command, e.g. {@code unshare -m}; mostly none
     */
    public record Program(Class<?> main, List<String> arguments, Map<String, String> properties, List<String> prefix) {
        public Program {
            arguments = List.copyOf(arguments);
            properties = Map.copyOf(properties);
            prefix = List.copyOf(prefix);
        }
    }

    /** Starts the program; {@code name} names its script and its log in the directory. */
    public static ChildJvm start(Path directory, String name, Program program, List<Fault> faults) {
        Path log = directory.resolve(name + ".log");
        try {
            Files.createDirectories(directory);
            List<String> command = new ArrayList<>(program.prefix());
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
            command.add("--enable-native-access=ALL-UNNAMED");
            if (!faults.isEmpty()) {
                command.add("-javaagent:" + agent() + "=script:" + script(directory.resolve(name + ".btm"), faults));
            }
            program.properties().forEach((key, value) -> command.add("-D" + key + "=" + value));
            command.addAll(List.of(
                    "-cp", System.getProperty("java.class.path"), program.main().getName()));
            command.addAll(program.arguments());
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return new ChildJvm(process, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path script(Path file, List<Fault> faults) throws IOException {
        return Files.writeString(file, faults.stream().map(Fault::rule).collect(Collectors.joining()));
    }

    private static Path agent() {
        try {
            Class<?> main = Class.forName(AGENT, false, ChildJvm.class.getClassLoader());
            URI jar = Objects.requireNonNull(main.getProtectionDomain().getCodeSource())
                    .getLocation()
                    .toURI();
            return Path.of(jar);
        } catch (ClassNotFoundException | URISyntaxException e) {
            throw new IllegalStateException("the Byteman agent is not on the class path", e);
        }
    }

    /** Done with the exit status when the process has ended. */
    public CompletableFuture<Integer> ended() {
        return process.onExit().thenApply(Process::exitValue);
    }

    public boolean alive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** What it has said so far. */
    public String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code kill -9}; returns when it is dead. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Ends its standard input and gives it a while to end; then kills it. */
    public void stop(Duration patience) throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            kill();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
