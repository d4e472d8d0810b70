package org.holdfast.media.key;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * A media file encrypted so that any range of it can be read by itself. Immutable, thread-safe; the same file and data key
 * give the same bytes, so that a repeat finds what an earlier try has made.
 *
 * <pre>
 * header  +0   "HOLDENC1"
 *         +8   bytes of a chunk in clear         u32, big-endian as all of it
 *         +12  zero                              u32
 *         +16  bytes of the file in clear        i64
 *         +24  SHA-256 of the file in clear      32 bytes
 *         +56  zero                              8 bytes
 * chunks  +64  64 KiB, encrypted, and a tag of 16 bytes; the last one shorter
 * </pre>
 *
 * The key of a file is made from the data key and the digest of what is in it (HKDF-SHA-256), so that no two files share one;
 * a chunk's nonce is its number (AES-256-GCM), and the header is authenticated with each: nothing can be left out, moved,
 * cut off, or taken from another file.
 */
public final class EncryptedMedia {
    static final int HEADER_BYTES = 64;
    static final int CHUNK_BYTES = 1 << 16;
    static final int TAG_BYTES = 16;
    private static final int STORED_CHUNK_BYTES = CHUNK_BYTES + TAG_BYTES;
    private static final byte[] MAGIC = "HOLDENC1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PURPOSE = "holdfast media file".getBytes(StandardCharsets.US_ASCII);

    private final SecretKey fileKey;
    private final long plainBytes;
    private final String plainSha256;
    private final byte[] header;

    private EncryptedMedia(SecretKey fileKey, long plainBytes, String plainSha256) {
        this.fileKey = fileKey;
        this.plainBytes = plainBytes;
        this.plainSha256 = plainSha256;
        header = ByteBuffer.allocate(HEADER_BYTES)
                .put(MAGIC)
                .putInt(CHUNK_BYTES)
                .putInt(0)
                .putLong(plainBytes)
                .put(HexFormat.of().parseHex(plainSha256))
                .array();
    }

    /** Encrypted bytes, wherever they lie. */
    @FunctionalInterface
    public interface Stored {
        /** Opens {@code length} bytes from {@code offset}; the caller closes. */
        InputStream open(long offset, long length) throws IOException;
    }

