package org.holdfast.connector.sip.engine;

import static org.holdfast.connector.health.ConnectorLog.LOG;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.holdfast.alarm.ClockWatch;
import org.holdfast.alarm.Hysteresis;
import org.holdfast.connector.api.RecorderControl;
import org.holdfast.connector.api.RecordingListener;
import org.holdfast.connector.capture.CaptureFactory;
import org.holdfast.connector.capture.CaptureSettings;
import org.holdfast.connector.capture.MediaCapture;
import org.holdfast.connector.health.HealthMonitor;
import org.holdfast.connector.health.HealthPort;
import org.holdfast.connector.health.Judgement;
import org.holdfast.connector.health.Probe;
import org.holdfast.connector.health.RecorderAlarms;
import org.holdfast.connector.health.SipProbe;
import org.holdfast.connector.session.RecorderParts;
import org.holdfast.connector.session.RecorderSettings;
import org.holdfast.connector.session.RecordingSessions;
import org.holdfast.connector.session.keeping.RecordingRules;
import org.holdfast.connector.session.lane.Lanes;
import org.holdfast.connector.session.outbox.JournalRoom;
import org.holdfast.connector.session.outbox.Outbox;
import org.holdfast.connector.session.recovery.Recovery;
import org.holdfast.connector.session.volume.VolumeWatch;
import org.holdfast.connector.sip.SipEngine;
import org.holdfast.connector.sip.SipTimers;
import org.holdfast.media.journal.JournalDirectory;
import org.holdfast.media.journal.JournalForcer;

/**
 * A recorder that runs: needs threads, a directory and ports, nothing else. Started once and stopped once.
 */
public final class RecorderEngine {
    private static final int LANES = 8;
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration SLOW_FORCE = Duration.ofSeconds(5);
    private static final long SLOW_FORCE_TOLD_MILLIS = 1000;
    private static final Duration RECOVERY_LIMIT = Duration.ofSeconds(10);

    private final RecorderSettings settings;
    private final Executor threads;
    private final Supplier<Optional<RecordingListener>> listener;
    private final JournalRoom journals;
    private final RecordingRules rules;
    private final Lanes lanes;
    private final Lanes newsLane;
    private final MediaCapture media;
    private final JournalForcer forcer;
    private final Outbox outbox;
    private final ClockWatch clockWatch;
    private final HealthMonitor monitor;
    private final RecorderAlarms alarms;
    private final VolumeWatch volume;
    private final HealthPort healthPort;
    private final RecordingSessions sessions;
    private final SipEngine sip;
    private volatile boolean slowForceTold;
    private final Recovery recovery;

    private RecorderEngine(
            RecorderSettings settings,
            Executor threads,
            Supplier<Optional<RecordingListener>> listener,
            SipTimers timers,
            Clock clock)
            throws IOException {
        this.settings = settings;
        this.threads = threads;
        this.listener = listener;
        this.journals =
                new JournalRoom(settings.journalDirectory(), settings.journalKeys(), settings.volume(), this::leftOver);
        this.rules = new RecordingRules(settings.journalDirectory());
        this.lanes = new Lanes(LANES, threads, failure -> LOG.notServed("task", failure));
        this.newsLane = new Lanes(1, threads, failure -> LOG.notServed("news", failure));
        this.media = CaptureFactory.open(captureSettings(settings), threads, clock);
        AtomicReference<RecordingSessions> told = new AtomicReference<>();
        this.forcer = JournalForcer.start(
                threads, settings.forceInterval(), failed -> told.get().journalFailed(failed));
        this.outbox = new Outbox(journals, listener, threads);
        this.clockWatch = new ClockWatch(clock, System::nanoTime);
        this.monitor = new HealthMonitor(probes());
        this.alarms = new RecorderAlarms(monitor::components, Hysteresis.USUAL, clock, System::nanoTime);
        RecorderParts parts = new RecorderParts(settings, journals, forcer, media, rules, clock, System::nanoTime);
        this.sessions = new RecordingSessions(
                parts, lanes, newsLane, outbox, listener, new Judgement(monitor::components, alarms::now));
        told.set(sessions);
        this.volume = new VolumeWatch(journals::directory, settings.volume(), sessions::endForWantOfRoom, clock);
        this.sip = SipEngine.create(settings, sessions, lanes, threads, timers);
        this.recovery = new Recovery(settings.takeUpLimit(), clock, threads, sip.revival(), outbox::wake);
        sessions.onLost(recovery::later);
        RecorderMetrics metrics = new RecorderMetrics(sessions::health, media, outbox, journals, clockWatch);
        this.healthPort = new HealthPort(
                settings.bindAddress(), settings.healthPort(), settings.node(), sessions::health, metrics::text);
    }

    /**
     * Starts a recorder. Ports in use and a journal directory that cannot be used do not stop it: it tries again and says
     * so in its health.
     *
     * @param threads runs long tasks, each on a thread of its own
     * @param listener who hears of recordings; empty while nobody does
     * @throws IOException when the wanted receiver does not work on this system
     */
    public static RecorderEngine start(
            RecorderSettings settings,
            Executor threads,
            Supplier<Optional<RecordingListener>> listener,
            SipTimers timers)
            throws IOException {
        return start(settings, threads, listener, timers, Clock.systemUTC());
    }

