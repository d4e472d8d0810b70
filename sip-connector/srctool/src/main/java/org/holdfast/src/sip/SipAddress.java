package org.holdfast.src.sip;

import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where an SRS listens: {@code sip:[user@]host[:port][;transport=udp|tcp]}, the scheme may be left out. */
public record SipAddress(String user, String host, int port, String transport) {
    private static final Pattern FORM = Pattern.compile(
            "(?:sip:)?(?:([^@;]+)@)?(\\[[0-9a-fA-F:]+]|[^:;@]+)(?::(\\d{1,5}))?(?:;transport=(\\w+))?",
            Pattern.CASE_INSENSITIVE);

    /** Reads an address as typed on a command line. */
    public static SipAddress parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not sip:HOST:PORT[;transport=udp|tcp]: " + text);
        }
        String user = matcher.group(1) == null ? "recorder" : matcher.group(1);
        int port = matcher.group(3) == null ? 5060 : Integer.parseInt(matcher.group(3));
        String transport = matcher.group(4) == null ? "udp" : matcher.group(4).toLowerCase(Locale.ROOT);
        if (!transport.equals("udp") && !transport.equals("tcp")) {
            throw new IllegalArgumentException("transport " + transport + " is not built yet; allowed: udp, tcp");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("not a port: " + port);
        }
        return new SipAddress(user, matcher.group(2), port, transport);
    }

    /** The Request-URI of a new Recording Session. */
    public String uri() {
        return "sip:" + user + "@" + host + ":" + port + (transport.equals("tcp") ? ";transport=tcp" : "");
    }

    /** The socket address; resolved now. */
    public InetSocketAddress socketAddress() {
        return new InetSocketAddress(host.replaceAll("[\\[\\]]", ""), port);
    }
}
