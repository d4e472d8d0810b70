package org.holdfast.media.journal;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A fact in a journal other than media. Immutable. Facts are only ever added; a later one of the same key supersedes an
 * earlier one from its {@code at} on. Streams are numbered by m-line, from 0.
 */
public sealed interface JournalEntry {

    /** When it became true, UTC. */
    Instant at();

    /**
     * Whether it is forced at once: a pause, the decision to end, a change of streams stands even if the host is lost a moment
     * later. The end itself is forced as the journal is sealed.
     */
    default boolean isForcedAtOnce() {
        return switch (this) {
            case PauseChanged _, RuleApplied _, SessionEnding _, RecordingStarted _, StreamDescribed _, StreamBound _ ->
                true;
            default -> false;
        };
    }

    /** First entry of every journal. */
    record SessionOpened(Instant at, UUID recordingSessionId, String node, String callId) implements JournalEntry {}

    /** The SIP dialog as the sip layer serialises it; opaque here. The latest one counts. */
    @SuppressWarnings("ArrayRecordComponent") // opaque bytes; equality is never asked for
    record DialogKept(Instant at, byte[] state) implements JournalEntry {}

    /** A SIP body as it came: SDP, rs-metadata, anything. */
    @SuppressWarnings("ArrayRecordComponent") // raw evidence; equality is never asked for
    record BodyKept(Instant at, String method, String contentType, byte[] body) implements JournalEntry {}

    /** A recording (of one Communication Session) begins within this Recording Session. */
    record RecordingStarted(Instant at, UUID recordingId, String conversationKey, String direction)
            implements JournalEntry {}

    /** That recording ends; {@code cause} is the name of an EndCause of the connector api. */
    record RecordingEnded(Instant at, UUID recordingId, String cause) implements JournalEntry {}

    /** What an m-line carries from now on. */
    record StreamDescribed(Instant at, int stream, String label, String kind, List<PayloadFormat> formats)
            implements JournalEntry {
        public StreamDescribed {
            formats = List.copyOf(formats);
        }
    }

    /** One payload type of an m-line: rtpmap and fmtp (RFC 8866 §6.6, §6.15). Encoding as sent, e.g. {@code PCMU}. */
    record PayloadFormat(int payloadType, String encoding, int clockRate, int channels, String parameters) {}

    /** A participant takes part, or its name or AoR changed. Role is {@code caller}, {@code callee} or empty. */
    record ParticipantSeen(Instant at, String id, String aor, String name, String role) implements JournalEntry {}

    /** A participant takes part no more. */
    record ParticipantLeft(Instant at, String id) implements JournalEntry {}

    /** From now on these participants send this stream; none means nobody known, several a mixed stream. */
    record StreamBound(Instant at, int stream, List<String> participants) implements JournalEntry {
        public StreamBound {
            participants = List.copyOf(participants);
        }
    }

    /** A correlation key: Call-ID, session id, UCID, vendor field. */
    record Identified(Instant at, String name, String value) implements JournalEntry {}

    /** Metadata or SDP was odd, in one sentence. */
    record Warned(Instant at, String sentence) implements JournalEntry {}

    /** The SRC put a stream on hold (inactive) or took it off. What arrives is recorded all the same. */
    record HoldChanged(Instant at, int stream, boolean onHold) implements JournalEntry {}

    /** The recorder began or ceased to discard media on request. */
    record PauseChanged(Instant at, boolean paused, String byWhom) implements JournalEntry {}

    /** Known absence that the datagrams cannot show, e.g. a restart. {@code at} is its beginning. */
    record GapKnown(Instant at, Instant until, String cause) implements JournalEntry {}

    /** Headers of a request that tell who talks and by what keys the call is known, as they came. */
    record HeadersKept(Instant at, String method, List<KeptHeader> headers) implements JournalEntry {
        public HeadersKept {
            headers = List.copyOf(headers);
        }
    }

    /** One header; one that came several times is kept several times. */
    record KeptHeader(String name, String value) {}

    /** An m-line is received on these ports from now on. */
    record MediaLeased(Instant at, int stream, int rtpPort, int rtcpPort) implements JournalEntry {}

    /** Whose media a stream takes from now on: the address is textual, the port that of its RTP. */
    record SourceLatched(Instant at, int stream, String address, int port) implements JournalEntry {}

    /**
     * Our half of offer and answer, before it is sent. The latest one counts.
     *
     * @param version of our o= line
     * @param offer we offered; false: we answered
     */
    @SuppressWarnings("ArrayRecordComponent") // raw evidence; equality is never asked for
    record AnswerKept(Instant at, long version, boolean offer, byte[] sdp) implements JournalEntry {}

    /** The end is decided and its cause known; media that was under way may still follow. */
    record SessionEnding(Instant at, String cause) implements JournalEntry {}

    /**
     * What becomes of a recording, and by which rule. The latest one counts; a recording that none is about is kept.
     *
     * @param outcome name of an Outcome of the rulebook
     * @param rule name of the rule, empty when none decided
     * @param byWhom who asked to keep it, empty when nobody did
     */
    record RuleApplied(Instant at, UUID recordingId, String outcome, String rule, String byWhom)
            implements JournalEntry {}

    /** Last entry of a journal that was closed in order. */
    record SessionEnded(Instant at, String cause) implements JournalEntry {}
}
