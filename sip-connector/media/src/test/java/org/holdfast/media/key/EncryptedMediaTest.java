package org.holdfast.media.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncryptedMediaTest {
    private static final int CHUNK = EncryptedMedia.CHUNK_BYTES;

    @TempDir
    Path temp;

    private final SecretKey key = KeyWrapping.fresh();
    private final List<Long> asked = new ArrayList<>();

    private record Case(byte[] plain, EncryptedMedia media, byte[] stored) {}

    private Case encrypted(int bytes) throws Exception {
        byte[] plain = new byte[bytes];
        new Random(bytes).nextBytes(plain);
        Path file = Files.write(temp.resolve("plain"), plain);
        Path to = temp.resolve("stored");
        EncryptedMedia media = EncryptedMedia.of(key, bytes, sha256(plain));
        String written = media.encrypt(file, to);
        byte[] stored = Files.readAllBytes(to);
        assertThat(sha256(stored)).isEqualTo(written);
        assertThat((long) stored.length).isEqualTo(media.storedBytes());
        return new Case(plain, media, stored);
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private EncryptedMedia.Stored in(byte[] stored) {
        return (from, length) -> {
            asked.add(length);
            return new ByteArrayInputStream(stored, (int) from, (int) length);
        };
    }

    private byte[] read(EncryptedMedia media, byte[] stored, long from, long length) throws IOException {
        try (InputStream in = media.open(in(stored), from, length)) {
            return in.readAllBytes();
        }
    }

    @Test
    void givesBackAnyRangeOfAnyLength() throws Exception {
        for (int bytes : new int[] {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK + 17}) {
            Case one = encrypted(bytes);
            for (int from : new int[] {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, bytes - 1, bytes}) {
                for (int length : new int[] {0, 1, 2, CHUNK, CHUNK + 1, bytes, 10 * CHUNK}) {
                    if (from >= 0 && from <= bytes) {
                        assertThat(read(one.media(), one.stored(), from, length))
                                .as("%d of %d from %d", length, bytes, from)
                                .isEqualTo(Arrays.copyOfRange(one.plain(), from, Math.min(bytes, from + length)));
                    }
                }
            }
        }
    }

    @Test
    void readsNoMoreThanTheChunksARangeLiesIn() throws Exception {
        Case one = encrypted(10 * CHUNK);
        asked.clear();
        read(one.media(), one.stored(), 5L * CHUNK + 10, 100);
        read(one.media(), one.stored(), 5L * CHUNK - 1, 2);
        assertThat(asked).containsExactly((long) CHUNK + 16, 2L * (CHUNK + 16));
    }

    @Test
    void isTheSameEachTimeAndNothingOfItIsInClear() throws Exception {
        Case one = encrypted(100_000);
        assertThat(encrypted(100_000).stored()).isEqualTo(one.stored());
        for (int at = 0; at < one.plain().length - 16; at += 1000) {
            String piece = HexFormat.of().formatHex(one.plain(), at, at + 16);
            assertThat(HexFormat.of().formatHex(one.stored())).doesNotContain(piece);
        }
        assertThat(new String(one.stored(), 0, 8, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("HOLDENC1");
    }

    @Test
    void showsNothingThatWasAlteredMovedOrCutOff() throws Exception {
        Case one = encrypted(3 * CHUNK);
        byte[] flipped = one.stored().clone();
        flipped[64 + CHUNK + 16 + 5] ^= 1;
        assertThat(read(one.media(), flipped, 0, 10)).hasSize(10);
        assertThatThrownBy(() -> read(one.media(), flipped, CHUNK, 1)).hasMessageContaining("altered");
        byte[] moved = one.stored().clone();
        System.arraycopy(one.stored(), 64, moved, 64 + CHUNK + 16, CHUNK + 16);
        assertThatThrownBy(() -> read(one.media(), moved, CHUNK, 1)).hasMessageContaining("altered");
        EncryptedMedia.Stored cut = (from, length) -> new ByteArrayInputStream(one.stored(), 64, CHUNK);
        assertThatThrownBy(() -> one.media().open(cut, 0, 10).readAllBytes()).hasMessageContaining("cut off");
        EncryptedMedia shorter = EncryptedMedia.of(key, 2L * CHUNK, sha256(one.plain()));
        assertThatThrownBy(() -> read(shorter, one.stored(), 0, 1)).hasMessageContaining("altered");
    }

    @Test
    void isNothingWithoutItsKey() throws Exception {
        Case one = encrypted(1000);
        EncryptedMedia other = EncryptedMedia.of(KeyWrapping.fresh(), 1000, sha256(one.plain()));
        assertThatThrownBy(() -> read(other, one.stored(), 0, 1)).isInstanceOf(IOException.class);
    }

    @Test
    void refusesAFileThatIsNotTheOneItShouldBe() throws Exception {
        Path file = Files.write(temp.resolve("plain"), new byte[100]);
        Path to = temp.resolve("stored");
        for (int bytes : new int[] {99, 101}) {
            EncryptedMedia media = EncryptedMedia.of(key, bytes, sha256(new byte[bytes]));
            if (bytes > 100) {
                assertThatThrownBy(() -> media.encrypt(file, to)).hasMessageContaining("shorter");
            }
        }
        EncryptedMedia wrong = EncryptedMedia.of(key, 100, sha256(new byte[] {1}));
        assertThatThrownBy(() -> wrong.encrypt(file, to)).hasMessageContaining("read back");
        assertThat(to).doesNotExist();
    }
}