    /** As {@link #start(RecorderSettings, Executor, Supplier, SipTimers)}, by this wall clock. */
    static RecorderEngine start(
            RecorderSettings settings,
            Executor threads,
            Supplier<Optional<RecordingListener>> listener,
            SipTimers timers,
            Clock clock)
            throws IOException {
        RecorderEngine engine = new RecorderEngine(settings, threads, listener, timers, clock);
        engine.recoverJournals(); // before anything can be recorded
        engine.sip.open();
        engine.openHealthPort();
        engine.monitor.start(threads);
        engine.volume.start(threads);
        engine.lanes.later("tick", EVERY, engine::tick);
        return engine;
    }

    public RecorderControl control() {
        return sessions;
    }

    /** Where its sessions run, for tests of what happens while one waits. */
    Lanes lanes() {
        return lanes;
    }

    /** By what it decides which calls are kept. */
    RecordingRules rules() {
        return rules;
    }

    /** Somebody listens now: it learns whom it may ask, then what waits is announced at once. */
    public void announce() {
        newsLane.run("news", this::introduce);
        outbox.wake();
    }

    /**
     * Stops in stages: takes nothing new, leaves what runs to the next start or, when drained, seals it and says BYE; then
     * lets go of media, SIP and journals.
     *
     * @param limit how long that may take
     */
    public void stop(Duration limit) {
        recovery.close();
        sessions.shutDown();
        lanes.close();
        if (!lanes.awaitEnd(limit)) {
            LOG.notAllSealed(sessions.count());
        }
        monitor.close();
        volume.close();
        healthPort.close();
        sip.close();
        media.close();
        forcer.close();
        outbox.close();
        newsLane.close();
        journals.close();
    }

    private void introduce() {
        try {
            listener.get().ifPresent(hearer -> hearer.ready(sessions));
        } catch (RuntimeException e) { // a server hands out its endpoints only some time after it named them
            newsLane.later("news", EVERY, this::introduce);
        }
    }

    private void leftOver(JournalDirectory directory) throws IOException {
        recovery.begin(directory);
    }

    /** Sessions go on before SIP opens, so that their SRCs find them; one disk that hangs does not keep SIP closed. */
    private void recoverJournals() {
        CountDownLatch recovered = new CountDownLatch(1);
        threads.execute(() -> {
            try {
                rules.look();
                journals.probe();
            } catch (IOException e) {
                LOG.componentDown("journal", String.valueOf(e.getMessage()));
            } finally {
                recovered.countDown();
            }
        });
        try {
            if (!recovered.await(RECOVERY_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                LOG.recoveryTakesLong(RECOVERY_LIMIT.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Probe> probes() {
        List<Probe> probes = new ArrayList<>();
        for (String transport : SipEngine.TRANSPORTS) {
            probes.add(new Probe(
                    "sip-" + transport, () -> SipProbe.ask(transport, settings.bindAddress(), settings.sipPort())));
        }
        probes.add(new Probe("journal", this::journalsWork));
        probes.add(new Probe("disk", journals::room));
        probes.add(new Probe("journal-force", this::forcesInTime));
        probes.add(new Probe("media-ports", this::portsLeft));
        probes.add(new Probe("receivers", this::receiversWork));
        probes.add(new Probe("clock", this::clockGoes));
        return probes;
    }

    /** A disk that forces too slowly breaks the promise of what the loss of the host costs. */
    private void forcesInTime() throws IOException {
        Duration overdue = forcer.overdue();
        if (overdue.compareTo(SLOW_FORCE) > 0) {
            throw new IOException("forcing journals to disk has taken " + overdue.toMillis() + " ms");
        }
    }

    private void journalsWork() throws IOException {
        rules.look();
        journals.probe();
        recovery.tick();
    }

    private void portsLeft() throws IOException {
        int free = media.portPairsFree();
        if (free < 2 || free * 20L < media.portPairs()) {
            throw new IOException("only " + free + " of " + media.portPairs() + " media port pairs are free");
        }
    }

    private void receiversWork() throws IOException {
        String failure = media.failure();
        if (failure != null) {
            throw new IOException(failure);
        }
    }

    private void clockGoes() throws IOException {
        clockWatch.look();
        if (!clockWatch.fault().isEmpty()) {
            throw new IOException(clockWatch.fault());
        }
    }

    private void openHealthPort() {
        try {
            healthPort.open(threads);
        } catch (IOException e) {
            LOG.healthPortNotOpened(
                    settings.bindAddress() + ":" + settings.healthPort(), String.valueOf(e.getMessage()));
            lanes.later("health-open", EVERY, this::openHealthPort);
        }
    }

    private void tick() {
        sessions.tick();
        alarms.look();
        long overdue = forcer.overdue().toMillis();
        if (overdue > SLOW_FORCE_TOLD_MILLIS && !slowForceTold) {
            LOG.forcesSlowly(overdue);
        }
        slowForceTold = overdue > SLOW_FORCE_TOLD_MILLIS;
        lanes.later("tick", EVERY, this::tick);
    }

    private static CaptureSettings captureSettings(RecorderSettings settings) throws IOException {
        RecorderSettings.Media wanted = settings.media();
        return new CaptureSettings(
                InetAddress.getByName(settings.bindAddress()),
                wanted.portLow(),
                wanted.portHigh(),
                wanted.tick(),
                CaptureSettings.Receiver.valueOf(wanted.receiver().toUpperCase(Locale.ROOT)),
                wanted.threads());
    }
}
