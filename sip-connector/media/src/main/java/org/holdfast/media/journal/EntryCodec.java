package org.holdfast.media.journal;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.holdfast.media.journal.JournalEntry.*;
import org.jspecify.annotations.Nullable;

/**
 * Facts as bytes. Each payload begins with {@code at} (seconds i64, nanoseconds i32); then the fields of the entry in the
 * order of its record: text and bytes as length u32 and bytes (text UTF-8), long numbers as i64, UUIDs as two i64, switches as one byte, lists as
 * count u32 and elements, a list element of several fields as length u32 and fields. Fields may only ever be added at the
 * end; what a reader does not know of, it leaves unread. Stateless.
 */
final class EntryCodec {
    private static final int SESSION_OPENED = 1;
    private static final int DIALOG_KEPT = 2;
    private static final int BODY_KEPT = 3;
    private static final int RECORDING_STARTED = 4;
    private static final int RECORDING_ENDED = 5;
    private static final int STREAM_DESCRIBED = 6;
    private static final int PARTICIPANT_SEEN = 7;
    private static final int PARTICIPANT_LEFT = 8;
    private static final int STREAM_BOUND = 9;
    private static final int IDENTIFIED = 10;
    private static final int WARNED = 11;
    private static final int HOLD_CHANGED = 12;
    private static final int PAUSE_CHANGED = 13;
    private static final int GAP_KNOWN = 14;
    private static final int SESSION_ENDED = 15;
    private static final int HEADERS_KEPT = 16;
    private static final int MEDIA_LEASED = 17;
    private static final int SOURCE_LATCHED = 18;
    private static final int ANSWER_KEPT = 19;
    private static final int SESSION_ENDING = 20;
    private static final int RULE_APPLIED = 21;

    private EntryCodec() {}

    static int type(JournalEntry entry) {
        return switch (entry) {
            case SessionOpened _ -> SESSION_OPENED;
            case DialogKept _ -> DIALOG_KEPT;
            case BodyKept _ -> BODY_KEPT;
            case RecordingStarted _ -> RECORDING_STARTED;
            case RecordingEnded _ -> RECORDING_ENDED;
            case StreamDescribed _ -> STREAM_DESCRIBED;
            case ParticipantSeen _ -> PARTICIPANT_SEEN;
            case ParticipantLeft _ -> PARTICIPANT_LEFT;
            case StreamBound _ -> STREAM_BOUND;
            case Identified _ -> IDENTIFIED;
            case Warned _ -> WARNED;
            case HoldChanged _ -> HOLD_CHANGED;
            case PauseChanged _ -> PAUSE_CHANGED;
            case GapKnown _ -> GAP_KNOWN;
            case SessionEnded _ -> SESSION_ENDED;
            case HeadersKept _ -> HEADERS_KEPT;
            case MediaLeased _ -> MEDIA_LEASED;
            case SourceLatched _ -> SOURCE_LATCHED;
            case AnswerKept _ -> ANSWER_KEPT;
            case SessionEnding _ -> SESSION_ENDING;
            case RuleApplied _ -> RULE_APPLIED;
        };
    }

