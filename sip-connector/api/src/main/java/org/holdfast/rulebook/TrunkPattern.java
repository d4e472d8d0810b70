package org.holdfast.rulebook;

import java.net.InetAddress;
import java.util.Locale;

/** Where calls come from: an address, a network in CIDR form, or a host name, the last also with wildcards. Stateless. */
final class TrunkPattern {
    private TrunkPattern() {}

    static boolean fits(String pattern, String trunk) {
        String wanted = pattern.strip().toLowerCase(Locale.ROOT);
        String given = trunk.strip().toLowerCase(Locale.ROOT);
        int slash = wanted.indexOf('/');
        if (slash > 0) {
            return contains(wanted.substring(0, slash), wanted.substring(slash + 1), given);
        }
        return Glob.fits(wanted, given) || sameAddress(wanted, given);
    }

    /** Whether it can be used at all: a network must be one. */
    static boolean isValid(String pattern) {
        int slash = pattern.indexOf('/');
        if (slash < 0) {
            return pattern.strip().matches("[A-Za-z0-9.:*?_-]{1,255}");
        }
        try {
            int bits =
                    InetAddress.ofLiteral(pattern.substring(0, slash).strip()).getAddress().length * 8;
            int prefix = Integer.parseInt(pattern.substring(slash + 1).strip());
            return prefix >= 0 && prefix <= bits;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean sameAddress(String one, String other) {
        try {
            return InetAddress.ofLiteral(one).equals(InetAddress.ofLiteral(other));
        } catch (IllegalArgumentException names) {
            return false;
        }
    }

    private static boolean contains(String network, String prefix, String given) {
        try {
            byte[] net = InetAddress.ofLiteral(network).getAddress();
            byte[] host = InetAddress.ofLiteral(given).getAddress();
            int bits = Integer.parseInt(prefix);
            if (net.length != host.length || bits < 0 || bits > net.length * 8) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((net[bit / 8] & mask) != (host[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
