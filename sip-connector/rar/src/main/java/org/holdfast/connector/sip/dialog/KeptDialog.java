package org.holdfast.connector.sip.dialog;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * A dialog with all that a restart needs to go on with it. Immutable.
 *
 * @param opening what tells the INVITE that opened it from another
 * @param timer the session timer that runs, if one does
 * @param unacknowledged our 200 to an INVITE as it went out, empty once its ACK is here
 */
public record KeptDialog(Dialog dialog, Opening opening, Optional<RunningTimer> timer, String unacknowledged) {
    private static final int VERSION = 2;

    /** CSeq number and branch of the INVITE that opened the dialog. */
    public record Opening(long cseq, String branch) {}

    /** A session timer and when it was last set. */
    public record RunningTimer(SessionTimer timer, Instant since) {}

    /** As it is kept in the journal. */
    public byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            dialog.write(out);
            out.writeLong(opening.cseq());
            out.writeUTF(opening.branch());
            out.writeBoolean(timer.isPresent());
            if (timer.isPresent()) {
                out.writeInt(timer.get().timer().seconds());
                out.writeBoolean(timer.get().timer().weRefresh());
                out.writeLong(timer.get().since().toEpochMilli());
            }
            byte[] answer = unacknowledged.getBytes(StandardCharsets.UTF_8);
            out.writeInt(answer.length);
            out.write(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what {@link #toBytes} wrote, or what the release before it kept: the dialog alone.
     *
     * @throws IOException when it is something else
     */
    public static KeptDialog of(byte[] kept) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(kept))) {
            int version = in.readByte();
            if (version < 1 || version > VERSION) {
                throw new IOException("dialog of an unknown version");
            }
            Dialog dialog = Dialog.read(in);
            if (version == 1) {
                return new KeptDialog(dialog, new Opening(dialog.remoteCSeq(), ""), Optional.empty(), "");
            }
            Opening opening = new Opening(in.readLong(), in.readUTF());
            Optional<RunningTimer> timer = in.readBoolean()
                    ? Optional.of(new RunningTimer(
                            new SessionTimer(in.readInt(), in.readBoolean()), Instant.ofEpochMilli(in.readLong())))
                    : Optional.empty();
            byte[] answer = in.readNBytes(in.readInt());
            return new KeptDialog(dialog, opening, timer, new String(answer, StandardCharsets.UTF_8));
        }
    }
}
