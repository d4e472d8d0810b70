package org.holdfast.connector.siprec;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.holdfast.connector.sdp.SdpDescription;
import org.holdfast.connector.sdp.SdpMedia;
import org.holdfast.connector.siprec.MetadataState.StreamFacts;

/**
 * Who sends an m-line, and how that was found out. Immutable.
 *
 * @param stream index of the m-line
 * @param participants ids of the senders: none when nobody is known, several when the stream is mixed
 * @param sessionId the Communication Session it belongs to, empty when unknown
 */
public record StreamBinding(int stream, List<String> participants, String sessionId, Rule rule) {

    /** From the surest to the weakest. */
    public enum Rule {
        /** A metadata stream has the m-line's label. */
        LABEL,
        /** The m-line's label is a stream id, or participants send the label itself. */
        STREAM_ID,
        /** The nth stream or participant sends the nth m-line. */
        ORDER,
        /** There is one m-line of its kind, so everybody who is left is on it. */
        SOLE_STREAM,
        /** Nobody is known to send it. */
        UNKNOWN
    }

    public StreamBinding {
        participants = List.copyOf(participants);
    }

    /** One binding for every m-line of the description, in its order. */
    public static List<StreamBinding> bind(SdpDescription description, MetadataState state) {
        return new Binder(description, state).bindings();
    }

    /** Goes from the surest rule to the weakest; each takes what the ones before left. */
    private static final class Binder {

        private final List<SdpMedia> live;
        private final MetadataState state;
        private final StreamBinding[] bindings;
        private final Set<StreamFacts> taken = new HashSet<>();

        Binder(SdpDescription description, MetadataState state) {
            live = description.media().stream().filter(line -> !line.removed()).toList();
            this.state = state;
            bindings = description.media().stream()
                    .map(line -> new StreamBinding(line.index(), List.of(), "", Rule.UNKNOWN))
                    .toArray(StreamBinding[]::new);
        }

        List<StreamBinding> bindings() {
            live.forEach(this::byLabel);
            unbound().forEach(this::byStreamId);
            byOrderOfStreams();
            unbound().forEach(this::byPeople);
            return List.of(bindings);
        }

        private List<SdpMedia> unbound() {
            return live.stream()
                    .filter(line -> bindings[line.index()].participants().isEmpty())
                    .toList();
        }

        private void byLabel(SdpMedia line) {
            if (!line.label().isEmpty()) {
                state.streamLabelled(line.label()).ifPresent(stream -> bind(line, stream, Rule.LABEL));
            }
        }

        private void byStreamId(SdpMedia line) {
            if (!line.label().isEmpty()) {
                StreamFacts named = new StreamFacts(line.label(), state.currentSessionId(), "", true);
                bind(line, named, Rule.STREAM_ID);
            }
        }

        /** Streams that no label claims, in the order of the document. */
        private void byOrderOfStreams() {
            List<StreamFacts> free = new ArrayList<>(state.streamFacts().values());
            free.removeIf(stream -> !stream.live() || taken.contains(stream));
            List<SdpMedia> lines =
                    unbound().stream().filter(line -> !claimed(line)).toList();
            boolean sole = live.size() == 1;
            if (sole && free.size() > 1) {
                return; // one mixed m-line for many streams: everybody is on it
            }
            Rule rule = sole ? Rule.SOLE_STREAM : Rule.ORDER;
            for (int i = 0; i < Math.min(free.size(), lines.size()); i++) {
                bind(lines.get(i), free.get(i), rule);
            }
        }

        private boolean claimed(SdpMedia line) {
            return !line.label().isEmpty() && state.streamLabelled(line.label()).isPresent();
        }

        private void bind(SdpMedia line, StreamFacts stream, Rule rule) {
            List<String> senders = state.senders(stream);
            if (!senders.isEmpty()) {
                taken.add(stream);
                set(line, senders, stream.sessionId(), rule);
            }
        }

        /** Metadata that links nobody to a stream: OpenSIPS before 3, and single mixed m-lines. */
        private void byPeople(SdpMedia line) {
            String session = Optional.of(line.label())
                    .filter(label -> !label.isEmpty())
                    .flatMap(state::streamLabelled)
                    .map(StreamFacts::sessionId)
                    .orElseGet(state::currentSessionId);
            List<SdpMedia> sameKind = live.stream()
                    .filter(other -> other.kind().equals(line.kind()))
                    .toList();
            List<String> free = new ArrayList<>(state.present(session));
            sameKind.forEach(other -> free.removeAll(bindings[other.index()].participants()));
            if (free.isEmpty()) {
                return;
            }
            if (sameKind.size() == 1) {
                set(line, free, session, Rule.SOLE_STREAM);
            } else {
                set(line, free.subList(0, 1), session, Rule.ORDER);
            }
        }

        private void set(SdpMedia line, List<String> participants, String sessionId, Rule rule) {
            bindings[line.index()] = new StreamBinding(line.index(), participants, sessionId, rule);
        }
    }
}
