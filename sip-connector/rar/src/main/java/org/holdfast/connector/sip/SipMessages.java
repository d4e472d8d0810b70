package org.holdfast.connector.sip;

import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sip.InvalidArgumentException;
import javax.sip.PeerUnavailableException;
import javax.sip.SipException;
import javax.sip.SipFactory;
import javax.sip.address.Address;
import javax.sip.address.AddressFactory;
import javax.sip.header.CSeqHeader;
import javax.sip.header.ContentTypeHeader;
import javax.sip.header.FromHeader;
import javax.sip.header.Header;
import javax.sip.header.HeaderFactory;
import javax.sip.header.ToHeader;
import javax.sip.header.ViaHeader;
import javax.sip.message.Message;
import javax.sip.message.MessageFactory;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.holdfast.connector.sip.dialog.Dialog;

/** Writes our answers and our own requests. Immutable, thread-safe. */
final class SipMessages {
    static final String ALLOW = "INVITE, ACK, BYE, CANCEL, OPTIONS, UPDATE, INFO";
    static final String SUPPORTED = "siprec, timer";

    private static final Set<String> LISTS =
            Set.of("Allow", "Supported", "Require", "Unsupported", "Accept", "Accept-Encoding", "Warning");
    private static final String SERVER = "Holdfast";

    private final MessageFactory messages;
    private final HeaderFactory headers;
    private final AddressFactory addresses;
    private final String host;
    private final int port;

    SipMessages(SipFactory factory, String address, int port) throws PeerUnavailableException {
        this.messages = factory.createMessageFactory();
        this.headers = factory.createHeaderFactory();
        this.addresses = factory.createAddressFactory();
        this.host = address.contains(":") && !address.startsWith("[") ? "[" + address + "]" : address;
        this.port = port;
    }

    static String newTag() {
        return UUID.randomUUID().toString().substring(0, 13).replace("-", "");
    }

    /** An answer with these headers; a tag is put on the To where it has none. */
    Response answer(IncomingRequest to, int status, Map<String, String> with) throws ParseException {
        Response response = messages.createResponse(status, to.message());
        ToHeader toHeader = (ToHeader) response.getHeader(ToHeader.NAME);
        if (status != Response.TRYING && toHeader.getTag() == null) {
            toHeader.setTag(newTag());
        }
        response.setHeader(headers.createHeader("Server", SERVER));
        for (Map.Entry<String, String> header : with.entrySet()) {
            put(response, header.getKey(), header.getValue());
        }
        return response;
    }

    /** An answer of ours as it went out before a restart. */
    Response again(String sent) throws ParseException {
        return messages.createResponse(sent);
    }

    /** A 200 that opens or refreshes a dialog (RFC 7866 §6.2); the description is plain {@code application/sdp}. */
    Response ok(IncomingRequest to, Dialog dialog, byte[] sdp, Map<String, String> with) throws ParseException {
        Response response = answer(to, Response.OK, with);
        ((ToHeader) response.getHeader(ToHeader.NAME)).setTag(dialog.local().tag());
        response.setHeader(headers.createHeader("Contact", contact(dialog.transport())));
        put(response, "Allow", ALLOW);
        put(response, "Supported", SUPPORTED);
        if (sdp.length > 0) {
            response.setContent(sdp, (ContentTypeHeader) headers.createHeader("Content-Type", "application/sdp"));
        }
        return response;
    }

    /** A request of ours within the dialog, whose local CSeq is already this request's (RFC 3261 §12.2.1.1). */
    Request request(Dialog dialog, String method, Map<String, String> with) throws ParseException {
        FromHeader from = headers.createFromHeader(
                address(dialog.local().address()), dialog.local().tag());
        ToHeader to = dialog.remote().tag().isEmpty()
                ? headers.createToHeader(address(dialog.remote().address()), null)
                : headers.createToHeader(
                        address(dialog.remote().address()), dialog.remote().tag());
        try {
            CSeqHeader cseq = headers.createCSeqHeader(dialog.localCSeq(), method);
            ViaHeader via = headers.createViaHeader(host, port, dialog.transport(), null);
            Request request = messages.createRequest(
                    addresses.createURI(dialog.remoteTarget()),
                    method,
                    headers.createCallIdHeader(dialog.callId()),
                    cseq,
                    from,
                    to,
                    new ArrayList<>(List.of(via)),
                    headers.createMaxForwardsHeader(70));
            for (String route : dialog.routes()) {
                request.addLast(headers.createRouteHeader(address(route)));
            }
            request.setHeader(headers.createHeader("Contact", contact(dialog.transport())));
            request.setHeader(headers.createHeader("User-Agent", SERVER));
            for (Map.Entry<String, String> header : with.entrySet()) {
                put(request, header.getKey(), header.getValue());
            }
            return request;
        } catch (InvalidArgumentException | SipException e) {
            throw new ParseException(e.getMessage(), 0);
        }
    }

    /** Puts a header, or a list of them, in place of those of that name. */
    void put(Message message, String name, String value) throws ParseException {
        if (!LISTS.contains(name)) {
            message.setHeader(headers.createHeader(name, value));
            return;
        }
        message.removeHeader(name);
        for (Object header : headers.createHeaders(name + ": " + value)) {
            message.addHeader((Header) header);
        }
    }

    private Address address(String text) throws ParseException {
        return addresses.createAddress(text);
    }

    private String contact(String transport) {
        return "<sip:holdfast@" + host + ":" + port + ";transport=" + transport + ">;+sip.srs";
    }
}