    static byte[] payload(JournalEntry entry) {
        Writer to = new Writer().instant(entry.at());
        switch (entry) {
            case SessionOpened e ->
                to.uuid(e.recordingSessionId()).text(e.node()).text(e.callId());
            case DialogKept e -> to.bytes(e.state());
            case BodyKept e -> to.text(e.method()).text(e.contentType()).bytes(e.body());
            case RecordingStarted e ->
                to.uuid(e.recordingId()).text(e.conversationKey()).text(e.direction());
            case RecordingEnded e -> to.uuid(e.recordingId()).text(e.cause());
            case StreamDescribed e -> {
                to.number(e.stream())
                        .text(e.label())
                        .text(e.kind())
                        .number(e.formats().size());
                e.formats().forEach(format -> to.bytes(payload(format)));
            }
            case ParticipantSeen e ->
                to.text(e.id()).text(e.aor()).text(e.name()).text(e.role());
            case ParticipantLeft e -> to.text(e.id());
            case StreamBound e -> to.number(e.stream()).texts(e.participants());
            case Identified e -> to.text(e.name()).text(e.value());
            case Warned e -> to.text(e.sentence());
            case HoldChanged e -> to.number(e.stream()).yes(e.onHold());
            case PauseChanged e -> to.yes(e.paused()).text(e.byWhom());
            case GapKnown e -> to.instant(e.until()).text(e.cause());
            case SessionEnded e -> to.text(e.cause());
            case HeadersKept e -> {
                to.text(e.method()).number(e.headers().size());
                e.headers().forEach(header -> to.bytes(payload(header)));
            }
            case MediaLeased e -> to.number(e.stream()).number(e.rtpPort()).number(e.rtcpPort());
            case SourceLatched e -> to.number(e.stream()).text(e.address()).number(e.port());
            case AnswerKept e -> to.whole(e.version()).yes(e.offer()).bytes(e.sdp());
            case SessionEnding e -> to.text(e.cause());
            case RuleApplied e ->
                to.uuid(e.recordingId()).text(e.outcome()).text(e.rule()).text(e.byWhom());
        }
        return to.written();
    }

    private static byte[] payload(PayloadFormat format) {
        return new Writer()
                .number(format.payloadType())
                .text(format.encoding())
                .number(format.clockRate())
                .number(format.channels())
                .text(format.parameters())
                .written();
    }

    private static byte[] payload(KeptHeader header) {
        return new Writer().text(header.name()).text(header.value()).written();
    }

    /**
     * The fact in a payload, or null when its type is not known to this release.
     *
     * @throws MalformedEntry when the type is known and the bytes do not fit it
     */
    static @Nullable JournalEntry entry(int type, ByteBuffer payload) throws MalformedEntry {
        try {
            return type < SESSION_OPENED || type > RULE_APPLIED ? null : entry(type, new Reader(payload));
        } catch (BufferUnderflowException | DateTimeException | IllegalArgumentException e) {
            throw new MalformedEntry(e);
        }
    }

    private static @Nullable JournalEntry entry(int type, Reader from) {
        Instant at = from.instant();
        return switch (type) {
            case SESSION_OPENED -> new SessionOpened(at, from.uuid(), from.text(), from.text());
            case DIALOG_KEPT -> new DialogKept(at, from.bytes());
            case BODY_KEPT -> new BodyKept(at, from.text(), from.text(), from.bytes());
            case RECORDING_STARTED -> new RecordingStarted(at, from.uuid(), from.text(), from.text());
            case RECORDING_ENDED -> new RecordingEnded(at, from.uuid(), from.text());
            case STREAM_DESCRIBED -> new StreamDescribed(at, from.number(), from.text(), from.text(), from.formats());
            case PARTICIPANT_SEEN -> new ParticipantSeen(at, from.text(), from.text(), from.text(), from.text());
            case PARTICIPANT_LEFT -> new ParticipantLeft(at, from.text());
            case STREAM_BOUND -> new StreamBound(at, from.number(), from.texts());
            case IDENTIFIED -> new Identified(at, from.text(), from.text());
            case WARNED -> new Warned(at, from.text());
            case HOLD_CHANGED -> new HoldChanged(at, from.number(), from.yes());
            case PAUSE_CHANGED -> new PauseChanged(at, from.yes(), from.text());
            case GAP_KNOWN -> new GapKnown(at, from.instant(), from.text());
            case SESSION_ENDED -> new SessionEnded(at, from.text());
            case HEADERS_KEPT -> new HeadersKept(at, from.text(), from.headers());
            case MEDIA_LEASED -> new MediaLeased(at, from.number(), from.number(), from.number());
            case SOURCE_LATCHED -> new SourceLatched(at, from.number(), from.text(), from.number());
            case ANSWER_KEPT -> new AnswerKept(at, from.whole(), from.yes(), from.bytes());
            case SESSION_ENDING -> new SessionEnding(at, from.text());
            case RULE_APPLIED -> new RuleApplied(at, from.uuid(), from.text(), from.text(), from.text());
            default -> null;
        };
    }

