package org.holdfast.connector.sip.dialog;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A dialog in which the SRC was the caller (RFC 3261 §12.1.1). Immutable; {@link KeptDialog} writes it down.
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

    void write(DataOutputStream out) throws IOException {
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
    }

    /** Reads what {@link #write} wrote. */
    static Dialog read(DataInputStream in) throws IOException {
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
