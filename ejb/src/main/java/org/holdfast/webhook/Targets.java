package org.holdfast.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;
import org.holdfast.storage.object.EndpointCheck;
import org.holdfast.wording.Wording;

/**
 * Keeps requests away from what only this node can reach: metadata services, link-local addresses and, unless a setting says
 * otherwise, itself. Asked for each connection: the addresses it gives are those that are connected to. Thread-safe.
 */
@ApplicationScoped
public class Targets implements DnsResolver {
    private boolean loopback;

    /** For the container's proxy only. */
    protected Targets() {}

    @Inject
    public Targets(Settings settings) {
        loopback = settings.on(Setting.WEBHOOK_ALLOW_LOOPBACK);
    }

    /** What is wrong with that address as it is written; empty when nothing is. Looks no name up. */
    Optional<Wording> fault(URI url) {
        String scheme = String.valueOf(url.getScheme());
        if (url.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
            return Optional.of(Wording.of("The URL is not an http or https URL."));
        }
        if (url.getUserInfo() != null || url.getFragment() != null) {
            return Optional.of(Wording.of("The URL is a URL with a user or a fragment."));
        }
        try {
            String host = url.getHost().replaceAll("^\\[|]$", "");
            return isForbidden(InetAddress.ofLiteral(host))
                    ? Optional.of(Wording.of("The URL is of an address that is not allowed."))
                    : Optional.empty();
        } catch (IllegalArgumentException name) {
            return Optional.empty();
        }
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] found = SystemDefaultDnsResolver.INSTANCE.resolve(host);
        for (InetAddress address : found) {
            if (isForbidden(address)) {
                throw new UnknownHostException(
                        host + " is " + address.getHostAddress() + ", an address that is not allowed");
            }
        }
        return found;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return SystemDefaultDnsResolver.INSTANCE.resolveCanonicalHostname(host);
    }

    private boolean isForbidden(InetAddress address) {
        return EndpointCheck.isForbidden(address) || (address.isLoopbackAddress() && !loopback);
    }
}
