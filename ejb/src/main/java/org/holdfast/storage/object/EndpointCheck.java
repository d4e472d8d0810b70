package org.holdfast.storage.object;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Keeps the settings of a store from making this node ask what only it can reach: metadata services above all. */
public final class EndpointCheck {
    /** The metadata service of EC2 over IPv6; over IPv4 and elsewhere it is link-local. */
    private static final byte[] EC2_METADATA = {
        (byte) 0xfd, 0x00, 0x0e, (byte) 0xc2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x54
    };

    private EndpointCheck() {}

    /**
     * Every address its host has now must be one that may be asked.
     *
     * @throws ObjectStoreFailed with {@link StoreFault#ENDPOINT_REFUSED}, or {@link StoreFault#UNREACHABLE} for an unknown host
     */
    public static void require(URI endpoint) throws ObjectStoreFailed {
        String scheme = String.valueOf(endpoint.getScheme());
        if (endpoint.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
            throw refused(endpoint, "not an http or https URL");
        }
        if (endpoint.getUserInfo() != null || endpoint.getQuery() != null || endpoint.getFragment() != null) {
            throw refused(endpoint, "a URL with a user, a query or a fragment");
        }
        try {
            for (InetAddress address : InetAddress.getAllByName(endpoint.getHost())) {
                if (isForbidden(address)) {
                    throw refused(endpoint, address.getHostAddress());
                }
            }
        } catch (UnknownHostException unknown) {
            throw new ObjectStoreFailed(StoreFault.UNREACHABLE, "unknown host " + endpoint.getHost(), unknown);
        }
    }

    private static ObjectStoreFailed refused(URI endpoint, String because) {
        return new ObjectStoreFailed(StoreFault.ENDPOINT_REFUSED, endpoint + " is " + because, null);
    }

    /** Whether that address is one that no request of ours may go to: link-local, metadata, any, multicast. */
    public static boolean isForbidden(InetAddress address) {
        return address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress()
                || (address instanceof Inet6Address && embedsForbidden(address.getAddress()))
                || Arrays.equals(address.getAddress(), EC2_METADATA);
    }

    /** IPv4 addresses in IPv6 dress: 6to4 (RFC 3056), NAT64 (RFC 6052); the JDK undresses the mapped form itself. */
    private static boolean embedsForbidden(byte[] bytes) {
        int at;
        if (bytes[0] == 0x20 && bytes[1] == 0x02) {
            at = 2;
        } else if (bytes[0] == 0 && bytes[1] == 0x64 && bytes[2] == (byte) 0xff && bytes[3] == (byte) 0x9b) {
            at = 12;
        } else {
            return false;
        }
        return bytes[at] == (byte) 169 && bytes[at + 1] == (byte) 254;
    }
}
