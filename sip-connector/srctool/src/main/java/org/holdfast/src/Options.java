package org.holdfast.src;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.holdfast.src.rtp.Codec;
import org.holdfast.src.siprec.Dialect;

/** The command line of {@code bin/src}, read once. Not changed after {@link #parse}. */
final class Options {
    static final String HELP = """
            bin/src: a Session Recording Client (RFC 7866) that calls a recorder and says how it went.

            usage: bin/src --to sip:HOST:PORT[;transport=udp|tcp] [option…]

              --to URI             the recorder's SIP address
              --calls N            how many calls (1)
              --rate R             calls set up a second (10)
              --duration S         how long each part of a call lasts: 5, 5s, 500ms, 2m (5s)
              --scenario NAME      basic, hold (three parts), transfer (two), update, pause, late, options (basic)
              --dialect NAME       %s (rfc)
              --codec NAME         pcmu, pcma, l16 (pcmu)
              --names A,B[,C]      display names (Alice Martin N, Bob Jones N for call N)
              --from AOR,AOR[,AOR] addresses of record (sip:aliceN@example.com, sip:bobN@example.com)
              --audio FILE…        what each party says, once: raw µ-law (.ul), or WAV, 8 kHz mono, PCM 16 bits or µ-law
              --tone               a tone a stream instead: 300 + 40·((2·call + stream) mod 60) Hz (default)
              --stamp              tones with a frame stamp in every packet, to prove a recording complete
              --mixed              both parties on one m-line
              --raw-names          names go into the metadata unescaped, as some SRCs send them
              --bind ADDRESS       our own address for SIP and media (127.0.0.1)
              --media-port LOW     lowest port for our media (40000)
              --timeout S          how long to wait for an answer (32s)
              --json               one JSON object a call, then one of totals
              --demo               about ten calls with speech, then one that stays until this is stopped
              --srtp               not built yet: refused
              --help               this

            exit code: 0 when every call went well, 1 when one did not, 2 when the command line is wrong.
            """.formatted(Dialect.names());

    /** What happens within a call. */
    enum Scenario {
        BASIC,
        HOLD,
        TRANSFER,
        UPDATE,
        PAUSE,
        LATE,
        OPTIONS
    }

    /** A command line that cannot be obeyed; the message says what is allowed. */
    static final class Wrong extends Exception {
        private static final long serialVersionUID = 1L;

        Wrong(String message) {
            super(message);
        }
    }

    String to = "";
    int calls = 1;
    double rate = 10;
    Duration duration = Duration.ofSeconds(5);
    Duration timeout = Duration.ofSeconds(32);
    Scenario scenario = Scenario.BASIC;
    Dialect dialect = Dialect.RFC;
    Codec codec = Codec.PCMU;
    List<String> names = List.of();
    List<String> addresses = List.of();
    List<Path> audio = List.of();
    boolean stamp;
    boolean mixed;
    boolean rawNames;
    boolean json;
    boolean demo;
    boolean help;
    Optional<InetAddress> bind = Optional.empty();
    int mediaPort = 40_000;

    private Options() {}

    static Options parse(String... arguments) throws Wrong {
        Options options = new Options();
        Deque<String> rest = new ArrayDeque<>(List.of(arguments));
        while (!rest.isEmpty()) {
            String option = rest.pop();
            try {
                options.take(option, rest);
            } catch (IllegalArgumentException | UnknownHostException e) {
                throw new Wrong(option + ": " + e.getMessage());
            }
        }
        if (!options.help && options.to.isEmpty()) {
            throw new Wrong("--to is missing, e.g. --to sip:127.0.0.1:5060");
        }
        return options;
    }

    private void take(String option, Deque<String> rest) throws Wrong, UnknownHostException {
        switch (option) {
            case "--help", "-h" -> help = true;
            case "--tone" -> stamp = false;
            case "--stamp" -> stamp = true;
            case "--mixed" -> mixed = true;
            case "--raw-names" -> rawNames = true;
            case "--json" -> json = true;
            case "--demo" -> demo = true;
            case "--srtp" -> throw new Wrong("--srtp: this SRC does not speak SRTP yet; call without it");
            default -> takeWithValue(option, rest);
        }
    }

    private void takeWithValue(String option, Deque<String> rest) throws Wrong, UnknownHostException {
        switch (option) {
            case "--to" -> to = ClientSettings.to(value(option, rest)).srs().uri();
            case "--calls" -> calls = number(value(option, rest), 1, 100_000);
            case "--rate" -> rate = positive(value(option, rest));
            case "--duration" -> duration = time(value(option, rest));
            case "--timeout" -> timeout = time(value(option, rest));
            case "--scenario" -> scenario = named(Scenario.class, value(option, rest));
            case "--dialect" -> dialect = Dialect.named(value(option, rest));
            case "--codec" -> codec = named(Codec.class, value(option, rest));
            case "--names" -> names = List.of(value(option, rest).split(","));
            case "--from" -> addresses = List.of(value(option, rest).split(","));
            case "--audio" -> audio = files(option, rest);
            case "--bind" -> bind = Optional.of(InetAddress.getByName(value(option, rest)));
            case "--media-port" -> mediaPort = number(value(option, rest), 1024, 65_000);
            default -> throw new Wrong("no option " + option + "; bin/src --help lists all");
        }
    }

    private static String value(String option, Deque<String> rest) throws Wrong {
        if (rest.isEmpty()) {
            throw new Wrong(option + " needs a value");
        }
        return rest.pop();
    }

    private static List<Path> files(String option, Deque<String> rest) throws Wrong {
        List<Path> files = new ArrayList<>(List.of(Path.of(value(option, rest))));
        while (!rest.isEmpty() && !rest.peek().startsWith("--")) {
            files.add(Path.of(rest.pop()));
        }
        return List.copyOf(files);
    }

    private static int number(String text, int least, int most) {
        int value = text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
        if (value < least || value > most) {
            throw new IllegalArgumentException(text + " is not a number from " + least + " to " + most);
        }
        return value;
    }

    private static double positive(String text) {
        double value = text.matches("\\d{1,6}(\\.\\d+)?") ? Double.parseDouble(text) : 0;
        if (value <= 0) {
            throw new IllegalArgumentException(text + " is not a number above 0");
        }
        return value;
    }

    private static Duration time(String text) {
        if (!text.matches("\\d{1,6}(\\.\\d+)?(ms|s|m)?")) {
            throw new IllegalArgumentException(text + " is not a time such as 5, 500ms, 5s, 2m");
        }
        double value = Double.parseDouble(text.replaceAll("[ms]", ""));
        double seconds = text.endsWith("ms") ? value / 1000 : text.endsWith("m") ? value * 60 : value;
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    private static <E extends Enum<E>> E named(Class<E> type, String name) {
        for (E value : type.getEnumConstants()) {
            if (value.name().equals(name.toUpperCase(Locale.ROOT))) {
                return value;
            }
        }
        String allowed = List.of(type.getEnumConstants()).toString().toLowerCase(Locale.ROOT);
        throw new IllegalArgumentException(name + " is none of " + allowed);
    }
}
