package org.holdfast.storage.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.holdfast.recording.row.Sha256;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every object store must do; each implementation's test implements this interface. */
public interface ObjectStoreContract {
    ObjectStore store();

    /** A directory for files to put. */
    Path files();

    @Test
    default void givesBackWhatWasPut() throws IOException {
        assertThat(store().putIfAbsent(upload("a/b/one.txt", "0123456789"))).isEqualTo(ObjectStore.Put.WRITTEN);
        assertThat(read("a/b/one.txt", 0, 10)).isEqualTo("0123456789");
        assertThat(store().head("a/b/one.txt")).contains(new StoredObject("a/b/one.txt", 10));
    }

    @Test
    default void givesAnyRange() throws IOException {
        store().putIfAbsent(upload("range", "0123456789"));
        assertThat(read("range", 3, 4)).isEqualTo("3456");
        assertThat(read("range", 9, 1)).isEqualTo("9");
        assertThat(read("range", 5, 0)).isEmpty();
    }

    @Test
    default void neverOverwrites() throws IOException {
        store().putIfAbsent(upload("kept", "first"));
        assertThat(store().putIfAbsent(upload("kept", "second"))).isEqualTo(ObjectStore.Put.ALREADY_THERE);
        assertThat(store().putIfAbsent(upload("kept", "first"))).isEqualTo(ObjectStore.Put.ALREADY_THERE);
        assertThat(read("kept", 0, 5)).isEqualTo("first");
    }

    @Test
    default void ofManyAtOnceOneWrites() {
        ConcurrentLinkedQueue<ObjectStore.Put> outcomes = new ConcurrentLinkedQueue<>();
        IntStream.range(0, 8).parallel().forEach(i -> {
            try {
                outcomes.add(store().putIfAbsent(upload("contended", "content " + i)));
            } catch (ObjectStoreFailed conflict) {
                assertThat(conflict.fault()).isEqualTo(StoreFault.CONFLICT);
            }
        });
        assertThat(outcomes).containsOnlyOnce(ObjectStore.Put.WRITTEN);
    }

    @Test
    default void keepsAFileThatIsSentInParts() throws IOException {
        byte[] bytes = new byte[(5 << 20) * 2 + 12_345];
        new Random(1).nextBytes(bytes);
        ObjectUpload upload = upload("long", bytes);
        assertThat(store().putIfAbsent(upload)).isEqualTo(ObjectStore.Put.WRITTEN);
        try (InputStream in = store().open("long", 0, bytes.length)) {
            assertThat(in.readAllBytes()).isEqualTo(bytes);
        }
        assertThat(store().putIfAbsent(upload)).isEqualTo(ObjectStore.Put.ALREADY_THERE);
    }

    @Test
    default void refusesAFileThatIsNotWhatItsDigestSays() throws IOException {
        ObjectUpload good = upload("damaged", "as it was");
        Files.writeString(good.file(), "as it is!");
        assertThatThrownBy(() -> store().putIfAbsent(good))
                .isInstanceOfSatisfying(
                        ObjectStoreFailed.class,
                        failed -> assertThat(failed.fault()).isEqualTo(StoreFault.CHECKSUM));
        assertThat(store().head("damaged")).isEmpty();
    }

    @Test
    default void saysWhatIsMissing() throws IOException {
        assertThat(store().head("nothing")).isEmpty();
        assertThatThrownBy(() -> store().open("nothing", 0, 1).close())
                .isInstanceOfSatisfying(
                        ObjectStoreFailed.class,
                        failed -> assertThat(failed.fault()).isEqualTo(StoreFault.MISSING));
    }

    @Test
    default void listsByPrefixInOrderAndInPages() throws IOException {
        for (String key : List.of("p/2026/b", "p/2026/a", "p/2026/c/d", "p/2025/x", "q/y")) {
            store().putIfAbsent(upload(key, key));
        }
        List<String> keys = new ArrayList<>();
        @Nullable String after = null;
        do {
            ObjectPage page = store().list("p/", after, 2);
            assertThat(page.objects()).hasSizeLessThanOrEqualTo(2);
            page.objects().forEach(object -> keys.add(object.key()));
            after = page.next();
        } while (after != null);
        assertThat(keys).containsExactly("p/2025/x", "p/2026/a", "p/2026/b", "p/2026/c/d");
        assertThat(store().list("nowhere/", null, 10).objects()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../out", "a/../../out", "/etc/passwd", "", "a\0b", "a//b", "a/./b", "a/..", "a\\..\\b", "a\nb"})
    default void noKeyLeadsOut(String key) {
        assertThatThrownBy(() -> store().putIfAbsent(upload(key, "x")))
                .isInstanceOfSatisfying(
                        ObjectStoreFailed.class,
                        failed -> assertThat(failed.fault()).isEqualTo(StoreFault.FORBIDDEN));
        assertThatThrownBy(() -> store().open(key, 0, 1)).isInstanceOf(ObjectStoreFailed.class);
        assertThatThrownBy(() -> store().head(key)).isInstanceOf(ObjectStoreFailed.class);
        assertThatThrownBy(() -> store().delete(key)).isInstanceOf(ObjectStoreFailed.class);
    }

    @Test
    default void deletesAndIsNotSurprisedByARepeat() throws IOException {
        store().putIfAbsent(upload("gone", "soon"));
        store().delete("gone");
        store().delete("gone");
        assertThat(store().head("gone")).isEmpty();
        assertThat(store().putIfAbsent(upload("gone", "again"))).isEqualTo(ObjectStore.Put.WRITTEN);
    }

    default ObjectUpload upload(String key, String content) {
        try {
            return upload(key, content.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    default ObjectUpload upload(String key, byte[] content) throws IOException {
        Path file = Files.createTempFile(files(), "put", ".bin");
        Files.write(file, content);
        String sha256 = HexFormat.of().formatHex(Sha256.digest(content));
        return new ObjectUpload(key, file, "application/octet-stream", content.length, sha256);
    }

    default String read(String key, long from, long length) throws IOException {
        try (InputStream in = store().open(key, from, length)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
