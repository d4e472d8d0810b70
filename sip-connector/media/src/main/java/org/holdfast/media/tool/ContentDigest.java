package org.holdfast.media.tool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.holdfast.media.journal.JournalEntry;
import org.holdfast.media.journal.JournalReader;
import org.holdfast.media.journal.JournalVisitor;
import org.holdfast.media.journal.cipher.JournalKeys;

/** Digest of what a journal says, whatever key it is encrypted by. One thread. */
final class ContentDigest implements JournalVisitor {
    private final MessageDigest digest;
    private final ByteBuffer numbers = ByteBuffer.allocate(17);

    private ContentDigest() throws NoSuchAlgorithmException {
        digest = MessageDigest.getInstance("SHA-256");
    }

    static byte[] of(Path journal, JournalKeys keys) throws IOException {
        try {
            ContentDigest content = new ContentDigest();
            JournalReader.read(journal, keys, content).requireShown(journal);
            return content.digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    @Override
    public void entry(JournalEntry entry) {
        digest.update(Inspection.described(entry).getBytes(StandardCharsets.UTF_8));
        switch (entry) {
            case JournalEntry.DialogKept kept -> digest.update(kept.state());
            case JournalEntry.BodyKept kept -> digest.update(kept.body());
            case JournalEntry.AnswerKept kept -> digest.update(kept.sdp());
            default -> {
                // described in full
            }
        }
    }

    @Override
    public void datagram(int stream, boolean control, long arrivalNanos, ByteBuffer datagram) {
        numbers.clear().putInt(stream).put((byte) (control ? 1 : 0)).putLong(arrivalNanos);
        digest.update(numbers.putInt(datagram.remaining()).flip());
        digest.update(datagram);
    }
}
