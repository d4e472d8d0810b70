package org.holdfast.connector.sip.stack;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a message may cost before the stack's parser, whose time grows faster than its input. Immutable.
 *
 * @param message largest message in bytes
 */
record MessageLimits(int message) {
    static final int HEADERS = 200;
    static final int HEADER_LENGTH = 8192;
    static final int HEADER_BYTES = 49_152;

    /** Headers that stand once, else nobody knows which one counts (RFC 3261 §7.3.1); each with its short form. */
    private static final List<Set<String>> SINGLE = List.of(
            Set.of("call-id", "i"), Set.of("cseq"), Set.of("from", "f"), Set.of("to", "t"), Set.of("max-forwards"));

    /** Why a message is refused unread, as status and reason of the answer. */
    record Flaw(int status, String reason) {}

    /** Looks at a message whose body, when there is one, is complete. */
    Optional<Flaw> flawOf(RawMessage raw, boolean withBody) {
        if (raw.headers().size() > HEADERS) {
            return Optional.of(new Flaw(400, "more than " + HEADERS + " headers"));
        }
        if (raw.headerBytes() > HEADER_BYTES
                || raw.headers().stream().anyMatch(line -> line.length() > HEADER_LENGTH)) {
            return Optional.of(new Flaw(400, "headers too long"));
        }
        if (raw.request() && !raw.version().equals("SIP/2.0")) {
            return Optional.of(new Flaw(505, "only SIP/2.0 is spoken here"));
        }
        if (SINGLE.stream().anyMatch(names -> count(raw, names) > 1)) {
            return Optional.of(new Flaw(400, "a header twice that may stand once"));
        }
        long length = contentLength(raw.header("content-length", "l"), withBody ? raw.bodyBytes() : 0);
        if (length < 0) {
            return Optional.of(new Flaw(400, "Content-Length is no number"));
        }
        if (raw.headerBytes() + length > message) {
            return Optional.of(new Flaw(513, "message larger than " + message + " bytes"));
        }
        if (withBody && length > raw.bodyBytes()) {
            return Optional.of(new Flaw(400, "Content-Length is beyond the datagram"));
        }
        return Optional.empty();
    }

    /** How much of a stream is the body of a message that is not served: what follows it must stay in step. */
    long passedOver(RawMessage raw) {
        long length = contentLength(raw.header("content-length", "l"), 0);
        return length <= (long) message * (StackSettings.STACK_LIMIT_FACTOR - 1) ? Math.max(0, length) : 0;
    }

    private static long count(RawMessage raw, Set<String> names) {
        return raw.headers().stream()
                .filter(line -> names.stream().anyMatch(name -> RawMessage.named(line, name)))
                .count();
    }

    /** The announced length of the body, the default when none is announced, -1 when it is no number. */
    static long contentLength(@Nullable String value, int absent) {
        if (value == null) {
            return absent;
        }
        return value.matches("\\d{1,9}") ? Long.parseLong(value) : -1;
    }
}
