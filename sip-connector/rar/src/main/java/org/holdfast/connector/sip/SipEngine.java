package org.holdfast.connector.sip;

import static org.holdfast.connector.health.ConnectorLog.LOG;

import gov.nist.javax.sip.SipStackImpl;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TooManyListenersException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sip.InvalidArgumentException;
import javax.sip.ListeningPoint;
import javax.sip.ObjectInUseException;
import javax.sip.SipException;
import javax.sip.SipFactory;
import javax.sip.SipProvider;
import org.holdfast.connector.session.RecorderSettings;
import org.holdfast.connector.session.RecordingSessions;
import org.holdfast.connector.session.lane.Lanes;
import org.holdfast.connector.session.recovery.Recovery;
import org.holdfast.connector.sip.stack.OverloadValve;
import org.holdfast.connector.sip.stack.StackSettings;
import org.jspecify.annotations.Nullable;

/** The SIP side of the recorder: opens the transports, whenever that becomes possible, and closes them. Thread-safe. */
public final class SipEngine implements AutoCloseable {
    /** Transports that are opened. */
    public static final List<String> TRANSPORTS = List.of("udp", "tcp");

    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);
    private static final Duration SETTLE = Duration.ofMillis(500);
    private static final int BACKLOG_LIMIT = 64;
    private static final AtomicInteger STACKS = new AtomicInteger();

    private final RecorderSettings settings;
    private final Lanes lanes;
    private final SipStackImpl stack;
    private final SipEndpoint endpoint;
    private final SipSender sender;
    private final Revival revival;
    private final Set<String> closedTransports = new LinkedHashSet<>(TRANSPORTS);
    private final Set<String> toldOf = new HashSet<>();
    private @Nullable SipProvider provider;
    private boolean ended;

    private SipEngine(
            RecorderSettings settings,
            Lanes lanes,
            SipStackImpl stack,
            SipEndpoint endpoint,
            Revival revival,
            SipSender sender) {
        this.settings = settings;
        this.lanes = lanes;
        this.stack = stack;
        this.endpoint = endpoint;
        this.sender = sender;
        this.revival = revival;
    }

    /** A stack of its own; nothing is bound yet. */
    public static SipEngine create(
            RecorderSettings settings, RecordingSessions sessions, Lanes lanes, Executor threads, SipTimers timers) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(SipEngine.class.getClassLoader()); // the stack loads its parts by name
        try {
            SipFactory factory = SipFactory.getInstance();
            factory.setPathName("gov.nist");
            String name = "holdfast-" + settings.node() + "-" + STACKS.incrementAndGet();
            SipStackImpl stack = (SipStackImpl) factory.createSipStack(StackSettings.of(name, settings.maxMessage()));
            stack.sipMessageValves.add(new OverloadValve(() -> lanes.backlog() > BACKLOG_LIMIT));
            SipMessages messages = new SipMessages(factory, settings.advertisedAddress(), settings.sipPort());
            SipSender sender = new SipSender(messages, threads, settings.advertisedAddress());
            DialogParts parts = new DialogParts(messages, sender, lanes, timers, new Dialogs(), Clock.systemUTC());
            SipEndpoint endpoint = new SipEndpoint(
                    new Invitations(settings, sessions, parts),
                    new DialogRequests(parts, sessions::allTakenUp),
                    sessions.gate(),
                    parts,
                    Clock.systemUTC());
            return new SipEngine(settings, lanes, stack, endpoint, new Revival(sessions, parts), sender);
        } catch (SipException e) {
            throw new IllegalStateException("the SIP stack cannot be made", e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Goes on with sessions of an earlier process, best before {@link #open}. */
    public Recovery.TakesUp revival() {
        return revival;
    }

    /** Opens what can be opened and tries the rest again every second: a busy port must not keep a node from starting. */
    public synchronized void open() {
        if (ended) {
            return;
        }
        for (String transport : List.copyOf(closedTransports)) {
            String where = transport + ":" + settings.bindAddress() + ":" + settings.sipPort();
            try {
                bind(transport);
                closedTransports.remove(transport);
                LOG.sipOpened(where);
            } catch (SipException | InvalidArgumentException | TooManyListenersException | RuntimeException e) {
                if (toldOf.add(transport)) { // once, not once a second
                    LOG.sipNotOpened(where, String.valueOf(e.getMessage()));
                }
                forgetUnbound(transport);
            }
        }
        if (!closedTransports.isEmpty()) {
            lanes.later("sip-open", TRY_AGAIN, this::open);
        }
    }

    @Override
    public synchronized void close() {
        if (!ended) {
            ended = true;
            sender.settle(SETTLE);
            SipProvider opened = provider;
            if (opened != null) {
                opened.removeSipListener(endpoint);
            }
            stack.stop(); // closes the transports itself; its timers stumble over one taken away before
        }
    }

    /** The stack keeps a TCP listening point that could not be bound and would give it out as if it were open. */
    private void forgetUnbound(String transport) {
        Iterator<?> points = stack.getListeningPoints();
        while (points.hasNext()) {
            if (points.next() instanceof ListeningPoint point
                    && point.getTransport().equalsIgnoreCase(transport)) {
                delete(point);
                return; // deleting changes what is iterated over
            }
        }
    }

    private void delete(ListeningPoint point) {
        try {
            stack.deleteListeningPoint(point);
        } catch (ObjectInUseException inUse) {
            LOG.debug("an unbound listening point stays in the stack", inUse);
        } catch (RuntimeException neverStarted) { // it stumbles over what was never opened; a second time it does not
            try {
                stack.deleteListeningPoint(point);
            } catch (ObjectInUseException | RuntimeException again) {
                LOG.debug("an unbound listening point stays in the stack", again);
            }
        }
    }

    private void bind(String transport) throws SipException, InvalidArgumentException, TooManyListenersException {
        ListeningPoint point = stack.createListeningPoint(settings.bindAddress(), settings.sipPort(), transport);
        SipProvider opened = provider;
        if (opened == null) {
            opened = stack.createSipProvider(point);
            opened.addSipListener(endpoint);
            provider = opened;
            sender.opened(opened);
        } else {
            opened.addListeningPoint(point);
        }
    }
}
