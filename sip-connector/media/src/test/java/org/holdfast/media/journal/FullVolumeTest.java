package org.holdfast.media.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.holdfast.media.journal.JournalFixture.END;
import static org.holdfast.media.journal.JournalFixture.START;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.holdfast.media.journal.JournalEntry.*;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Volumes that are really full or really read-only: a small tmpfs in a mount namespace of a child process. Where no
 * namespace may be made, a file size limit fills up the same way, and a directory without write permission refuses.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
class FullVolumeTest {
    @TempDir
    Path temp;

    @Test
    void aFullVolumeIsAnExceptionAndASessionCanStillEndOnIt() throws Exception {
        List<String> limit = canMount() ? inNamespace("mount -t tmpfs -o size=1m none $0") : shell("ulimit -f 900");
        assertThat(run(limit, "fill")).contains("full as expected", "sealed on the full volume");
    }

    @Test
    void goesOnWhenThereIsRoomAgainAndKnowsTheGap() throws Exception {
        if (canMount()) {
            assertThat(run(inNamespace("mount -t tmpfs -o size=1m none $0"), "refill"))
                    .contains("full as expected", "gap is known");
        } else { // a file size limit cannot be taken back
            aFullVolumeIsAnExceptionAndASessionCanStillEndOnIt();
        }
    }

    @Test
    void aReadOnlyVolumeRefusesANewJournal() throws Exception {
        JournalDirectory.open(temp);
        List<String> readOnly = canMount()
                ? inNamespace("mount --bind $0 $0 && mount -o remount,bind,ro $0")
                : shell("chmod 555 $0/capturing");
        assertThat(run(readOnly, "create")).contains("refused");
    }

    /** A shell that prepares the volume, its $0, and becomes the program that follows. */
    private static List<String> shell(String preparation) {
        return List.of("sh", "-c", preparation + " && exec \"$@\"");
    }

    private static List<String> inNamespace(String preparation) {
        List<String> command = new ArrayList<>(List.of("unshare", "-m"));
        if (!"root".equals(System.getProperty("user.name"))) {
            command.add("-r");
        }
        command.addAll(shell(preparation));
        return command;
    }

    private boolean canMount() throws Exception {
        List<String> command = new ArrayList<>(inNamespace("mount -t tmpfs -o size=64k none $0"));
        command.addAll(List.of(Files.createDirectories(temp.resolve("probe")).toString(), "true"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor() == 0;
    }

    private String run(List<String> preparation, String task) throws Exception {
        List<String> command = new ArrayList<>(preparation);
        command.addAll(List.of(
                temp.toString(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                task,
                temp.toString()));
        Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).as(said).isZero();
        return said;
    }

    /** The child process: does the task on the volume it finds itself on and says what it saw. */
    static final class Writer {
        private static final byte[] PACKET = new byte[172];

        private Writer() {}

        public static void main(String[] arguments) throws IOException {
            Path volume = Path.of(arguments[1]);
            if (arguments[0].equals("create")) {
                create(volume);
            } else {
                fill(volume, arguments[0].equals("refill"));
            }
        }

        private static void create(Path volume) throws IOException {
            try (JournalFixture fixture = new JournalFixture(volume)) {
                fixture.begin().close();
                System.out.println("accepted");
            } catch (IOException e) {
                System.out.println("refused: " + e);
            }
        }

        private static void fill(Path volume, boolean thenFree) throws IOException {
            try (JournalFixture fixture = new JournalFixture(volume)) {
                Path filler = volume.resolve("filler");
                Files.write(filler, new byte[400_000]);
                Journal journal = fixture.begin();
                int kept = appendUntilFull(fixture, journal);
                journal.append(new Warned(START, "a fact finds room"));
                if (thenFree) {
                    Files.delete(filler);
                    journal.append(0, fixture.batch(false, kept, PACKET));
                    kept++;
                }
                journal.seal(END);
                RecordedJournal read =
                        RecordedJournal.of(fixture.directory.sealed().resolve(journal.fileName()));
                check(read.result.sealed() && read.result.damage().isEmpty(), "not sound: " + read.result);
                check(read.datagrams.size() == kept, kept + " kept, " + read.datagrams.size() + " read");
                check(!thenFree || read.entries.stream().anyMatch(GapKnown.class::isInstance), "no gap");
                System.out.println(thenFree ? "gap is known" : "sealed on the full volume");
            }
        }

        private static int appendUntilFull(JournalFixture fixture, Journal journal) {
            for (int kept = 0; ; kept++) {
                try {
                    journal.append(0, fixture.batch(false, kept + 1L, PACKET));
                } catch (IOException full) {
                    check(!journal.failed(), "a full volume is no failure for ever");
                    check(
                            List.of("No space", "too large").stream().anyMatch(full.toString()::contains),
                            full.toString());
                    System.out.println("full as expected: " + full);
                    return kept;
                }
            }
        }

        private static void check(boolean holds, String otherwise) {
            if (!holds) {
                throw new AssertionError(otherwise);
            }
        }
    }
}
