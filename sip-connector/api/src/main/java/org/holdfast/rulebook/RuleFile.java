package org.holdfast.rulebook;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * A book of rules as a file beside the journals: what the recorder decides by, whether or not there is a database. Replaced
 * as a whole, durably, and never half: a reader sees the old one or the new one. Stateless.
 *
 * <pre>
 * holdfast-rules 1
 * rule ID MODE PERCENT SIDE NAME       one line a rule, in order; what follows belongs to it
 * number PATTERN | group ID | key KEY | trunk PATTERN
 * end CRC                              CRC-32C of all lines before, in hexadecimal
 * </pre>
 *
 * Texts are URL-encoded. What a reader does not know makes the file unreadable: a condition left out would widen a rule.
 */
public final class RuleFile {
    /** Its name in the journal directory. */
    public static final String NAME = "rules.snapshot";

    private static final String HEAD = "holdfast-rules 1";
    private static final long MOST_BYTES = 64L << 20;

    private RuleFile() {}

    /**
     * Puts the rules there, unless they are there already.
     *
     * @return whether the file was written
     */
    public static boolean write(Path file, RuleBook book) throws IOException {
        String text = text(book);
        if (Files.exists(file) && Files.size(file) < MOST_BYTES && text.equals(Files.readString(file))) {
            return false;
        }
        Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), NAME, ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
        return true;
    }

    /**
     * Reads the rules.
     *
     * @throws NoSuchFileException when there are none yet
     * @throws IOException when they cannot be read, or not every byte is as it was written
     */
    public static RuleBook read(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file + " is longer than any rules are");
        }
        String text = Files.readString(file);
        int end = text.lastIndexOf("end ");
        if (end < 0 || !text.substring(end).equals("end " + crc(text.substring(0, end)) + "\n")) {
            throw new IOException(file + " is damaged or cut off");
        }
        List<String> lines = text.substring(0, end).lines().toList();
        if (lines.isEmpty() || !lines.getFirst().equals(HEAD)) {
            throw new IOException(file + " is of another release");
        }
        try {
            return new RuleBook(rules(lines.subList(1, lines.size())));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException(file + " is of another release: " + e.getMessage(), e);
        }
    }

    private static String text(RuleBook book) {
        StringBuilder text = new StringBuilder(HEAD).append('\n');
        for (Rule rule : book.rules()) {
            text.append("rule %s %s %d %s %s\n"
                    .formatted(
                            rule.id(),
                            rule.mode(),
                            rule.percent(),
                            rule.conditions().side(),
                            encoded(rule.name())));
            rule.conditions().numbers().forEach(number -> line(text, "number", encoded(number)));
            rule.conditions().groups().stream().sorted().forEach(group -> line(text, "group", group.toString()));
            rule.conditions().groupKeys().stream().sorted().forEach(key -> line(text, "key", encoded(key)));
            rule.conditions().trunks().forEach(trunk -> line(text, "trunk", encoded(trunk)));
        }
        String crc = crc(text.toString());
        return text.append("end ").append(crc).append('\n').toString();
    }

    private static void line(StringBuilder text, String word, String value) {
        text.append(word).append(' ').append(value).append('\n');
    }

    private static List<Rule> rules(List<String> lines) {
        List<Rule> rules = new ArrayList<>();
        Reading reading = null;
        for (String line : lines) {
            String[] words = line.split(" ", -1);
            if (words[0].equals("rule")) {
                if (reading != null) {
                    rules.add(reading.rule());
                }
                reading = new Reading(words);
            } else if (reading == null) {
                throw new IllegalArgumentException(line);
            } else {
                reading.add(words[0], decoded(words[1]));
            }
        }
        if (reading != null) {
            rules.add(reading.rule());
        }
        return rules;
    }

    /** A rule whose lines are being read. */
    private static final class Reading {
        private final String[] head;
        private final List<String> numbers = new ArrayList<>();
        private final Set<UUID> groups = new HashSet<>();
        private final Set<String> keys = new HashSet<>();
        private final List<String> trunks = new ArrayList<>();

        Reading(String[] head) {
            this.head = head;
        }

        void add(String word, String value) {
            switch (word) {
                case "number" -> numbers.add(value);
                case "group" -> groups.add(UUID.fromString(value));
                case "key" -> keys.add(value);
                case "trunk" -> trunks.add(value);
                default -> throw new IllegalArgumentException(word);
            }
        }

        Rule rule() {
            return new Rule(
                    UUID.fromString(head[1]),
                    decoded(head[5]),
                    RuleMode.valueOf(head[2]),
                    Integer.parseInt(head[3]),
                    new Rule.Conditions(RuleSide.valueOf(head[4]), numbers, groups, keys, trunks));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String crc(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return "%08x".formatted(crc.getValue());
    }
}
