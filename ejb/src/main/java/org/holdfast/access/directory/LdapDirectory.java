package org.holdfast.access.directory;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPURL;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import com.unboundid.util.ssl.JVMDefaultTrustManager;
import com.unboundid.util.ssl.SSLUtil;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;
import org.jspecify.annotations.Nullable;

/**
 * An LDAP directory or Active Directory: finds the user with an account of its own, then binds as that user with the password
 * shown. Speaks TLS to everybody but this machine. Waits for 5 s at most. Thread-safe.
 */
@ApplicationScoped
public class LdapDirectory {
    private static final int PATIENCE_MILLIS = 5000;
    private static final String[] READ = {
        "entryUUID", "objectGUID", "cn", "displayName", "mail", "memberOf", "uid", "sAMAccountName"
    };

    private Settings settings;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected LdapDirectory() {}

    @Inject
    public LdapDirectory(Settings settings) {
        this.settings = settings;
    }

    public boolean isConfigured() {
        return !settings.text(Setting.LDAP_URL).isEmpty();
    }

    /**
     * Whoever has that login and that password there.
     *
     * @throws DirectoryAway when it cannot be asked
     */
    public Optional<Guest> guest(String login, String password) throws DirectoryAway {
        if (password.isEmpty()) {
            return Optional.empty(); // a bind without a password succeeds, for nobody (RFC 4513 §5.1.2)
        }
        try (LDAPConnection connection = connection()) {
            connection.bind(settings.text(Setting.LDAP_BIND_DN), settings.text(Setting.LDAP_BIND_PASSWORD));
            SearchResultEntry entry = entry(connection, login);
            return entry != null && binds(connection, entry.getDN(), password)
                    ? Optional.of(guest(login, entry))
                    : Optional.empty();
        } catch (LDAPException | GeneralSecurityException failed) {
            throw new DirectoryAway(String.valueOf(failed.getMessage()), failed);
        }
    }

    private LDAPConnection connection() throws LDAPException, GeneralSecurityException {
        LDAPURL url = new LDAPURL(settings.text(Setting.LDAP_URL));
        String host = Objects.requireNonNullElse(url.getHost(), "localhost");
        LDAPConnectionOptions options = new LDAPConnectionOptions();
        options.setConnectTimeoutMillis(PATIENCE_MILLIS);
        options.setResponseTimeoutMillis(PATIENCE_MILLIS);
        options.setFollowReferrals(false);
        options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(false));
        SSLUtil tls = new SSLUtil(JVMDefaultTrustManager.getInstance());
        if (url.getScheme().equals("ldaps")) {
            return new LDAPConnection(tls.createSSLSocketFactory(), options, host, url.getPort());
        }
        LDAPConnection connection = new LDAPConnection(options, host, url.getPort());
        if (!isHere(host)) {
            connection.processExtendedOperation(new StartTLSExtendedRequest(tls.createSSLContext()));
        }
        return connection;
    }

    private static boolean isHere(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** The one entry of that login; whatever is in the login stays a value of the filter (RFC 4515 §3). */
    private @Nullable SearchResultEntry entry(LDAPConnection connection, String login) throws LDAPException {
        String filter = settings.text(Setting.LDAP_USER_FILTER).replace("{login}", Filter.encodeValue(login));
        SearchRequest request =
                new SearchRequest(settings.text(Setting.LDAP_BASE), SearchScope.SUB, Filter.create(filter), READ);
        request.setSizeLimit(2);
        @Nullable List<SearchResultEntry> found = connection.search(request).getSearchEntries();
        return found != null && found.size() == 1 ? found.getFirst() : null;
    }

    private static boolean binds(LDAPConnection connection, String name, String password) throws LDAPException {
        try {
            connection.bind(name, password);
            return true;
        } catch (LDAPException refused) {
            if (refused.getResultCode().equals(ResultCode.INVALID_CREDENTIALS)
                    || refused.getResultCode().equals(ResultCode.UNWILLING_TO_PERFORM)) {
                return false;
            }
            throw refused;
        }
    }

    private static Guest guest(String login, SearchResultEntry entry) {
        String[] groups = entry.getAttributeValues("memberOf");
        return new Guest(
                "ldap",
                first(entry, entry.getDN(), "entryUUID", "objectGUID"),
                first(entry, login, "uid", "sAMAccountName"),
                first(entry, login, "displayName", "cn"),
                first(entry, "", "mail"),
                groups == null ? Set.of() : Set.of(groups));
    }

    private static String first(SearchResultEntry entry, String otherwise, String... attributes) {
        for (String attribute : attributes) {
            String value = entry.getAttributeValue(attribute);
            if (value != null) {
                return attribute.equals("objectGUID")
                        ? java.util.HexFormat.of().formatHex(entry.getAttributeValueBytes(attribute))
                        : value;
            }
        }
        return otherwise;
    }
}
