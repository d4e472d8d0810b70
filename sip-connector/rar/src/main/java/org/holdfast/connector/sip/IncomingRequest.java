package org.holdfast.connector.sip;

import gov.nist.javax.sip.message.SIPRequest;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.Locale;
import java.util.stream.Stream;
import javax.sip.ServerTransaction;
import javax.sip.SipProvider;
import javax.sip.address.URI;
import javax.sip.header.ContactHeader;
import javax.sip.header.Header;
import org.holdfast.connector.session.SessionRequest;
import org.jspecify.annotations.Nullable;

/**
 * A request of the SRC with what is needed to answer it. The stack's message is read, never changed. Thread-safe; its
 * headers are read on the lane of its Call-ID.
 */
final class IncomingRequest {
    private final SIPRequest request;
    private final @Nullable ServerTransaction transaction;
    private final SipProvider provider;
    private final Instant at;
    private volatile boolean cancelled;

    /** Without transaction for an ACK. */
    IncomingRequest(SIPRequest request, @Nullable ServerTransaction transaction, SipProvider provider, Instant at) {
        this.request = request;
        this.transaction = transaction;
        this.provider = provider;
        this.at = at;
    }

    SIPRequest message() {
        return request;
    }

    @Nullable
    ServerTransaction transaction() {
        return transaction;
    }

    SipProvider provider() {
        return provider;
    }

    Instant at() {
        return at;
    }

    String method() {
        return request.getMethod();
    }

    String callId() {
        return request.getCallId().getCallId();
    }

    String fromTag() {
        return text(request.getFromTag());
    }

    String toTag() {
        return text(request.getToTag());
    }

    long cseq() {
        return request.getCSeq().getSeqNumber();
    }

    String branch() {
        return text(request.getTopmostVia().getBranch());
    }

    String transport() {
        return request.getTopmostVia().getTransport().toLowerCase(Locale.ROOT);
    }

    SessionRequest body() {
        byte[] raw = request.getRawContent();
        return new SessionRequest(
                method(), header("Content-Type"), header("Content-Encoding"), raw == null ? new byte[0] : raw, at);
    }

    /** The address its bytes came from, whatever it says of itself; empty when the stack does not know. */
    String source() {
        InetAddress source = request.getPeerPacketSourceAddress();
        return source == null ? text(request.getTopmostVia().getHost()) : source.getHostAddress();
    }

    /** URI of the Contact, empty when there is none. */
    String contact() {
        ContactHeader contact = (ContactHeader) request.getHeader(ContactHeader.NAME);
        URI uri = contact == null || contact.getAddress() == null
                ? null
                : contact.getAddress().getURI();
        return uri == null ? "" : uri.toString();
    }

    /** Value of the first header of that name, empty when there is none. */
    String header(String name) {
        return headers(name).stream().findFirst().orElse("");
    }

    /** Values of all headers of that name, in order. */
    List<String> headers(String name) {
        List<String> values = new ArrayList<>();
        ListIterator<?> found = request.getHeaders(name);
        while (found.hasNext()) {
            String line = ((Header) found.next()).toString();
            values.add(line.substring(line.indexOf(':') + 1).strip());
        }
        return values;
    }

    List<String> headerNames() {
        List<String> names = new ArrayList<>();
        Iterator<?> all = request.getHeaderNames();
        while (all.hasNext()) {
            names.add((String) all.next());
        }
        return names;
    }

    /** Option tags of all headers of that name, in lower case. */
    List<String> options(String name) {
        return headers(name).stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .map(option -> option.strip().toLowerCase(Locale.ROOT))
                .filter(option -> !option.isEmpty())
                .toList();
    }

    /** Says that it wants to be recorded: by option, by feature tag, or by a body only an SRC sends (RFC 7866 §6.2). */
    boolean ofRecordingClient() {
        String contact = header("Contact").toLowerCase(Locale.ROOT);
        return options("Require").contains("siprec")
                || contact.contains("+sip.src")
                || Arrays.asList(contact.split("[;>\\s]")).contains("src")
                || new String(body().body(), StandardCharsets.ISO_8859_1).contains("rs-metadata")
                || !headers("X-Cisco-Recording-Participant").isEmpty();
    }

    void cancel() {
        cancelled = true;
    }

    boolean cancelled() {
        return cancelled;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
