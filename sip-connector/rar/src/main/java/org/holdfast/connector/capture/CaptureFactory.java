package org.holdfast.connector.capture;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.holdfast.connector.capture.CaptureSettings.Receiver;
import org.holdfast.connector.capture.socket.MediaNetwork;
import org.holdfast.connector.capture.socket.NativeNetwork;
import org.holdfast.connector.capture.socket.NioNetwork;

/** Opens the media capture of a node. Stateless. */
public final class CaptureFactory {

    private CaptureFactory() {}

    /**
     * Starts the receivers.
     *
     * @param threads runs one long task for each receiver thread until the capture is closed
     * @throws IOException when the wanted receiver does not work here
     */
    public static MediaCapture open(CaptureSettings settings, Executor threads, Clock clock) throws IOException {
        boolean linux = settings.receiver() != Receiver.NIO && NativeNetwork.available();
        if (settings.receiver() == Receiver.NATIVE && !linux) {
            throw new IOException("the native receiver needs Linux on x86-64 or AArch64 and --enable-native-access");
        }
        PortRange ports = new PortRange(settings.portLow(), settings.portHigh());
        CaptureCounters counters = new CaptureCounters();
        List<ReceiverThread> receivers = new ArrayList<>();
        for (int i = 0; i < threadCount(settings); i++) {
            Workbench bench = Workbench.of(counters, clock);
            MediaNetwork network = linux ? new NativeNetwork(bench.received(), clock) : new NioNetwork(clock);
            receivers.add(
                    new ReceiverThread(network, bench, ports, settings.tick().toNanos()));
        }
        receivers.forEach(threads::execute);
        return new CaptureEngine(settings.bindAddress(), ports, receivers, counters, clock);
    }

    private static int threadCount(CaptureSettings settings) {
        return settings.threads() > 0
                ? settings.threads()
                : Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    }
}