    /**
     * A file of that length and digest, under that recording's key.
     *
     * @param plainSha256 lower-case hexadecimal
     */
    public static EncryptedMedia of(SecretKey dataKey, long plainBytes, String plainSha256) {
        try {
            SecretKey fileKey = KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            KeyWrapping.AES,
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(dataKey)
                                    .addSalt(HexFormat.of().parseHex(plainSha256))
                                    .thenExpand(PURPOSE, KeyWrapping.KEY_BYTES));
            return new EncryptedMedia(fileKey, plainBytes, plainSha256);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every Java of this release has it
        }
    }

    private static long chunks(long plainBytes) {
        return (plainBytes + CHUNK_BYTES - 1) / CHUNK_BYTES;
    }

    /** Length of the encrypted file. */
    public long storedBytes() {
        return HEADER_BYTES + plainBytes + chunks(plainBytes) * TAG_BYTES;
    }

    /**
     * Writes the encrypted file, forced, and reads it back.
     *
     * @return SHA-256 of what was written
     * @throws IOException when it cannot be written, or the file in clear is not the one it should be
     */
    public String encrypt(Path plain, Path to) throws IOException {
        Path unfinished = to.resolveSibling(to.getFileName() + ".unfinished");
        String written;
        try (InputStream in = Files.newInputStream(plain);
                FileChannel channel = FileChannel.open(
                        unfinished,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                DigestOutputStream out = new DigestOutputStream(Channels.newOutputStream(channel), sha256())) {
            write(in, out);
            channel.force(true);
            written = HexFormat.of().formatHex(out.getMessageDigest().digest());
        }
        requireReadable(unfinished);
        Files.move(unfinished, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return written;
    }

    private void write(InputStream in, OutputStream out) throws IOException {
        out.write(header);
        long left = plainBytes;
        for (long number = 0; left > 0; number++) {
            byte[] chunk = in.readNBytes((int) Math.min(CHUNK_BYTES, left));
            if (chunk.length == 0) {
                throw new IOException("the file in clear is shorter than it was");
            }
            out.write(transformed(Cipher.ENCRYPT_MODE, number, chunk));
            left -= chunk.length;
        }
    }

    /** What cannot be read back as what it was is not written: the clear file is deleted afterwards. */
    private void requireReadable(Path file) throws IOException {
        MessageDigest digest = sha256();
        Stored stored = (from, length) -> {
            InputStream in = Files.newInputStream(file);
            in.skipNBytes(from);
            return in;
        };
        try (InputStream in = open(stored, 0, plainBytes);
                DigestOutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            in.transferTo(out);
        }
        String found = HexFormat.of().formatHex(digest.digest());
        if (!found.equals(plainSha256)) {
            throw new IOException(
                    "%s was read back with digest %s in clear, meant was %s".formatted(file, found, plainSha256));
        }
    }

    /**
     * A range of the file in clear; reads no more of what is stored than the chunks it lies in, in one go.
     *
     * @throws IOException when the stored bytes cannot be had; reading throws it when they were altered
     */
    public InputStream open(Stored stored, long from, long length) throws IOException {
        long wanted = Math.min(length, plainBytes - from);
        if (wanted <= 0) {
            return InputStream.nullInputStream();
        }
        long first = from / CHUNK_BYTES;
        long last = (from + wanted - 1) / CHUNK_BYTES;
        long begin = HEADER_BYTES + first * STORED_CHUNK_BYTES;
        long end = Math.min(storedBytes(), HEADER_BYTES + (last + 1) * STORED_CHUNK_BYTES);
        InputStream chunks = stored.open(begin, end - begin);
        ClearChunks clear = new ClearChunks(chunks, first, wanted);
        clear.leaveOut((int) (from - first * CHUNK_BYTES));
        return clear;
    }

    private byte[] transformed(int mode, long number, byte[] chunk) throws IOException {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            byte[] nonce = ByteBuffer.allocate(12).putInt(0).putLong(number).array();
            cipher.init(mode, fileKey, new GCMParameterSpec(TAG_BYTES * 8, nonce));
            cipher.updateAAD(header);
            return cipher.doFinal(chunk);
        } catch (AEADBadTagException altered) {
            throw new IOException("the encrypted media was altered, or its key is another one", altered);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    private int storedLength(long number) {
        return (int) Math.min(CHUNK_BYTES, plainBytes - number * CHUNK_BYTES) + TAG_BYTES;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    /** Chunk by chunk in clear, none shown before its tag was checked. One thread. */
    private final class ClearChunks extends InputStream {
        private final InputStream stored;
        private long number;
        private long left;
        private byte[] clear = {};
        private int position;
        private int leaveOut;

        ClearChunks(InputStream stored, long number, long wanted) {
            this.stored = stored;
            this.number = number;
            this.left = wanted;
        }

        void leaveOut(int bytes) {
            leaveOut = bytes;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) == 1 ? one[0] & 0xff : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (left <= 0) {
                return -1;
            }
            if (position == clear.length) {
                next();
            }
            int count = (int) Math.min(Math.min(length, left), clear.length - (long) position);
            System.arraycopy(clear, position, into, offset, count);
            position += count;
            left -= count;
            return count;
        }

        private void next() throws IOException {
            int wanted = storedLength(number);
            byte[] chunk = stored.readNBytes(wanted);
            if (chunk.length < wanted) {
                throw new IOException("the encrypted media is cut off");
            }
            clear = transformed(Cipher.DECRYPT_MODE, number, chunk);
            position = leaveOut;
            leaveOut = 0;
            number++;
        }

        @Override
        public void close() throws IOException {
            stored.close();
        }
    }
}
