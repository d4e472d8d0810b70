package org.holdfast.connector.siprec;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.holdfast.connector.api.Participant;

/**
 * Participants told by SIP headers, for the time before metadata comes and for SRCs that never send any. A participant's id
 * is its address of record. Immutable.
 *
 * @param byStream participant ids by m-line index, where a header says so
 * @param conversationKey what the SIP calls of one conversation share, empty when no header says
 */
public record SipParties(List<Participant> participants, Map<Integer, List<String>> byStream, String conversationKey) {

    /**
     * Values of the INVITE's headers as they came; empty text and empty lists for what it has not.
     *
     * @param recordingParticipants values of {@code X-Cisco-Recording-Participant}
     */
    public record Headers(String from, String to, List<String> assertedIdentities, List<String> recordingParticipants) {

        public Headers {
            assertedIdentities = List.copyOf(assertedIdentities);
            recordingParticipants = List.copyOf(recordingParticipants);
        }
    }

    public SipParties {
        participants = List.copyOf(participants);
        byStream = Map.copyOf(byStream);
    }

    /** The most telling headers win: Cisco's own, then the near and far end of its phones, then who is asserted. */
    public static SipParties of(Headers headers, Instant at) {
        if (!headers.recordingParticipants().isEmpty()) {
            return ofRecordingParticipants(headers.recordingParticipants(), at);
        }
        NameAddress from = NameAddress.of(headers.from());
        if (from.has("x-nearend") || from.has("x-farend")) {
            return ofPhone(from, at);
        }
        NameAddress caller = headers.assertedIdentities().stream()
                .map(NameAddress::of)
                .filter(identity -> !identity.aor().isEmpty())
                .findFirst()
                .orElse(from);
        Map<String, Participant> found = new LinkedHashMap<>();
        add(found, caller.participant("caller", at));
        add(found, NameAddress.of(headers.to()).participant("callee", at));
        return new SipParties(List.copyOf(found.values()), Map.of(), "");
    }

    /** CUBE: {@code <sip:1001@host>;media-index="0 2"} names the m-lines that somebody sends. */
    private static SipParties ofRecordingParticipants(List<String> values, Instant at) {
        Map<String, Participant> found = new LinkedHashMap<>();
        Map<Integer, List<String>> byStream = new LinkedHashMap<>();
        for (String value : values) {
            NameAddress address = NameAddress.of(value);
            add(found, address.participant("", at));
            for (String index : address.parameter("media-index").split("[ ,]+", 64)) {
                if (index.matches("[0-9]{1,3}") && found.containsKey(address.aor())) {
                    List<String> ids = byStream.computeIfAbsent(Integer.valueOf(index), line -> new ArrayList<>());
                    ids.add(address.aor());
                }
            }
        }
        return new SipParties(List.copyOf(found.values()), byStream, "");
    }

    /**
     * CUCM's built-in bridge: the phone forks each end of a call into a SIP call of its own, and its From URI names both.
     * This one carries whichever end is flagged.
     */
    private static SipParties ofPhone(NameAddress from, Instant at) {
        NameAddress near = NameAddress.of(from.parameter("x-nearendaddr"));
        NameAddress far = NameAddress.of(from.parameter("x-farendaddr"));
        Map<String, Participant> found = new LinkedHashMap<>();
        add(found, near.participant("", at));
        add(found, far.participant("", at));
        NameAddress sender = from.has("x-farend") ? far : near;
        Map<Integer, List<String>> byStream =
                found.containsKey(sender.aor()) ? Map.of(0, List.of(sender.aor())) : Map.of();
        return new SipParties(List.copyOf(found.values()), byStream, from.parameter("x-refci"));
    }

    private static void add(Map<String, Participant> found, Participant participant) {
        if (!participant.aor().isEmpty()) {
            found.putIfAbsent(participant.id(), participant);
        }
    }

    /** {@code "Name" <uri;parameters>;parameters} (RFC 3261 §20.10), or a bare address. */
    record NameAddress(String name, String aor, String parameters) {

        static NameAddress of(String value) {
            int open = unquoted(value, '<');
            int close = open < 0 ? -1 : value.indexOf('>', open);
            if (close < 0) {
                int semicolon = value.indexOf(';');
                String address = semicolon < 0 ? value : value.substring(0, semicolon);
                return new NameAddress("", address.strip(), semicolon < 0 ? "" : value.substring(semicolon));
            }
            String uri = value.substring(open + 1, close);
            int semicolon = uri.indexOf(';');
            String aor = semicolon < 0 ? uri : uri.substring(0, semicolon);
            String parameters = (semicolon < 0 ? "" : uri.substring(semicolon)) + value.substring(close + 1);
            return new NameAddress(display(value.substring(0, open)), aor.strip(), parameters);
        }

        private static int unquoted(String value, char wanted) {
            boolean quoted = false;
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if (c == '\\' && quoted) {
                    i++;
                } else if (c == '"') {
                    quoted = !quoted;
                } else if (c == wanted && !quoted) {
                    return i;
                }
            }
            return -1;
        }

        private static String display(String raw) {
            String name = raw.strip();
            boolean quoted = name.length() >= 2 && name.startsWith("\"") && name.endsWith("\"");
            return quoted ? name.substring(1, name.length() - 1).replaceAll("\\\\(.)", "$1") : name;
        }

        boolean has(String parameter) {
            return (parameters + ";").toLowerCase(Locale.ROOT).matches(".*;\\s*" + parameter + "\\s*[;=].*");
        }

        String parameter(String parameter) {
            return PartHeaders.parameter(parameters, parameter);
        }

        Participant participant(String role, Instant at) {
            return new Participant(aor, aor, name, role, at, null);
        }
    }
}
