package org.holdfast.media.journal.cipher;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.holdfast.media.key.WrappedKey;

/** Which data key the records of a generation are encrypted by. Immutable. */
record KeyRecord(int generation, WrappedKey wrapped) {

    static byte[] bytes(int generation, WrappedKey wrapped) {
        byte[] id = wrapped.keyId().getBytes(StandardCharsets.US_ASCII);
        ByteBuffer bytes =
                ByteBuffer.allocate(6 + id.length + wrapped.bytes().length).order(ByteOrder.LITTLE_ENDIAN);
        return bytes.putInt(generation)
                .putShort((short) id.length)
                .put(id)
                .put(wrapped.bytes())
                .array();
    }

    /** None when it makes no sense. */
    static Optional<KeyRecord> of(ByteBuffer payload) {
        ByteBuffer from = payload.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        try {
            int generation = from.getInt();
            byte[] id = new byte[from.getShort() & 0xffff];
            from.get(id);
            byte[] wrapped = new byte[from.remaining()];
            from.get(wrapped);
            return Optional.of(
                    new KeyRecord(generation, new WrappedKey(new String(id, StandardCharsets.US_ASCII), wrapped)));
        } catch (BufferUnderflowException | IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }
}
