package org.holdfast.connector.sip.engine;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.holdfast.connector.api.LiveRecording;
import org.holdfast.connector.api.RecorderControl;
import org.holdfast.connector.api.RecordingListener;
import org.holdfast.connector.api.SealedRecording;
import org.holdfast.connector.session.RecorderSettings;
import org.holdfast.connector.sip.SipTimers;
import org.holdfast.settings.Settings;
import org.jboss.logging.Logger;

/** Runs the recorder without a server and logs what it announces. Settings come as for the product; ends with SIGTERM. */
public final class EngineMain {
    private static final Logger LOG = Logger.getLogger(EngineMain.class);

    private EngineMain() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Executor threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("rec-engine-", 0).factory());
        RecorderEngine engine = RecorderEngine.start(
                RecorderSettings.of(Settings.ofProcess()),
                threads,
                () -> Optional.of(new Announcements()),
                SipTimers.OF_THE_RFC);
        engine.announce();
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("rec-stop").unstarted(() -> {
                    engine.stop(Duration.ofSeconds(10));
                    ended.countDown();
                }));
        ended.await();
    }

    /** Acknowledges everything at once. */
    private static final class Announcements implements RecordingListener {
        @Override
        public void ready(RecorderControl recorder) {
            LOG.info("ready");
        }

        @Override
        public void changed(LiveRecording recording) {
            LOG.infof("changed %s", recording);
        }

        @Override
        public void ended(LiveRecording recording) {
            LOG.infof("ended %s", recording);
        }

        @Override
        public void sealed(SealedRecording recording) {
            LOG.infof("sealed %s", recording);
        }
    }
}
