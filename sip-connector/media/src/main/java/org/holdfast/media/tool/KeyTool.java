package org.holdfast.media.tool;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.holdfast.media.key.KeyFile;
import org.holdfast.media.key.KeyVersions;

/**
 * Makes and looks after a key file by hand, without a server. Shows ids, never keys. Exit status 0: done; 2: wrong usage, or
 * nothing was done.
 */
public final class KeyTool {
    public static final String USAGE = """
            usage: keys create FILE            a new key file with one key; never overwrites
                   keys rotate FILE            adds a key, which encrypts from now on; earlier ones go on decrypting
                   keys join FILE OTHER        adds the keys of another node's file, to decrypt only
                   keys list FILE              ids and ages, the one that encrypts last
                   keys seal FILE SEALED KEY   writes SEALED: the same keys, encrypted by the KMS key KEY (id, ARN or alias)
                   keys open SEALED FILE       has KMS decrypt them into FILE, e.g. on a tmpfs, before a node starts
            """;

    private final PrintStream out;
    private final Clock clock;

    private KeyTool(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    public static void main(String[] arguments) {
        System.exit(run(System.out, Clock.systemUTC(), arguments));
    }

    static int run(PrintStream out, Clock clock, String... arguments) {
        try {
            return new KeyTool(out, clock).perform(List.of(arguments));
        } catch (FileAlreadyExistsException e) {
            out.println(e.getMessage() + " is there already: keys rotate adds a key to it");
            return 2;
        } catch (IOException e) {
            out.println(String.valueOf(e.getMessage()));
            return 2;
        }
    }

    private int perform(List<String> arguments) throws IOException {
        String verb = arguments.isEmpty() ? "" : arguments.getFirst();
        List<Path> paths = arguments.stream().skip(1).map(Path::of).toList();
        return switch (verb + arguments.size()) {
            case "create2" -> made(KeyVersions.create(paths.getFirst(), clock), paths.getFirst());
            case "rotate2" ->
                made(KeyVersions.read(paths.getFirst()).rotated(paths.getFirst(), clock), paths.getFirst());
            case "join3" ->
                listed(KeyVersions.read(paths.getFirst()).joined(paths.getFirst(), KeyVersions.read(paths.getLast())));
            case "list2" -> listed(KeyVersions.read(paths.getFirst()));
            default -> {
                out.print(USAGE);
                yield 2;
            }
        };
    }

    private int made(KeyVersions keys, Path file) {
        out.printf("%s encrypts from now on%n", keys.list().getLast().id());
        out.printf("keep a copy of %s in another place: without it nothing it encrypted can be read%n", file);
        return 0;
    }

    private int listed(KeyVersions keys) {
        for (KeyFile.Version key : keys.list()) {
            out.printf("%s  made %s%n", key.id(), key.created());
        }
        out.printf("%s encrypts%n", keys.list().getLast().id());
        return 0;
    }
}
