package org.holdfast.connector.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.holdfast.connector.api.LiveRecording;
import org.holdfast.connector.api.RecorderControl;
import org.holdfast.connector.api.RecordingListener;
import org.holdfast.connector.api.SealedRecording;
import org.holdfast.connector.session.RecorderSettings;
import org.holdfast.connector.sip.SipTimers;
import org.holdfast.connector.sip.engine.RecorderEngine;
import org.holdfast.settings.Settings;

/**
 * The recorder in a process of its own with a file for a catalogue: one line an announcement, the first argument is its name.
 * Ends when its standard input does.
 */
public final class RecorderUnderFault {
    private RecorderUnderFault() {}

    /** Settings come as for the product. */
    public static void main(String[] arguments) throws IOException {
        Executor threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("rec-fault-", 0).daemon().factory());
        Catalogue catalogue = new Catalogue(Path.of(arguments[0]));
        RecorderEngine engine = RecorderEngine.start(
                RecorderSettings.of(Settings.ofProcess()), threads, () -> Optional.of(catalogue), SipTimers.OF_THE_RFC);
        engine.announce();
        while (System.in.read() >= 0) {
            Thread.onSpinWait();
        }
        engine.stop(Duration.ofSeconds(10));
        System.exit(0);
    }

    /** Acknowledges what it has written down. */
    static final class Catalogue implements RecordingListener {
        private final Path file;

        Catalogue(Path file) {
            this.file = file;
        }

        @Override
        public void ready(RecorderControl recorder) {
            // nobody pauses here
        }

        @Override
        public void changed(LiveRecording recording) {
            // the live list is another's
        }

        @Override
        public void ended(LiveRecording recording) {
            // the live list is another's
        }

        @Override
        public void sealed(SealedRecording recording) throws IOException {
            Files.writeString(file, line(recording), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }

        private static String line(SealedRecording recording) {
            String participants = recording.participants().stream()
                    .map(one -> one.aor() + "=" + one.name() + "=" + one.role())
                    .sorted()
                    .collect(Collectors.joining(","));
            String streams = recording.streams().stream()
                    .map(one -> one.label() + "=" + one.kind() + "=" + one.codec())
                    .sorted()
                    .collect(Collectors.joining(","));
            return String.join(
                            "|",
                            recording.recordingId().toString(),
                            recording.journal(),
                            recording.endCause().name(),
                            participants,
                            streams,
                            recording.conversationKey(),
                            recording.startedAt() + " " + recording.endedAt() + " "
                                    + recording.snapshots().size())
                    + "\n";
        }
    }
}
