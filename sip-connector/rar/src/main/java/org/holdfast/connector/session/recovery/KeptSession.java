package org.holdfast.connector.session.recovery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.holdfast.media.journal.JournalEntry;
import org.holdfast.media.journal.JournalEntry.AnswerKept;
import org.holdfast.media.journal.JournalEntry.BodyKept;
import org.holdfast.media.journal.JournalEntry.DialogKept;
import org.holdfast.media.journal.JournalEntry.HeadersKept;
import org.holdfast.media.journal.JournalEntry.PauseChanged;
import org.holdfast.media.journal.JournalEntry.RecordingStarted;
import org.holdfast.media.journal.JournalEntry.SessionEnded;
import org.holdfast.media.journal.JournalEntry.SessionEnding;
import org.holdfast.media.journal.JournalEntry.SessionOpened;
import org.holdfast.media.journal.JournalEntry.SourceLatched;
import org.holdfast.media.journal.JournalReader;
import org.holdfast.media.journal.JournalReader.ReadResult;
import org.holdfast.media.journal.JournalVisitor;
import org.holdfast.media.journal.cipher.JournalKeys;

/**
 * All that the journal of a Recording Session says apart from media. Immutable.
 *
 * @param entries its facts, in the order they were written
 * @param packets RTP datagrams in it
 * @param last the latest instant at which anything of the session is known
 */
public record KeptSession(SessionOpened opened, List<JournalEntry> entries, long packets, Instant last) {

    /** The bodies one request brought along; {@code opening} those of the INVITE that began the session. */
    public record KeptRequest(String method, Instant at, boolean opening, List<BodyKept> bodies) {}

    public KeptSession {
        entries = List.copyOf(entries);
    }

    /**
     * Reads a journal, whole or torn.
     *
     * @return empty when there is no beginning of a session in it
     * @throws IOException when it is of a kind that cannot be read here, e.g. of a later release, or encrypted by a key
     *     that is not at hand
     * @throws UncheckedIOException when the file itself cannot be read
     */
    public static Optional<KeptSession> read(Path journal, JournalKeys keys) throws IOException {
        Reading reading = new Reading();
        read(journal, keys, reading).requireShown(journal);
        SessionOpened opened = reading.entries.stream()
                .filter(SessionOpened.class::isInstance)
                .map(SessionOpened.class::cast)
                .findFirst()
                .orElse(null);
        return opened == null
                ? Optional.empty()
                : Optional.of(new KeptSession(opened, reading.entries, reading.packets, reading.last));
    }

    private static ReadResult read(Path journal, JournalKeys keys, Reading reading) {
        try {
            return JournalReader.read(journal, keys, reading);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The recorder itself lived until then. */
    KeptSession knownUntil(Instant alive) {
        return alive.isAfter(last) ? new KeptSession(opened, entries, packets, alive) : this;
    }

    /** Whether the SRC may still count on it: it was answered, and nobody has decided to end it. */
    public boolean goesOn() {
        return answered()
                && all(SessionEnding.class).findAny().isEmpty()
                && all(SessionEnded.class).findAny().isEmpty();
    }

    /** Our 200 was written, sent or not; a journal of a release that did not keep answers counts as answered. */
    public boolean answered() {
        return all(AnswerKept.class).findAny().isPresent()
                || all(HeadersKept.class).findAny().isEmpty();
    }

    /** The dialog as the sip layer wrote it last. */
    public Optional<byte[]> dialog() {
        return all(DialogKept.class).map(DialogKept::state).reduce((earlier, later) -> later);
    }

    /** What we said last in offer and answer. */
    public Optional<AnswerKept> said() {
        return all(AnswerKept.class).reduce((earlier, later) -> later);
    }

    /** Whether an offer of ours still waits for its answer. */
    public boolean answerExpected() {
        AnswerKept said = said().orElse(null);
        return said != null
                && said.offer()
                && requests().stream()
                        .noneMatch(request ->
                                request.method().equals("ACK") && !request.at().isBefore(said.at()));
    }

    public boolean paused() {
        return all(PauseChanged.class)
                .reduce((earlier, later) -> later)
                .map(PauseChanged::paused)
                .orElse(false);
    }

    /** Ids of its recordings, in the order they began. */
    public Set<UUID> recordings() {
        Set<UUID> ids = new LinkedHashSet<>();
        all(RecordingStarted.class).forEach(started -> ids.add(started.recordingId()));
        return ids;
    }

    /** Whose media each m-line took last. */
    public Map<Integer, InetSocketAddress> sources() {
        Map<Integer, InetSocketAddress> sources = new HashMap<>();
        all(SourceLatched.class)
                .forEach(latched -> sources.put(
                        latched.stream(),
                        new InetSocketAddress(InetAddress.ofLiteral(latched.address()), latched.port())));
        return sources;
    }

    /** The requests that brought bodies, in order; the opening INVITE first, also when it brought none. */
    public List<KeptRequest> requests() {
        List<KeptRequest> requests = new ArrayList<>();
        requests.add(new KeptRequest("INVITE", opened.at(), true, new ArrayList<>()));
        all(BodyKept.class).forEach(body -> {
            KeptRequest last = requests.getLast();
            if (!last.method().equals(body.method()) || !last.at().equals(body.at())) {
                last = new KeptRequest(body.method(), body.at(), false, new ArrayList<>());
                requests.add(last);
            }
            last.bodies().add(body);
        });
        return requests;
    }

    /** Facts of one kind, in order. */
    public <T extends JournalEntry> Stream<T> all(Class<T> kind) {
        return entries.stream().filter(kind::isInstance).map(kind::cast);
    }

    private static final class Reading implements JournalVisitor {
        private final List<JournalEntry> entries = new ArrayList<>();
        private long packets;
        private Instant last = Instant.EPOCH;

        @Override
        public void entry(JournalEntry entry) {
            entries.add(entry);
            seen(entry.at());
        }

        @Override
        public void datagram(int stream, boolean control, long arrivalNanos, ByteBuffer datagram) {
            packets += control ? 0 : 1;
            seen(Instant.ofEpochSecond(0, arrivalNanos));
        }

        private void seen(Instant at) {
            if (at.isAfter(last)) {
                last = at;
            }
        }
    }
}