    /** A record is whole by its CRC, yet its fields do not fit its type. */
    static final class MalformedEntry extends Exception {
        private static final long serialVersionUID = 1L;

        MalformedEntry(Throwable cause) {
            super(cause);
        }
    }

    /** Grows as needed. */
    private static final class Writer {
        private ByteBuffer buffer = ByteBuffer.allocate(256).order(RecordFormat.ORDER);

        private ByteBuffer room(int bytes) {
            if (buffer.remaining() < bytes) {
                int capacity = Math.max(2 * buffer.capacity(), buffer.position() + bytes);
                buffer = ByteBuffer.allocate(capacity).order(RecordFormat.ORDER).put(buffer.flip());
            }
            return buffer;
        }

        Writer instant(Instant value) {
            room(12).putLong(value.getEpochSecond()).putInt(value.getNano());
            return this;
        }

        Writer uuid(UUID value) {
            room(16).putLong(value.getMostSignificantBits()).putLong(value.getLeastSignificantBits());
            return this;
        }

        Writer number(int value) {
            room(4).putInt(value);
            return this;
        }

        Writer whole(long value) {
            room(8).putLong(value);
            return this;
        }

        Writer yes(boolean value) {
            room(1).put((byte) (value ? 1 : 0));
            return this;
        }

        Writer bytes(byte[] value) {
            room(4 + value.length).putInt(value.length).put(value);
            return this;
        }

        Writer text(String value) {
            return bytes(value.getBytes(StandardCharsets.UTF_8));
        }

        Writer texts(List<String> values) {
            number(values.size());
            values.forEach(this::text);
            return this;
        }

        byte[] written() {
            byte[] bytes = new byte[buffer.position()];
            buffer.get(0, bytes);
            return bytes;
        }
    }

    /** Throws {@link BufferUnderflowException} or {@link IllegalArgumentException} when the bytes do not suffice. */
    private static final class Reader {
        private final ByteBuffer buffer;

        Reader(ByteBuffer payload) {
            buffer = payload.duplicate().order(RecordFormat.ORDER);
        }

        Instant instant() {
            return Instant.ofEpochSecond(buffer.getLong(), buffer.getInt());
        }

        UUID uuid() {
            return new UUID(buffer.getLong(), buffer.getLong());
        }

        int number() {
            return buffer.getInt();
        }

        long whole() {
            return buffer.getLong();
        }

        boolean yes() {
            return buffer.get() != 0;
        }

        byte[] bytes() {
            byte[] bytes = new byte[length()];
            buffer.get(bytes);
            return bytes;
        }

        String text() {
            return new String(bytes(), StandardCharsets.UTF_8);
        }

        List<String> texts() {
            int count = length();
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                texts.add(text());
            }
            return texts;
        }

        List<PayloadFormat> formats() {
            int count = length();
            List<PayloadFormat> formats = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Reader element = new Reader(ByteBuffer.wrap(bytes()));
                formats.add(new PayloadFormat(
                        element.number(), element.text(), element.number(), element.number(), element.text()));
            }
            return formats;
        }

        List<KeptHeader> headers() {
            int count = length();
            List<KeptHeader> headers = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Reader element = new Reader(ByteBuffer.wrap(bytes()));
                headers.add(new KeptHeader(element.text(), element.text()));
            }
            return headers;
        }

        private int length() {
            int length = buffer.getInt();
            if (length < 0 || length > buffer.remaining()) {
                throw new IllegalArgumentException(
                        "a length of " + length + " where " + buffer.remaining() + " remain");
            }
            return length;
        }
    }
}
