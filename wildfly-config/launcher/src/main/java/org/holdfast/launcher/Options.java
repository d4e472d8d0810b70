package org.holdfast.launcher;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was asked for on the command line. Immutable. */
record Options(Map<Option, String> values, Path workingDirectory) {
    private static final int MOST_OFFSET = 30_000;

    /** Every option there is; {@link #argument} is null for a switch. */
    enum Option {
        NO_DEMO("--no-demo", "", "start the node only, without demo calls"),
        NODE("--node", "NAME", "name of this node (a)"),
        BIND("--bind", "ADDR", "the address everything listens on (127.0.0.1)"),
        HOME("--home", "DIR", "where data, logs and the password lie (./holdfast-home)"),
        PORT_OFFSET("--port-offset", "N", "added to every default port (0)"),
        ROLES(
                "--roles",
                "LIST",
                "the parts to run, of recorder,worker,portal (all); some need --database and --journal"),
        SPLIT("--split", "", "two server processes: the recorder, and worker and portal; a dead one is started again"),
        DATABASE("--database", "URL", "jdbc:postgresql://… instead of the embedded PostgreSQL"),
        S3("--s3", "URL", "an S3 endpoint instead of the local stand-in"),
        JOURNAL("--journal", "DIR", "where journals are written (<home>/journal)"),
        SERVER("--server", "DIR", "the provisioned server to start (the build's own)"),
        HELP("--help", "", "this text");

        final String text;
        final String argument;
        final String meaning;

        Option(String text, String argument, String meaning) {
            this.text = text;
            this.argument = argument;
            this.meaning = meaning;
        }

        boolean isSwitch() {
            return argument.isEmpty();
        }
    }

    Options {
        values = Map.copyOf(values);
    }

    /**
     * Reads the command line; {@code --home X} and {@code --home=X} are the same.
     *
     * @throws Refused naming the option, its value and what is allowed
     */
    static Options parse(List<String> arguments, Path workingDirectory) {
        Map<Option, String> values = new EnumMap<>(Option.class);
        for (int next = 0; next < arguments.size(); next++) {
            String[] parts = arguments.get(next).split("=", 2);
            Option option = named(parts[0]);
            if (option.isSwitch()) {
                values.put(option, "true");
            } else if (parts.length == 2) {
                values.put(option, parts[1]);
            } else if (next + 1 < arguments.size()) {
                values.put(option, arguments.get(++next));
            } else {
                throw new Refused(
                        "option %s needs a value: %s, %s".formatted(option.text, option.argument, option.meaning));
            }
        }
        Options options = new Options(values, workingDirectory);
        options.check();
        return options;
    }

    private static Option named(String text) {
        return Arrays.stream(Option.values())
                .filter(option -> option.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new Refused("unknown option '%s', allowed are%n%s".formatted(text, usage())));
    }

    private void check() {
        values.forEach((option, value) -> {
            if (value.isBlank()) {
                throw new Refused("option %s is empty, allowed is %s: %s"
                        .formatted(option.text, option.argument, option.meaning));
            }
        });
        portOffset();
        text(Option.ROLES).ifPresent(this::checkRoles);
        text(Option.DATABASE).ifPresent(url -> checkStart(Option.DATABASE, url, "jdbc:postgresql://"));
        text(Option.S3).ifPresent(url -> checkStart(Option.S3, url, "http://", "https://"));
    }

    /** What the roles mean is the setting's affair; here only what they need. */
    private void checkRoles(String roles) {
        if (has(Option.SPLIT)) {
            throw new Refused("options --split and --roles exclude each other: --split runs every role");
        }
        Roles asked = Roles.of(roles);
        for (Option needed : new Option[] {Option.DATABASE, Option.JOURNAL}) {
            if (!asked.isAll() && !has(needed)) {
                throw new Refused(
                        "option --roles %s needs %s %s: the other parts of the node, started elsewhere, use the same"
                                .formatted(roles, needed.text, needed.argument));
            }
        }
    }

    private static void checkStart(Option option, String value, String... allowed) {
        if (Arrays.stream(allowed).noneMatch(value::startsWith)) {
            throw new Refused("option %s is '%s', allowed is what starts with %s"
                    .formatted(option.text, value, String.join(" or ", allowed)));
        }
    }

    Optional<String> text(Option option) {
        return Optional.ofNullable(values.get(option));
    }

    boolean has(Option option) {
        return values.containsKey(option);
    }

    /** A directory or file, absolute, seen from where the command was typed. */
    Optional<Path> path(Option option) {
        return text(option)
                .map(given -> workingDirectory.resolve(given).toAbsolutePath().normalize());
    }

    int portOffset() {
        String given = text(Option.PORT_OFFSET).orElse("0");
        if (!given.matches("\\d{1,5}") || Integer.parseInt(given) > MOST_OFFSET) {
            throw new Refused("option --port-offset is '%s', allowed is a whole number from 0 to %d"
                    .formatted(given, MOST_OFFSET));
        }
        return Integer.parseInt(given);
    }

    static String usage() {
        StringBuilder usage = new StringBuilder();
        for (Option option : Option.values()) {
            usage.append("  %-22s %s%n".formatted((option.text + " " + option.argument).strip(), option.meaning));
        }
        return usage.toString();
    }
}
