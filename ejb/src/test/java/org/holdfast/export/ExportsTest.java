package org.holdfast.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.holdfast.access.SignedIn;
import org.holdfast.access.TestPeople;
import org.holdfast.access.UserChange;
import org.holdfast.access.gate.Permission;
import org.holdfast.access.gate.Refused;
import org.holdfast.access.gate.Right;
import org.holdfast.access.gate.Scope;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.export.KnownExport.State;
import org.holdfast.harness.Calls;
import org.holdfast.harness.TestNode;
import org.holdfast.harness.TestWiring;
import org.holdfast.key.MediaKeyRows;
import org.holdfast.key.MediaKeys;
import org.holdfast.key.NodeKeys;
import org.holdfast.playback.MediaFormat;
import org.holdfast.playback.PlayableMedia;
import org.holdfast.playback.Playback;
import org.holdfast.recording.MediaCopy;
import org.holdfast.recording.RecordingFacts;
import org.holdfast.recording.Recordings;
import org.holdfast.recording.row.Sha256;
import org.holdfast.remark.Remarks;
import org.holdfast.search.RecordingQuery;
import org.holdfast.search.RecordingSearch;
import org.holdfast.settings.Setting;
import org.holdfast.storage.MediaDirectory;
import org.holdfast.storage.target.StorageTargets;
import org.holdfast.storage.target.StoredTargets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportsTest {
    private static final UUID UNKNOWN = UUID.fromString("00000000-0000-7000-8000-0000000000aa");

    @TempDir
    Path media;

    private TestNode node;
    private Exports exports;
    private ExportRun run;
    private SignedIn admin;
    private final RecordingFacts call =
            Calls.call(Calls.NOON, Duration.ofSeconds(30), "=HYPERLINK(\"http://x\")", "Bob");

    @BeforeEach
    void start() throws IOException {
        TestWiring.set(Setting.MEDIA_DIRECTORY, media);
        node = TestPeople.node(
                Recordings.class,
                MediaDirectory.class,
                StoredTargets.class,
                StorageTargets.class,
                NodeKeys.class,
                MediaKeyRows.class,
                MediaKeys.class,
                Playback.class,
                RecordingSearch.class,
                Remarks.class,
                Exports.class,
                ExportQueue.class,
                ExportRun.class,
                ExportShelf.class,
                Packing.class);
        exports = node.bean(Exports.class);
        run = node.bean(ExportRun.class);
        admin = TestPeople.admin(node);
        node.bean(Recordings.class)
                .add(
                        call,
                        List.of(new RecordingFacts.Body(
                                Calls.NOON,
                                "INVITE",
                                "application/rs-metadata+xml",
                                "<r/>".getBytes(StandardCharsets.UTF_8))));
        kept(call, "0123456789");
    }

    @AfterEach
    void stop() {
        TestWiring.SETTINGS.clear();
        node.close();
    }

    private Path kept(RecordingFacts of, String content) throws IOException {
        MediaDirectory directory = node.bean(MediaDirectory.class);
        Path file = directory.folder(of.id(), of.startedAt()).resolve("audio.wav");
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        String sha256 = HexFormat.of().formatHex(Sha256.digest(content.getBytes(StandardCharsets.UTF_8)));
        node.bean(Recordings.class)
                .copied(of.id(), directory.verified(file, MediaCopy.Kind.LOSSLESS, "audio/wav", sha256));
        return file;
    }

    @Test
    void packsWhatWasAskedForWithWhatProvesItWhole() throws IOException {
        node.bean(Remarks.class).write(admin, call.id(), null, "=1+1 is a note");
        KnownExport ordered = exports.order(admin, MediaFormat.STORED, "all", RecordingQuery.all());
        assertThat(ordered.state()).isEqualTo(State.WAITING);
        assertThat(exports.file(admin, ordered.id())).isEmpty();
        assertThat(run.next()).isTrue();
        assertThat(run.next()).isFalse();

        KnownExport ready = exports.find(admin, ordered.id()).orElseThrow();
        assertThat(ready.state()).isEqualTo(State.READY);
        assertThat(ready.included()).isEqualTo(1);
        Map<String, byte[]> files = unpacked(ready);
        String folder = "recordings/" + call.id() + "/";
        assertThat(files.keySet())
                .containsExactly(
                        folder + "metadata.json",
                        folder + "snapshots/01.xml",
                        folder + "audio.wav",
                        "index.csv",
                        "report.json",
                        "README.txt",
                        "SHA256SUMS");
        assertThat(text(files, folder + "audio.wav")).isEqualTo("0123456789");
        assertThat(text(files, folder + "metadata.json"))
                .contains("=1+1 is a note", call.id().toString());
        assertThat(text(files, "index.csv").lines().toList().get(1))
                .contains("\"'=HYPERLINK(\"\"http://x\"\") | Bob\"")
                .endsWith("Whole.");
        assertThat(text(files, "report.json")).contains("\"whole\": true", "\"included\": 1");
        for (String line : text(files, "SHA256SUMS").lines().toList()) {
            byte[] file = files.getOrDefault(line.substring(66), new byte[0]);
            assertThat(HexFormat.of().formatHex(Sha256.digest(file))).isEqualTo(line.substring(0, 64));
        }
        assertThat(node.count("select count(*) from audit_entry where action = 'EXPORT' and object = 'recording'"))
                .isEqualTo(1);
    }

    @Test
    void saysOfEachWhyItIsLeftOutOrDamaged() throws IOException {
        RecordingFacts silent = Calls.call(Calls.NOON, Duration.ofSeconds(3), "Carol", "Dave");
        node.bean(Recordings.class).add(silent, List.of());
        RecordingFacts damaged = Calls.call(Calls.NOON, Duration.ofSeconds(4), "Erin", "Frank");
        node.bean(Recordings.class).add(damaged, List.of());
        Files.writeString(kept(damaged, "as it was"), "as it isn");
        KnownExport ordered = exports.order(
                admin, MediaFormat.WAV, "four", List.of(call.id(), UNKNOWN, silent.id(), damaged.id(), call.id()));
        assertThat(ordered.total()).isEqualTo(4);
        run.next();
        KnownExport ready = exports.find(admin, ordered.id()).orElseThrow();
        List<String> lines = text(unpacked(ready), "index.csv").lines().toList();
        assertThat(ready.included()).isEqualTo(3);
        assertThat(lines.get(2)).startsWith(UNKNOWN.toString()).contains("Left out. It is not there");
        assertThat(lines.get(3)).contains("Without media");
        assertThat(lines.get(4)).contains("DAMAGED");
    }

    @Test
    void leavesOutWhatTheDiskHasNoRoomFor() throws IOException {
        KnownExport ordered = exports.order(admin, MediaFormat.STORED, "one", List.of(call.id()));
        ExportQueue queue = node.bean(ExportQueue.class);
        ExportQueue.Order order = queue.order(ordered.id());
        Path file = media.resolve("x.zip");
        try (ExportArchive archive = new ExportArchive(file)) {
            ExportReport report = new ExportReport(order);
            ExportQueue.Outcome outcome = node.bean(Packing.class).add(order, 0, archive, report, 9);
            assertThat(outcome).isEqualTo(new ExportQueue.Outcome(false, "The disk of this node has no room for it."));
        }
    }

    @Test
    void isTheUsersOwnWithinTheirReachAndWhileTheyHaveTheRights() throws IOException {
        RecordingFacts mine = Calls.call(Calls.NOON, Duration.ofSeconds(9), "agent9", "Bob");
        SignedIn agent = TestPeople.user(
                node,
                "agent9",
                UserChange.NONE.withExtensions(List.of("agent9")),
                new Permission(Right.LIST, Scope.OWN),
                new Permission(Right.EXPORT, Scope.OWN),
                new Permission(Right.DOWNLOAD, Scope.OWN));
        node.bean(Recordings.class).add(mine, List.of());
        node.inTransaction(entities -> {
            node.bean(org.holdfast.access.people.Assignments.class).assign(mine.id());
            return "";
        });
        KnownExport ordered = exports.order(agent, MediaFormat.STORED, "both", List.of(mine.id(), call.id()));
        run.next();
        KnownExport ready = exports.find(agent, ordered.id()).orElseThrow();
        assertThat(ready.included()).isEqualTo(1);
        assertThat(text(unpacked(agent, ready), "index.csv"))
                .contains("Left out. It is not there")
                .doesNotContain("HYPERLINK");
        assertThat(exports.find(admin, ordered.id())).isEmpty();
        assertThat(exports.file(admin, ordered.id())).isEmpty();
        assertThat(exports.delete(admin, ordered.id())).isFalse();

        KnownExport later = exports.order(agent, MediaFormat.STORED, "later", List.of(mine.id()));
        node.sql("update app_user set enabled = false, version = version + 1 where login = 'agent9'");
        TestWiring.CLOCK.pass(Duration.ofMinutes(1));
        assertThatThrownBy(() -> exports.file(agent, ordered.id())).isInstanceOf(Refused.class);
        run.next();
        assertThat(node.column(String.class, "select state from export_job where id = '" + later.id() + "'"))
                .containsExactly("FAILED");
    }

    @Test
    void goesWhenItExpiresIsDeletedOrARecordingInItIsErased() throws IOException {
        KnownExport first = exports.order(admin, MediaFormat.STORED, "one", List.of(call.id()));
        KnownExport second = exports.order(admin, MediaFormat.STORED, "two", List.of(call.id()));
        while (run.next()) {}
        KnownExport waiting = exports.order(admin, MediaFormat.STORED, "three", List.of(call.id()));
        assertThat(media.resolve("exports")).isDirectoryContaining("glob:**.zip");
        assertThat(exports.delete(admin, first.id())).isTrue();
        assertThat(exports.file(admin, first.id())).isEmpty();
        assertThat(exports.holding(call.id())).containsExactly(second.id(), waiting.id());
        assertThat(exports.forget(call.id())).containsExactly(second.id(), waiting.id());
        assertThat(exports.holding(call.id())).isEmpty();
        assertThat(run.next()).isFalse();
        assertThat(media.resolve("exports")).isEmptyDirectory();

        KnownExport old = exports.order(admin, MediaFormat.STORED, "four", List.of(call.id()));
        run.next();
        assertThat(exports.file(admin, old.id())).isPresent();
        TestWiring.CLOCK.pass(Duration.ofDays(3));
        run.expire();
        assertThat(exports.file(admin, old.id())).isEmpty();
        assertThat(media.resolve("exports")).isEmptyDirectory();
    }

    @Test
    void refusesTooManyAtOnceAndNone() {
        assertThatThrownBy(() -> exports.order(admin, MediaFormat.STORED, "", List.of()))
                .isInstanceOf(ChangeRejected.class);
        for (int i = 0; i < 5; i++) {
            exports.order(admin, MediaFormat.STORED, "", List.of(call.id()));
        }
        assertThatThrownBy(() -> exports.order(admin, MediaFormat.STORED, "", List.of(call.id())))
                .isInstanceOf(ChangeRejected.class);
    }

    private Map<String, byte[]> unpacked(KnownExport export) throws IOException {
        return unpacked(admin, export);
    }

    private Map<String, byte[]> unpacked(SignedIn by, KnownExport export) throws IOException {
        PlayableMedia file = exports.file(by, export.id()).orElseThrow();
        byte[] bytes;
        try (InputStream in = file.source().open(0, file.length())) {
            bytes = in.readAllBytes();
        }
        assertThat(HexFormat.of().formatHex(Sha256.digest(bytes))).isEqualTo(export.sha256());
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    private static String text(Map<String, byte[]> files, String name) {
        return new String(files.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
    }
}
