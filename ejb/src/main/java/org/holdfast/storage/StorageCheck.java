package org.holdfast.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.holdfast.recording.row.RowId;
import org.holdfast.recording.row.Sha256;
import org.holdfast.storage.object.ObjectStore;
import org.holdfast.storage.object.ObjectStoreFailed;
import org.holdfast.storage.object.ObjectUpload;
import org.holdfast.storage.target.StorageTarget;
import org.holdfast.wording.Wording;

/** Tries with a small object all that an upload and a playback need, in their order, and explains what fails. Stateless. */
@ApplicationScoped
public class StorageCheck {
    private Clock clock;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected StorageCheck() {}

    @Inject
    public StorageCheck(Clock clock) {
        this.clock = clock;
    }

    /**
     * One thing that was tried.
     *
     * @param failure what its failure means, or nothing
     */
    public record Step(Wording what, boolean ok, Wording failure) {
        /** What was tried, in English. */
        public String name() {
            return what.english();
        }

        /** What its failure means, in English, or empty. */
        public String explained() {
            return failure.english();
        }
    }

    private record Trial(Wording what, StorageTarget.Question<Boolean> question) {}

    /** Every step up to the first that fails. */
    public List<Step> test(StorageTarget target) throws IOException {
        byte[] content = ("Holdfast was here at " + clock.instant()).getBytes(StandardCharsets.UTF_8);
        Path file = Files.createTempFile("holdfast-check", ".txt");
        try {
            Files.write(file, content);
            String sha256 = HexFormat.of().formatHex(Sha256.digest(content));
            String key = target.keys().prefix() + "/.check/" + RowId.next();
            return steps(target, new ObjectUpload(key, file, "text/plain", content.length, sha256));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static List<Step> steps(StorageTarget target, ObjectUpload upload) {
        String key = upload.key();
        List<Trial> trials = List.of(
                new Trial(Wording.of("write"), store -> store.putIfAbsent(upload) == ObjectStore.Put.WRITTEN),
                new Trial(
                        Wording.of("refuse to overwrite"),
                        store -> store.putIfAbsent(upload) == ObjectStore.Put.ALREADY_THERE),
                new Trial(
                        Wording.of("read back and compare"),
                        store -> Uploader.digest(store, key, upload.bytes()).equals(upload.sha256())),
                new Trial(Wording.of("read a range"), store -> range(store, key).equals("was")),
                new Trial(
                        Wording.of("list"),
                        store -> store.list(key, null, 1).objects().size() == 1),
                new Trial(Wording.of("delete"), store -> {
                    store.delete(key);
                    return store.head(key).isEmpty();
                }));
        List<Step> steps = new ArrayList<>();
        for (Trial trial : trials) {
            steps.add(tried(target, trial));
            if (!steps.getLast().ok()) {
                break;
            }
        }
        return List.copyOf(steps);
    }

    private static String range(ObjectStore store, String key) throws IOException {
        try (InputStream in = store.open(key, 9, 3)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Step tried(StorageTarget target, Trial trial) {
        try {
            return target.ask(trial.question())
                    ? new Step(trial.what(), true, Wording.NONE)
                    : new Step(trial.what(), false, Wording.of("The store answered, but did not do it as S3 does"));
        } catch (ObjectStoreFailed failed) {
            return new Step(trial.what(), false, failed.wording());
        } catch (IOException | RuntimeException failed) {
            return new Step(trial.what(), false, Wording.of("%s", failed));
        }
    }
}
