package org.holdfast.connector.sip.engine;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;

/**
 * What journals left behind cost the next start. Arguments: {@code leave DIRECTORY JOURNALS SECONDS}, or, in a process of its
 * own afterwards, {@code start DIRECTORY JOURNALS ADDRESS}, which prints how long after the start of that process the first INVITE
 * was answered 200 and how long until all journals were announced.
 */
final class RecoveryBench {
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private RecoveryBench() {}

    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[1]);
        int journals = Integer.parseInt(arguments[2]);
        if (arguments[0].equals("leave")) {
            LeftJournals.leave(directory, journals, Integer.parseInt(arguments[3]));
        } else {
            start(directory, journals, arguments[3]);
        }
        System.exit(0);
    }

    private static void start(Path directory, int journals, String address) throws IOException {
        try (TestRecorder recorder = new TestRecorder(address, directory);
                SrcSocket src = new SrcSocket(address)) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> src.ask(src.invite(UUID.randomUUID().toString(), "", SrcSocket.SDP))
                            .startsWith("SIP/2.0 200"));
            System.out.printf("recovery.sip-open %d ms%n", sinceStart());
            System.out.printf("recovery.sip-open.cpu %d ms%n", cpu());
            System.out.printf("recovery.home-by-then %d journals%n", recorder.sealed.size());
            Awaitility.await().atMost(PATIENCE).until(() -> recorder.sealed.size() >= journals);
            System.out.printf("recovery.all-announced %d ms%n", sinceStart());
        }
    }

    /** Processor time of this process so far: what is left of the figure above on a machine that has nothing else to do. */
    private static long cpu() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / 1_000_000;
    }

    private static long sinceStart() {
        return ManagementFactory.getRuntimeMXBean().getUptime();
    }
}
