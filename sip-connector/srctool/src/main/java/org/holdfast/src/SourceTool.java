package org.holdfast.src;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.holdfast.src.sip.SipMessage;

/** {@code bin/src}: calls a recorder from the command line. SIGTERM and Ctrl-C end running calls with BYE. */
public final class SourceTool {
    private static final int GOODBYE_SECONDS = 5;

    private SourceTool() {}

    /** Exits with 0 when every call went well, 1 when one did not, 2 when the command line is wrong. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            Options options = Options.parse(arguments);
            if (options.help) {
                out.print(Options.HELP);
                return;
            }
            if (!run(options, out)) {
                System.exit(1);
            }
        } catch (Options.Wrong e) {
            System.err.println("bin/src: " + e.getMessage());
            System.exit(2);
        } catch (IOException e) {
            System.err.println("bin/src: " + e.getMessage());
            System.exit(1);
        } catch (InterruptedException e) {
            System.exit(1);
        }
    }

    private static boolean run(Options options, PrintStream out) throws IOException, InterruptedException {
        ClientSettings settings =
                ClientSettings.to(options.to).mediaPorts(options.mediaPort).timeout(options.timeout);
        InetAddress bind = options.bind.orElse(settings.bind());
        try (RecordingClient client = RecordingClient.open(settings.from(bind.getHostAddress()))) {
            if (options.scenario == Options.Scenario.OPTIONS) {
                return ping(client, out);
            }
            if (options.demo) {
                Demo demo = new Demo(client, out);
                CountDownLatch over = endWithBye(demo::stop);
                boolean well = demo.run();
                over.countDown();
                return well;
            }
            Load load = new Load(options, client, out);
            CountDownLatch over = endWithBye(load::stop);
            boolean well = load.run();
            over.countDown();
            return well;
        }
    }

    private static boolean ping(RecordingClient client, PrintStream out) throws IOException, InterruptedException {
        SipMessage answer = client.options();
        out.println(answer + ", Allow: " + answer.value("Allow") + ", Accept: " + answer.value("Accept"));
        return answer.status() < 300;
    }

    /** The JVM's end waits until BYEs are answered, but not long. */
    private static CountDownLatch endWithBye(Runnable stop) {
        CountDownLatch over = new CountDownLatch(1);
        Thread hook = Thread.ofPlatform().name("src-goodbye").unstarted(() -> {
            stop.run();
            try {
                if (!over.await(GOODBYE_SECONDS, TimeUnit.SECONDS)) {
                    System.err.println("bin/src: some calls did not end in time");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
        return over;
    }
}
