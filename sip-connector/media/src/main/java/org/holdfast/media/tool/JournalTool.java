package org.holdfast.media.tool;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.holdfast.media.journal.JournalDirectory;
import org.holdfast.media.journal.cipher.JournalKeys;

/**
 * Works on journals by hand, without a server. Exit status 0: done, all sound; 1: damage was found, or something was left
 * out, and the output says what; 2: wrong usage, or nothing could be done.
 */
public final class JournalTool {
    private static final String USAGE = """
            usage: journal list DIRECTORY           every journal: state, session, times, datagrams
                   journal show DIRECTORY ID        what one journal holds (or: show FILE)
                   journal verify DIRECTORY         reads every byte; exit status 1 when anything is damaged (or: verify FILE)
                   journal recover DIRECTORY        what a recorder does at its start: cuts torn tails, ends what was running
                   journal export DIRECTORY TO      WAV, metadata and raw SIP bodies of every journal (or: export FILE TO)
                   journal import RESCUED DIRECTORY takes the journals of a dead node into the directory of a living one
            before any of these: --keys FILE, the key file of encrypted journals, else the one HOLDFAST_ENCRYPTION_KEY_FILE names
            """;

    private static final String KEYS = "--keys";

    private final PrintStream out;
    private final JournalKeys keys;

    private JournalTool(PrintStream out, JournalKeys keys) {
        this.out = out;
        this.keys = keys;
    }

    public static void main(String[] arguments) {
        System.exit(run(System.out, arguments));
    }

    static int run(PrintStream out, String... arguments) {
        try {
            List<String> all = List.of(arguments);
            boolean named = all.size() > 1 && all.getFirst().equals(KEYS);
            String file = named ? all.get(1) : System.getenv().getOrDefault("HOLDFAST_ENCRYPTION_KEY_FILE", "");
            JournalKeys keys = JournalKeys.configured(file, false);
            return new JournalTool(out, keys).perform(all.subList(named ? 2 : 0, all.size()));
        } catch (Refused e) {
            out.println(e.getMessage());
            return 2;
        } catch (IOException e) {
            out.println("cannot read or write: " + e);
            return 2;
        }
    }

    private int perform(List<String> arguments) throws IOException {
        String verb = arguments.isEmpty() ? "" : arguments.getFirst();
        List<Path> paths = arguments.stream().skip(1).map(Path::of).toList();
        return switch (verb + arguments.size()) {
            case "list2" -> new Inspection(out, keys).list(journals(paths.getFirst()));
            case "show2" -> new Inspection(out, keys).show(paths.getFirst());
            case "show3" -> new Inspection(out, keys).show(named(paths.getFirst(), arguments.getLast()));
            case "verify2" -> new Inspection(out, keys).verify(journals(paths.getFirst()));
            case "recover2" -> new RecoverCommand(out, keys).run(paths.getFirst(), Clock.systemUTC());
            case "export3" -> new ExportCommand(out, keys).run(journals(paths.getFirst()), paths.getLast());
            case "import3" -> new ImportCommand(out, Clock.systemUTC(), keys).run(paths.getFirst(), paths.getLast());
            default -> {
                out.print(USAGE);
                yield 2;
            }
        };
    }

    /** A journal itself, or all of a journal directory, in the order of their names, which is that of their beginnings. */
    static List<Path> journals(Path place) throws IOException {
        if (Files.isRegularFile(place)) {
            return List.of(place);
        }
        try (Stream<Path> files = Files.walk(place, 2)) {
            return files.filter(file -> JournalDirectory.recordingSessionId(file) != null && Files.isRegularFile(file))
                    .sorted(Comparator.comparing(Path::getFileName))
                    .toList();
        }
    }

    private static Path named(Path directory, String id) throws IOException {
        return journals(directory).stream()
                .filter(file -> file.getFileName().toString().startsWith(id))
                .findFirst()
                .orElseThrow(() -> new IOException("no journal " + id + " in " + directory));
    }

    /** A directory that looks like one of journals; a mistyped one is not made into one. */
    static Path requireJournals(Path directory) throws Refused {
        if (!Files.isDirectory(directory.resolve("sealed")) && !Files.isDirectory(directory.resolve("capturing"))) {
            throw new Refused(directory + " is no journal directory: it has neither sealed/ nor capturing/");
        }
        return directory;
    }

    /** What was asked for is not done, with the reason as a sentence. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        Refused(String sentence) {
            super(sentence);
        }
    }
}
