package org.holdfast.media.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.holdfast.media.journal.cipher.JournalKeys;
import org.holdfast.media.journal.cipher.RecordDecryption;
import org.holdfast.media.key.KeyUnavailable;
import org.jspecify.annotations.Nullable;

/**
 * Reads a journal front to back, also one that is damaged or still being written. Damage is stepped over: reading goes on at
 * the next whole record. One instance a file, one thread.
 */
public final class JournalReader {
    private final RecordScanner scanner;
    private final JournalVisitor visitor;
    private final List<String> damage = new ArrayList<>();
    private String withheld = "";
    private final RecordDecryption decryption;
    private final Set<Integer> lostKeys = new HashSet<>();
    private boolean ended;
    private boolean encrypted;
    private int generation;
    private long records;

    private JournalReader(RecordScanner scanner, JournalKeys keys, JournalVisitor visitor) {
        this.scanner = scanner;
        this.decryption = new RecordDecryption(keys);
        this.visitor = visitor;
    }

    /** Shows what of a journal in clear is whole; an encrypted one is withheld. */
    public static ReadResult read(Path file, JournalVisitor visitor) throws IOException {
        return read(file, JournalKeys.NONE, visitor);
    }

    /**
     * Shows the visitor every record that is whole; damage is stepped over and reported, never thrown. Record types of a
     * newer release are left out; a file whose format is newer is withheld as a whole, and so is one from where on its key
     * cannot be had.
     *
     * @throws IOException when the file cannot be read at all
     */
    public static ReadResult read(Path file, JournalKeys keys, JournalVisitor visitor) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return new JournalReader(new RecordScanner(channel), keys, visitor)
                    .read(JournalDirectory.recordingSessionId(file));
        }
    }

    private ReadResult read(@Nullable UUID named) throws IOException {
        long position = header(named);
        records = position;
        long valid = 0;
        while (withheld.isEmpty() && position >= 0 && position < scanner.size()) {
            int length = scanner.recordAt(position);
            if (length > 0) {
                showOrWithhold(position, length);
                position += RecordFormat.aligned(length);
                valid = Math.min(position, scanner.size());
            } else {
                position = afterDamage(position);
            }
        }
        return new ReadResult(ended, valid, damage, withheld, generation);
    }

    /** Where records begin. A damaged header costs nothing but itself: the file's name holds the same id. */
    private long header(@Nullable UUID named) throws IOException {
        ByteBuffer header = scanner.bytes(0, RecordFormat.FILE_HEADER_BYTES);
        if (header.remaining() < RecordFormat.FILE_HEADER_BYTES) {
            damage.add("the file has %d bytes, less than a header".formatted(header.remaining()));
            return -1;
        }
        byte[] magic = new byte[RecordFormat.MAGIC.length];
        header.get(0, magic);
        UUID written = new UUID(header.getLong(24), header.getLong(32));
        CRC32C crc = new CRC32C();
        crc.update(header.slice(0, RecordFormat.FILE_CRC_OFFSET));
        boolean whole = Arrays.equals(magic, RecordFormat.MAGIC)
                && (int) crc.getValue() == header.getInt(RecordFormat.FILE_CRC_OFFSET);
        if (!whole) {
            damage.add("the file header is damaged");
        }
        int version = header.getShort(8) & 0xffff;
        if (whole && version > RecordFormat.VERSION_ENCRYPTED) {
            withheld = "format version %d is of a newer release, this one reads up to %d"
                    .formatted(version, RecordFormat.VERSION_ENCRYPTED);
            return -1;
        }
        encrypted = whole && version == RecordFormat.VERSION_ENCRYPTED;
        UUID session = whole || named == null ? written : named;
        scanner.salt(RecordFormat.salt(session));
        decryption.of(session);
        return whole ? header.getShort(10) & 0xffff : RecordFormat.FILE_HEADER_BYTES;
    }

    private void showOrWithhold(long position, int length) throws IOException {
        try {
            show(position, length);
        } catch (KeyUnavailable e) {
            withheld = String.valueOf(e.getMessage());
        }
    }

    private void show(long position, int length) throws IOException {
        ByteBuffer record = scanner.bytes(position, length);
        int type = record.get(12) & 0xff;
        boolean isEncrypted = record.get(13) == 1;
        int stream = record.getShort(14) & 0xffff;
        long description = record.getLong(8);
        ByteBuffer payload = record.slice(RecordFormat.RECORD_HEADER_BYTES, length - RecordFormat.RECORD_HEADER_BYTES)
                .order(RecordFormat.ORDER);
        if (type == RecordFormat.KEY) {
            learn(position, payload);
        } else if (isEncrypted) {
            decrypted(position, description, payload)
                    .ifPresent(clear -> show(position, type, stream, clear.order(RecordFormat.ORDER)));
        } else if (encrypted) {
            damage.add("the record at %d is in clear where all are encrypted".formatted(position));
        } else {
            show(position, type, stream, payload);
        }
    }

    private void show(long position, int type, int stream, ByteBuffer payload) {
        if (type == RecordFormat.MEDIA) {
            showDatagrams(position, stream, payload);
        } else {
            showEntry(position, type, payload);
        }
    }

    private void learn(long position, ByteBuffer payload) {
        encrypted = true;
        if (decryption.learn(payload)) {
            generation = Math.max(generation, payload.getInt(0));
        } else {
            damage.add("the key record at %d does not make sense".formatted(position));
        }
    }

    /** None when it was altered, or no record of its key is left in the whole file. */
    private Optional<ByteBuffer> decrypted(long position, long description, ByteBuffer payload) throws IOException {
        encrypted = true;
        int of = RecordDecryption.generation(payload);
        generation = Math.max(generation, of);
        Optional<ByteBuffer> clear = Optional.empty();
        if (decryption.knows(of) || foundKey(of)) {
            // looking for the key has moved the scanner on
            ByteBuffer again = scanner.bytes(position + RecordFormat.RECORD_HEADER_BYTES, payload.capacity());
            clear = decryption.open(position, description, again);
            if (clear.isEmpty()) {
                damage.add("the encrypted record at %d was altered".formatted(position));
            }
        } else if (lostKeys.add(of)) {
            damage.add("from %d on records are encrypted by a key whose records are lost".formatted(position));
        }
        ended = ended && clear.isPresent();
        return clear;
    }

    /** A key is told several times: what is left of its records lies further on where the first is damaged. */
    private boolean foundKey(int wanted) throws IOException {
        long at = lostKeys.contains(wanted) ? -1 : records;
        while (at >= 0 && !decryption.knows(wanted)) {
            int length = scanner.recordAt(at);
            if (length > 0 && scanner.bytes(at, length).get(12) == RecordFormat.KEY) {
                decryption.learn(scanner.bytes(
                        at + RecordFormat.RECORD_HEADER_BYTES, length - RecordFormat.RECORD_HEADER_BYTES));
            }
            at = length > 0 ? at + RecordFormat.aligned(length) : scanner.nextRecordAfter(at);
        }
        return decryption.knows(wanted);
    }

    private void showEntry(long position, int type, ByteBuffer payload) {
        try {
            JournalEntry entry = EntryCodec.entry(type, payload);
            if (entry != null) {
                ended = entry instanceof JournalEntry.SessionEnded;
                visitor.entry(entry);
            }
        } catch (EntryCodec.MalformedEntry e) {
            damage.add("the entry of type %d at %d does not make sense".formatted(type, position));
        }
    }

    private void showDatagrams(long position, int stream, ByteBuffer payload) {
        ended = false;
        while (payload.remaining() >= RecordFormat.DATAGRAM_HEADER_BYTES) {
            long arrival = payload.getLong();
            int flagged = payload.getInt();
            int length = flagged & ~RecordFormat.CONTROL_BIT;
            if (length > payload.remaining()) {
                damage.add("the media record at %d does not make sense".formatted(position));
                return;
            }
            ByteBuffer datagram =
                    payload.slice(payload.position(), length).asReadOnlyBuffer().order(ByteOrder.BIG_ENDIAN);
            visitor.datagram(stream, (flagged & RecordFormat.CONTROL_BIT) != 0, arrival, datagram);
            long next = RecordFormat.aligned((long) payload.position() + length);
            payload.position((int) Math.min(payload.limit(), next));
        }
    }

    /** Reports what is not a record; the place to go on from, or -1. */
    private long afterDamage(long position) throws IOException {
        long next = scanner.nextRecordAfter(position);
        if (next >= 0) {
            damage.add("%d bytes at %d are damaged".formatted(next - position, position));
        } else if (!scanner.onlyZerosFrom(position)) {
            damage.add("the tail is torn: %d bytes at %d are no record".formatted(scanner.size() - position, position));
        }
        return next;
    }

    /**
     * What reading found.
     *
     * @param sealed the last record is the end of the session
     * @param validBytes end of the last whole record; 0 when there is none
     * @param damage one sentence for each damaged stretch, in file order
     * @param withheld why nothing could be shown of a file that may be whole; empty when all was shown. Such a file must
     *     neither be cut nor taken for empty
     * @param generation of the newest data key its records are encrypted by; 0 when they are in clear
     */
    public record ReadResult(boolean sealed, long validBytes, List<String> damage, String withheld, int generation) {
        public ReadResult {
            damage = List.copyOf(damage);
        }

        /** Throws what is withheld, for readers that need all of it. */
        public void requireShown(Path file) throws IOException {
            if (!withheld.isEmpty()) {
                throw new IOException("journal " + file.getFileName() + " cannot be read here: " + withheld);
            }
        }
    }

    /** Follows a journal that is being written, from the front on; the writer does not notice. */
    public static Tail follow(Path file, JournalKeys keys, JournalVisitor visitor) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            return new Tail(file, channel, keys, visitor);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * A journal that grows, written perhaps by another process. Goes on when the file is moved. One thread.
     */
    public static final class Tail implements AutoCloseable {
        private final FileChannel channel;
        private final JournalReader reader;
        private long position;

        private Tail(Path file, FileChannel channel, JournalKeys keys, JournalVisitor visitor) throws IOException {
            this.channel = channel;
            reader = new JournalReader(new RecordScanner(channel), keys, visitor);
            position = reader.header(JournalDirectory.recordingSessionId(file));
            reader.records = position;
            if (position < 0) {
                throw new IOException("journal " + file.getFileName() + " cannot be followed: its header is not whole");
            }
        }

        /**
         * Shows every record that became whole since the last look; the first look shows all there are.
         *
         * @throws KeyUnavailable when the journal is encrypted and its key cannot be had
         */
        public void look() throws IOException {
            reader.scanner.refresh();
            int length = reader.scanner.recordAt(position);
            while (length > 0) {
                reader.show(position, length);
                position += RecordFormat.aligned(length);
                length = reader.scanner.recordAt(position);
            }
        }

        /** Whether the last record shown is the end of the session. */
        public boolean ended() {
            return reader.ended;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
