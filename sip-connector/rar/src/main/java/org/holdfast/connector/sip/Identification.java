package org.holdfast.connector.sip;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.holdfast.connector.siprec.SipParties;

/** Finds in an INVITE's headers by what keys the call is known elsewhere, and who talks. Stateless. */
final class Identification {
    private static final Set<String> NAMES = Set.of(
            "session-id", "cisco-guid", "user-to-user", "diversion", "p-asserted-identity", "x-ucid", "x-avaya-ucid");
    private static final Set<String> PREFIXES = Set.of("x-broadworks-", "x-genesys-", "x-cisco-", "x-ac-");
    private static final int MOST = 32;
    private static final int LONGEST = 512;

    private Identification() {}

    static Map<String, String> identifiers(IncomingRequest invite) {
        Map<String, String> found = new LinkedHashMap<>();
        for (String name : invite.headerNames()) {
            String value = invite.header(name);
            if (wanted(name.toLowerCase(Locale.ROOT)) && found.size() < MOST && !value.isEmpty()) {
                found.put(name, value.length() > LONGEST ? value.substring(0, LONGEST) : value);
            }
        }
        return found;
    }

    static SipParties.Headers parties(IncomingRequest invite) {
        return new SipParties.Headers(
                invite.header("From"),
                invite.header("To"),
                invite.headers("P-Asserted-Identity"),
                invite.headers("X-Cisco-Recording-Participant"));
    }

    /** Where the INVITE came from, and the host its Contact names: what an operator calls the trunk. */
    static List<String> trunks(IncomingRequest invite) {
        return Stream.of(invite.source(), host(invite.contact()))
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    private static String host(String uri) {
        String bare = uri.replaceFirst("(?i)^sips?:", "").split("[;?]", 2)[0];
        String host = bare.substring(bare.lastIndexOf('@') + 1);
        return host.startsWith("[")
                ? host.substring(1).split("]", 2)[0]
                : host.split(":", 2)[0].toLowerCase(Locale.ROOT);
    }

    private static boolean wanted(String name) {
        return NAMES.contains(name) || PREFIXES.stream().anyMatch(name::startsWith);
    }
}
