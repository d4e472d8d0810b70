package org.holdfast.connector.sip.stack;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.parser.MessageParser;
import gov.nist.javax.sip.parser.ParseExceptionListener;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.holdfast.connector.sip.stack.MessageLimits.Flaw;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the stack's parser. What is not SIP is dropped; a request beyond the limits, or one the parser cannot
 * take, is reduced to the headers an answer needs and marked with its flaw, so that it is answered rather than lost and
 * the bytes behind it stay in step. Each channel of the stack has one of its own.
 */
final class GuardedParser implements MessageParser {
    /** Marks a reduced request: status and reason of the answer it is to get. */
    static final String FLAW = "X-Holdfast-Flaw";

    private static final Set<String> NEEDED =
            Set.of("via", "v", "from", "f", "to", "t", "call-id", "i", "cseq", "max-forwards");

    private final MessageLimits limits;
    private final DroppedMessages dropped;
    private final StringMsgParser parser = new StringMsgParser();

    GuardedParser(MessageLimits limits, DroppedMessages dropped) {
        this.limits = limits;
        this.dropped = dropped;
    }

    @Override
    public @Nullable SIPMessage parseSIPMessage(
            byte[] bytes, boolean readBody, boolean strict, ParseExceptionListener exceptions) {
        Optional<RawMessage> raw = RawMessage.cut(bytes);
        if (raw.isEmpty()) {
            dropped.count(bytes, "not SIP");
            return null;
        }
        Optional<Flaw> flaw = limits.flawOf(raw.get(), readBody);
        return flaw.isPresent()
                ? reduced(raw.get(), bytes, readBody, flaw.get(), exceptions)
                : whole(raw.get(), bytes, readBody, exceptions);
    }

    private @Nullable SIPMessage whole(
            RawMessage raw, byte[] bytes, boolean readBody, ParseExceptionListener exceptions) {
        try {
            int length = (int) MessageLimits.contentLength(raw.header("content-length", "l"), raw.bodyBytes());
            byte[] orderly = raw.with(orderly(raw, readBody, length), readBody ? length : 0);
            return parser.parseSIPMessage(orderly, readBody, false, exceptions);
        } catch (ParseException | RuntimeException | StackOverflowError e) {
            return reduced(raw, bytes, readBody, new Flaw(400, "could not be parsed"), exceptions);
        }
    }

    private @Nullable SIPMessage reduced(
            RawMessage raw, byte[] bytes, boolean readBody, Flaw flaw, ParseExceptionListener exceptions) {
        if (raw.request() && !raw.method().equals("ACK")) {
            List<String> headers = new ArrayList<>();
            for (String line : raw.headers()) {
                boolean needed = NEEDED.stream().anyMatch(name -> RawMessage.named(line, name));
                if (needed && line.length() <= MessageLimits.HEADER_LENGTH && headers.size() < 32) {
                    headers.add(methodCorrected(line, raw.method()));
                }
            }
            headers.add("Contact: <sip:flawed@invalid>"); // the stack wants one
            headers.add("Content-Length: " + (readBody ? 0 : limits.passedOver(raw)));
            headers.add(FLAW + ": " + flaw.status() + " " + flaw.reason());
            try {
                return parser.parseSIPMessage(raw.with(headers, 0), false, false, exceptions);
            } catch (ParseException | RuntimeException | StackOverflowError e) {
                // not even its Via, From, To, Call-ID and CSeq can be read: nobody can be answered
            }
        }
        dropped.count(bytes, flaw.reason());
        return null;
    }

    /** Header lines as the stack wants them: the length of a datagram's body said, CSeq naming the request's method. */
    private static List<String> orderly(RawMessage raw, boolean readBody, int length) {
        List<String> headers = new ArrayList<>();
        boolean lengthSaid = false;
        for (String line : raw.headers()) {
            boolean says = RawMessage.named(line, "content-length") || RawMessage.named(line, "l");
            if (!says || !lengthSaid) {
                headers.add(raw.request() ? methodCorrected(line, raw.method()) : line);
            }
            lengthSaid |= says;
        }
        if (readBody && !lengthSaid) {
            headers.add("Content-Length: " + length);
        }
        return headers;
    }

    /** Some SRCs send BYE and ACK with {@code CSeq: n INVITE}; the start line is right (interop). */
    private static String methodCorrected(String line, String method) {
        if (!RawMessage.named(line, "cseq")) {
            return line;
        }
        String[] parts = line.substring(line.indexOf(':') + 1).strip().split("\\s+", 2);
        return parts.length == 2 && !parts[1].equals(method) ? "CSeq: " + parts[0] + " " + method : line;
    }
}
