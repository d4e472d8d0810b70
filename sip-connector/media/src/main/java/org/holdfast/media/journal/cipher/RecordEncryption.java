package org.holdfast.media.journal.cipher;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.holdfast.media.key.DataKey;

/**
 * Encrypts the records one opening of a journal appends, each by AES-256-GCM with its position as the nonce: a position is
 * used once and never again under this key, which lives no longer than the opening. Buffers are reused; what is allocated a
 * record is the JDK's. Not thread-safe; the journal's lock guards it.
 *
 * <pre>
 * payload of an encrypted record          payload of a key record, type 65, in clear
 *   +0  generation                u32       +0  generation           u32
 *   +4  payload, encrypted                  +4  length of the key id u16
 *       tag                       16 bytes  +6  key id, ASCII
 *                                               the wrapped data key
 * </pre>
 */
public final class RecordEncryption {
    /** By how much encryption lengthens a payload. */
    public static final int OVERHEAD = 20;

    static final String ALGORITHM = "AES/GCM/NoPadding";
    static final int TAG_BITS = 128;
    static final int GENERATION_BYTES = 4;

    /** The key is told at the beginning, soon again, on another page, and then now and again: damage must not cost it. */
    private static final long[] EARLY = {512, 4096};

    private static final long EVERY = 1 << 16;

    private static final int WARM_UP_RECORDS = 50_000;
    private static final int WARM_UP_BYTES = 960;
    private static final long WARM_UP_LIMIT_NANOS = 2_000_000_000L;

    private final int generation;
    private final DataKey key;
    private final Cipher cipher = cipher();
    private final byte[] nonce = new byte[12];
    private final byte[] described = new byte[8];
    private byte[] plain = new byte[4096];
    private MemorySegment plainMemory = MemorySegment.ofArray(plain);
    private byte[] sealed = new byte[4096 + OVERHEAD];
    private long lastSealed = -1;
    private long begun = -1;
    private long keyDue;

    RecordEncryption(int generation, DataKey key) {
        this.generation = generation;
        this.key = key;
    }

    static Cipher cipher() {
        try {
            return Cipher.getInstance(ALGORITHM);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    /** Whether a key record belongs before the record at that position. */
    public boolean keyIsDue(long position) {
        return position >= keyDue;
    }

    /** A key record was put there. */
    public void keyIsAt(long position) {
        begun = begun < 0 ? position : begun;
        long inside = position - begun;
        long next = (inside / EVERY + 1) * EVERY;
        for (int i = EARLY.length - 1; i >= 0; i--) {
            next = inside < EARLY[i] ? EARLY[i] : next;
        }
        keyDue = begun + next;
    }

    /** Payload of a key record. */
    public byte[] keyRecord() {
        return KeyRecord.bytes(generation, key.wrapped());
    }

    /** Zeros for a payload of that length, to be written into before {@link #seal}; valid until then. */
    public MemorySegment plain(int length) {
        if (plain.length < length) {
            plain = new byte[Math.max(2 * plain.length, length)];
            plainMemory = MemorySegment.ofArray(plain);
            sealed = new byte[plain.length + OVERHEAD];
        }
        Arrays.fill(plain, 0, length, (byte) 0);
        return plainMemory;
    }

    /**
     * Encrypts what was written into {@link #plain}.
     *
     * @param position where the record goes
     * @param description bytes 8 to 15 of the record, which are authenticated with it
     * @return {@code length} and {@link #OVERHEAD} bytes; valid until the next call
     */
    public byte[] seal(long position, long description, int length) {
        if (position <= lastSealed) {
            throw new IllegalStateException("position " + position + " would be encrypted twice under one key");
        }
        lastSealed = position;
        nonce(nonce, position);
        little(described).putLong(description);
        try {
            cipher.init(Cipher.ENCRYPT_MODE, key.secret(), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(described);
            cipher.doFinal(plain, 0, length, sealed, GENERATION_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a record cannot be encrypted", e);
        }
        little(sealed).putInt(generation);
        return sealed;
    }

    /** Interpreted, AES-GCM costs a hundred times what it costs compiled. For a key that encrypts nothing. */
    void warmUp() {
        long until = System.nanoTime() + WARM_UP_LIMIT_NANOS;
        for (int i = 0; i < WARM_UP_RECORDS && System.nanoTime() - until < 0; i++) {
            plain(WARM_UP_BYTES);
            seal(i, i, WARM_UP_BYTES);
        }
    }

    static void nonce(byte[] nonce, long position) {
        little(nonce).putInt(0).putLong(position);
    }

    static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
