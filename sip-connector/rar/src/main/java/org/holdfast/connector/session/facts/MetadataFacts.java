package org.holdfast.connector.session.facts;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.holdfast.connector.api.LiveRecording.Party;
import org.holdfast.connector.api.Participant;
import org.holdfast.connector.sdp.SdpDescription;
import org.holdfast.connector.siprec.BodyPart;
import org.holdfast.connector.siprec.CommunicationSession;
import org.holdfast.connector.siprec.MetadataParser;
import org.holdfast.connector.siprec.MetadataState;
import org.holdfast.connector.siprec.MetadataState.Identifier;
import org.holdfast.connector.siprec.ParsedMetadata;
import org.holdfast.connector.siprec.RecordingMetadata;
import org.holdfast.connector.siprec.SipParties;
import org.holdfast.connector.siprec.StreamBinding;
import org.holdfast.media.journal.JournalEntry.Identified;
import org.holdfast.media.journal.JournalEntry.ParticipantLeft;
import org.holdfast.media.journal.JournalEntry.ParticipantSeen;
import org.holdfast.media.journal.JournalEntry.StreamBound;
import org.holdfast.media.journal.JournalEntry.Warned;
import org.holdfast.rulebook.CallFacts;

/**
 * Turns metadata documents into facts: who takes part, who sends which stream, by what keys the call is found. Until a
 * document names somebody, the SIP headers stand in. Owned by the session's thread.
 */
public final class MetadataFacts {
    private final SessionFacts facts;
    private final CurrentRecording recording;
    private final Map<String, Participant> known = new LinkedHashMap<>();
    private final Map<Integer, List<String>> senders = new HashMap<>();
    private final Set<Identifier> identifiers = new HashSet<>();
    private MetadataState state = MetadataState.empty();
    private SipParties standIns = new SipParties(List.of(), Map.of(), "");

    public MetadataFacts(SessionFacts facts, CurrentRecording recording) {
        this.facts = facts;
        this.recording = recording;
    }

    /** Takes the parties of the SIP headers when no metadata has named anybody. */
    public void standIn(SipParties parties) {
        if (known.isEmpty()) {
            standIns = parties;
            parties.participants().forEach(participant -> seen(participant, recording.startedAt()));
        }
    }

    /** A document, however odd, adds what can be understood of it (RFC 7866 §9.1). */
    public void received(BodyPart document, Instant at) {
        ParsedMetadata parsed = MetadataParser.parse(document.bytes());
        parsed.warnings().forEach(warning -> facts.add(new Warned(at, "metadata: " + warning)));
        RecordingMetadata metadata = parsed.metadata();
        if (metadata == null) {
            facts.add(new Warned(at, "metadata could not be read; its bytes are kept"));
            return;
        }
        MetadataState before = state;
        state = state.apply(metadata, at);
        state.identifiers().forEach(key -> identified(key.name(), key.value(), at));
        boolean first = before.participants().isEmpty() && !state.participants().isEmpty();
        if (first) {
            dropStandIns();
        }
        state.participants().forEach(participant -> left(participant, at));
        newest(before).ifPresent(session -> recording.follow(session, first, at));
        state.participants().forEach(participant -> seen(participant, first ? recording.startedAt() : at));
    }

    /** Says anew who sends each of these m-lines, where that has changed. */
    public void bind(SdpDescription description, Set<Integer> received, Instant at) {
        for (StreamBinding binding : StreamBinding.bind(description, state)) {
            if (received.contains(binding.stream())) {
                bound(binding, at);
            }
        }
    }

    public void identified(String name, String value, Instant at) {
        if (!value.isEmpty() && identifiers.add(new Identifier(name, value))) {
            facts.add(new Identified(at, name, value));
        }
    }

    /** Whether metadata has named anybody, so that no SIP header need stand in. */
    public boolean named() {
        return !state.participants().isEmpty();
    }

    /** Who takes part now, with the role each has. */
    public List<CallFacts.Party> roles() {
        return known.values().stream()
                .filter(participant -> participant.leftAt() == null)
                .map(participant -> new CallFacts.Party(participant.aor(), participant.role()))
                .toList();
    }

    /** Who takes part now. */
    public List<Party> parties() {
        return known.values().stream()
                .filter(participant -> participant.leftAt() == null)
                .map(participant -> new Party(participant.aor(), participant.name()))
                .toList();
    }

    private Optional<CommunicationSession> newest(MetadataState before) {
        List<CommunicationSession> started = state.startedSince(before);
        if (!started.isEmpty()) {
            return Optional.of(started.getLast());
        }
        return state.sessions().stream().filter(recording::of).findFirst();
    }

    private void bound(StreamBinding binding, Instant at) {
        List<String> before = senders.get(binding.stream());
        List<String> now = binding.participants();
        if (now.isEmpty()) {
            now = before != null && stillHere(before)
                    ? before // on hold nobody is named as sender, but nobody else sends either
                    : standIns.byStream().getOrDefault(binding.stream(), List.of());
        }
        if (now.equals(before)) {
            return;
        }
        senders.put(binding.stream(), now);
        boolean late = before == null || before.isEmpty() || standIns.byStream().containsValue(before);
        facts.add(new StreamBound(late ? recording.startedAt() : at, binding.stream(), now));
        if (binding.rule() == StreamBinding.Rule.ORDER) {
            facts.add(new Warned(at, "stream " + binding.stream() + " was given its participants by order alone"));
        }
    }

    private boolean stillHere(List<String> participants) {
        return participants.stream().map(known::get).allMatch(one -> one != null && one.leftAt() == null);
    }

    private void dropStandIns() {
        for (Participant standIn : standIns.participants()) {
            facts.add(new ParticipantLeft(recording.startedAt(), standIn.id()));
            known.remove(standIn.id());
        }
        Set<Integer> theirs = senders.entrySet().stream()
                .filter(entry -> !stillHere(entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        senders.keySet().removeAll(theirs);
    }

    private void seen(Participant participant, Instant at) {
        Participant before = known.put(participant.id(), participant);
        boolean here = participant.leftAt() == null;
        if (here && (before == null || before.leftAt() != null || !sameNames(before, participant))) {
            facts.add(new ParticipantSeen(
                    at, participant.id(), participant.aor(), participant.name(), participant.role()));
        }
    }

    private void left(Participant participant, Instant at) {
        Participant before = known.get(participant.id());
        if (before != null && before.leftAt() == null && participant.leftAt() != null) {
            known.put(participant.id(), participant);
            facts.add(new ParticipantLeft(at, participant.id()));
        }
    }

    private static boolean sameNames(Participant one, Participant other) {
        return one.aor().equals(other.aor())
                && one.name().equals(other.name())
                && one.role().equals(other.role());
    }
}
