package org.holdfast.storage.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryStoreTest implements ObjectStoreContract {
    @TempDir
    Path temporary;

    private DirectoryStore store;

    @BeforeEach
    void open() {
        store = new DirectoryStore(temporary.resolve("objects"));
    }

    @Override
    public ObjectStore store() {
        return store;
    }

    @Override
    public Path files() {
        return temporary;
    }

    @ParameterizedTest
    @ValueSource(strings = {"../out", ".unfinished/x"})
    void noKeyIsAFileElsewhere(String key) {
        assertThatThrownBy(() -> store.putIfAbsent(upload(key, "x"))).isInstanceOf(ObjectStoreFailed.class);
        assertThatThrownBy(() -> store.open(key, 0, 1)).isInstanceOf(ObjectStoreFailed.class);
        assertThat(temporary.resolve("out")).doesNotExist();
    }

    @Test
    void leavesNothingUnfinished() throws IOException {
        store.putIfAbsent(upload("a", "x"));
        store.putIfAbsent(upload("a", "y"));
        try (var left = Files.list(temporary.resolve("objects/.unfinished"))) {
            assertThat(left).isEmpty();
        }
    }
}
