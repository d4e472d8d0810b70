package org.holdfast.connector.sip.dialog;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A dialog in which the SRC was the caller (RFC 3261 §12.1.1). Immutable.
 *
 * @param local our side: the To of the INVITE
 * @param remote the SRC's side: the From of the INVITE
 * @param remoteTarget URI of the SRC's latest Contact
 * @param routes URIs of the Record-Route set, in the order we use them
 * @param transport {@code udp} or {@code tcp}, as the INVITE came
 * @param localCSeq number of our latest request, 0 before the first
 * @param remoteCSeq number of the SRC's latest request other than ACK
 */
public record Dialog(
        String callId,
        Side local,
        Side remote,
        String remoteTarget,
        List<String> routes,
        String transport,
        long localCSeq,
        long remoteCSeq) {
    private static final int VERSION = 1;

    /** One end of the dialog: address as in From or To without tag, and tag. */
    public record Side(String address, String tag) {}

    public Dialog {
        routes = List.copyOf(routes);
    }

    /** After a request of the SRC; a Contact in it is the new target (RFC 3261 §12.2.2), empty when it had none. */
    public Dialog received(long cseq, String contact) {
        return new Dialog(
                callId,
                local,
                remote,
                contact.isEmpty() ? remoteTarget : contact,
                routes,
                transport,
                localCSeq,
                Math.max(cseq, remoteCSeq));
    }

    /** For our next request. */
    public Dialog requesting() {
        return new Dialog(callId, local, remote, remoteTarget, routes, transport, localCSeq + 1, remoteCSeq);
    }

    /** As it is kept in the journal. */
    public byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            for (String text : List.of(
                    callId, local.address(), local.tag(), remote.address(), remote.tag(), remoteTarget, transport)) {
                out.writeUTF(text);
            }
            out.writeInt(routes.size());
            for (String route : routes) {
                out.writeUTF(route);
            }
            out.writeLong(localCSeq);
            out.writeLong(remoteCSeq);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what {@link #toBytes} wrote.
     *
     * @throws IOException when it is something else
     */
    public static Dialog of(byte[] kept) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(kept))) {
            if (in.readByte() != VERSION) {
                throw new IOException("dialog of an unknown version");
            }
            String callId = in.readUTF();
            Side local = new Side(in.readUTF(), in.readUTF());
            Side remote = new Side(in.readUTF(), in.readUTF());
            String target = in.readUTF();
            String transport = in.readUTF();
            int number = in.readInt();
            List<String> routes = new ArrayList<>();
            for (int i = 0; i < number; i++) {
                routes.add(in.readUTF());
            }
            return new Dialog(callId, local, remote, target, routes, transport, in.readLong(), in.readLong());
        }
    }
}
