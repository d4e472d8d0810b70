package org.holdfast.connector.capture;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.holdfast.media.journal.Journal;
import org.holdfast.media.journal.cipher.JournalKeys;
import org.holdfast.media.key.KeyFile;
import org.holdfast.media.key.KeyVersions;

/**
 * Captures a load that some other program sends, two streams a call to consecutive even ports from 21000 on, and prints what
 * it cost. Arguments: address, calls, seconds of warm-up, seconds measured, receiver, threads, directory for journals, {@code encrypted} if they
 * are to be.
 */
final class CaptureBench {
    private CaptureBench() {}

    public static void main(String[] arguments) throws IOException {
        InetAddress address = InetAddress.getByName(arguments[0]);
        int calls = Integer.parseInt(arguments[1]);
        long warmUp = Long.parseLong(arguments[2]);
        long measured = Long.parseLong(arguments[3]);
        var receiver = CaptureSettings.Receiver.valueOf(arguments[4]);
        var settings = CaptureFixture.settings(address, 2 * calls, receiver, Integer.parseInt(arguments[5]));
        try (CaptureFixture fixture =
                new CaptureFixture(settings, Path.of(arguments[6]), Clock.systemUTC(), keys(arguments))) {
            List<SessionCapture> sessions = new ArrayList<>();
            List<Journal> journals = new ArrayList<>();
            for (int i = 0; i < calls; i++) {
                journals.add(fixture.journal());
                sessions.add(fixture.capture.begin(journals.get(i)));
                sessions.get(i).addStream(0);
                sessions.get(i).addStream(1);
            }
            System.out.println("ready");
            while (sessions.getFirst().packets() == 0) {
                rest(Duration.ofMillis(50));
            }
            rest(Duration.ofSeconds(warmUp));
            long packets = packets(sessions);
            long cpu = cpuNanos();
            rest(Duration.ofSeconds(measured));
            long took = cpuNanos() - cpu;
            long counted = packets(sessions) - packets;
            System.out.printf("capture.packets %d packets%n", counted);
            System.out.printf("capture.cpu %.3f s/1M%n", took / 1e9 * 1e6 / counted);
            long before = -1;
            while (before != packets(sessions)) {
                before = packets(sessions);
                rest(Duration.ofSeconds(1));
            }
            sessions.forEach(SessionCapture::end);
            System.out.printf("capture.total %d packets%n", packets(sessions));
            System.out.printf("capture.totals %s%n", fixture.capture.totals());
            System.out.printf("capture.failure %s%n", fixture.capture.failure());
            journals.forEach(Journal::close);
        }
    }

    private static JournalKeys keys(String... arguments) throws IOException {
        if (arguments.length < 8 || !arguments[7].equals("encrypted")) {
            return JournalKeys.NONE;
        }
        Path file = Files.createTempDirectory("capture-bench").resolve("keys");
        KeyVersions.create(file, Clock.systemUTC());
        return JournalKeys.of(KeyFile.open(file), true);
    }

    private static void rest(Duration duration) {
        long until = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < until) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static long packets(List<SessionCapture> sessions) {
        return sessions.stream().mapToLong(SessionCapture::packets).sum();
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
