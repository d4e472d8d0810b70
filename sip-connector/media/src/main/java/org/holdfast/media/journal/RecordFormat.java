package org.holdfast.media.journal;

import java.nio.ByteOrder;
import java.util.UUID;
import org.holdfast.media.journal.cipher.RecordEncryption;

/**
 * The bytes of a journal. All numbers are little-endian; every record begins at a multiple of 8.
 *
 * <pre>
 * file     +0   "HOLDFAST"                       8 bytes
 * header   +8   format version: 1, or 2 when encrypted  u16
 *          +10  header bytes (64): where records begin  u16
 *          +12  zero                             u32
 *          +16  created, nanoseconds since 1970 UTC     i64
 *          +24  Recording Session id             two i64, most significant half first
 *          +40  zero                             20 bytes
 *          +60  CRC-32C of bytes 0..59           u32
 *
 * record   +0   length of header and payload; 0: nothing written here yet  u32
 *          +4   CRC-32C of bytes 8..length-1     u32
 *          +8   mark: Recording Session id mixed with the record's position in the file  u32
 *          +12  type                             u8     unknown types are stepped over
 *          +13  1: the payload is encrypted, else 0     u8
 *          +14  stream (m-line number); 0 for facts     u16
 *          +16  payload, then zeros up to a multiple of 8
 *
 * payload of type 64, media: datagrams of one stream one after the other, each beginning at a multiple of 8
 *          +0   arrival, nanoseconds since 1970 UTC     i64
 *          +8   length; top bit set for RTCP     u32
 *          +12  the datagram, then zeros up to a multiple of 8
 *
 * payload of types 1..63, facts: see {@link EntryCodec}
 * payload of type 65, key, and of encrypted records: see {@link RecordEncryption}
 * </pre>
 *
 * The length is stored last and released: a process that dies at any instant leaves whole records, then zeros. The mark
 * makes a record valid in its own file and place only, so that neither an old block nor a datagram that imitates a record
 * is taken for one when a reader looks for the next whole record after damage.
 */
final class RecordFormat {
    static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
    static final byte[] MAGIC = {'H', 'O', 'L', 'D', 'F', 'A', 'S', 'T'};
    /** Of a journal in clear; an older release reads it whatever is added. */
    static final int VERSION_CLEAR = 1;

    /** Of one whose records are encrypted, all but those that tell its keys. */
    static final int VERSION_ENCRYPTED = 2;

    static final int FILE_HEADER_BYTES = 64;
    static final int FILE_CRC_OFFSET = 60;

    static final int RECORD_HEADER_BYTES = 16;
    static final int CHECKED_FROM = 8;
    static final int MAX_RECORD_BYTES = 16 << 20;

    static final int MEDIA = 64;
    static final int KEY = 65;
    static final int ENCRYPTED_BIT = 1 << 8;
    static final int DATAGRAM_HEADER_BYTES = 12;
    static final int CONTROL_BIT = 1 << 31;

    private RecordFormat() {}

    static long aligned(long bytes) {
        return (bytes + 7) & -8L;
    }

    /** What the marks of one journal are made from. */
    static long salt(UUID recordingSessionId) {
        return recordingSessionId.getMostSignificantBits() * 31 + recordingSessionId.getLeastSignificantBits();
    }

    static int mark(long salt, long position) {
        long mixed = (salt ^ position) * 0x9E37_79B9_7F4A_7C15L;
        mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8_FEB8_6659_FD93L;
        return (int) (mixed >>> 32);
    }

    /** Bytes 8 to 15 of a record, little-endian. */
    static long description(int mark, int typeAndFlags, int stream) {
        return (mark & 0xffff_ffffL) | (long) typeAndFlags << 32 | (long) stream << 48;
    }
}
