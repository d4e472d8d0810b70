package org.holdfast.access.directory;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.holdfast.operations.WorkerLog;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID provider (OpenID Connect Core 1.0 §3.1): authorization code with PKCE (RFC 7636), an ID token whose signature,
 * issuer, audience, time and nonce are checked. Waits for 5 s at most. Thread-safe.
 */
@ApplicationScoped
public class OidcProvider {
    private static final int PATIENCE_MILLIS = 5000;
    private static final int MOST_BYTES = 200_000;
    private static final Set<JWSAlgorithm> SIGNED = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);

    private Settings settings;
    private volatile @Nullable Known known;

    private record Known(OIDCProviderMetadata metadata, IDTokenValidator validator) {}

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected OidcProvider() {}

    @Inject
    public OidcProvider(Settings settings) {
        this.settings = settings;
    }

    public boolean isConfigured() {
        return !settings.text(Setting.OIDC_ISSUER).isEmpty();
    }

    /** A new attempt, and where the browser must go for it. */
    public record Way(OidcAttempt attempt, URI address) {}

    /**
     * Begins.
     *
     * @param next where the user wanted to go
     * @throws DirectoryAway when the provider cannot be asked where that is
     */
    public Way begin(String next) throws DirectoryAway {
        CodeVerifier verifier = new CodeVerifier();
        OidcAttempt attempt =
                new OidcAttempt(new State().getValue(), new Nonce().getValue(), verifier.getValue(), next);
        AuthenticationRequest request = new AuthenticationRequest.Builder(
                        new ResponseType(ResponseType.Value.CODE),
                        new Scope("openid", "profile", "email"),
                        client(),
                        callback())
                .endpointURI(provider().metadata().getAuthorizationEndpointURI())
                .state(new State(attempt.state()))
                .nonce(new Nonce(attempt.nonce()))
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .build();
        return new Way(attempt, request.toURI());
    }

    /**
     * Ends: what the browser brings back, to the attempt it was sent with.
     *
     * @param query of the address it came by
     * @param address of the browser, for the log
     * @return none when it is refused, by the provider or here
     */
    public Optional<Guest> end(OidcAttempt attempt, String query, String address) throws DirectoryAway {
        try {
            AuthenticationResponse answer = AuthenticationResponseParser.parse(URI.create(callback() + "?" + query));
            if (answer.getState() == null
                    || !attempt.state().equals(answer.getState().getValue())) {
                return refused(address, "it is no answer to what was asked");
            }
            if (!answer.indicatesSuccess()) {
                return refused(
                        address,
                        String.valueOf(answer.toErrorResponse().getErrorObject().getCode()));
            }
            AuthorizationCode code = answer.toSuccessResponse().getAuthorizationCode();
            return code == null ? refused(address, "it brings no code") : redeemed(attempt, code, address);
        } catch (ParseException | IllegalArgumentException unreadable) {
            return refused(address, String.valueOf(unreadable.getMessage()));
        }
    }

    private Optional<Guest> redeemed(OidcAttempt attempt, AuthorizationCode code, String address)
            throws DirectoryAway, ParseException {
        try {
            AuthorizationCodeGrant grant =
                    new AuthorizationCodeGrant(code, callback(), new CodeVerifier(attempt.verifier()));
            HTTPRequest request = tokenRequest(grant).toHTTPRequest();
            request.setConnectTimeout(PATIENCE_MILLIS);
            request.setReadTimeout(PATIENCE_MILLIS);
            request.setFollowRedirects(false);
            TokenResponse response = OIDCTokenResponseParser.parse(request.send());
            if (!response.indicatesSuccess()) {
                return refused(
                        address,
                        String.valueOf(
                                response.toErrorResponse().getErrorObject().getCode()));
            }
            OIDCTokenResponse tokens = (OIDCTokenResponse) response.toSuccessResponse();
            return Optional.of(guest(
                    provider().validator().validate(tokens.getOIDCTokens().getIDToken(), new Nonce(attempt.nonce()))));
        } catch (BadJOSEException | JOSEException forged) {
            return refused(address, String.valueOf(forged.getMessage()));
        } catch (IOException away) {
            throw new DirectoryAway(String.valueOf(away.getMessage()), away);
        }
    }

    private TokenRequest tokenRequest(AuthorizationCodeGrant grant) throws DirectoryAway {
        URI endpoint = provider().metadata().getTokenEndpointURI();
        String secret = settings.text(Setting.OIDC_CLIENT_SECRET);
        return secret.isEmpty()
                ? new TokenRequest.Builder(endpoint, client(), grant).build()
                : new TokenRequest.Builder(endpoint, new ClientSecretBasic(client(), new Secret(secret)), grant)
                        .build();
    }

    private Guest guest(IDTokenClaimsSet claims) {
        String subject =
                claims.getIssuer().getValue() + " " + claims.getSubject().getValue();
        String login = or(
                claims.getStringClaim("preferred_username"), claims.getSubject().getValue());
        List<String> groups = claims.getStringListClaim(settings.text(Setting.OIDC_GROUP_CLAIM));
        return new Guest(
                "oidc",
                subject,
                login,
                or(claims.getStringClaim("name"), login),
                or(claims.getStringClaim("email"), ""),
                groups == null ? Set.of() : Set.copyOf(groups));
    }

    private static String or(@Nullable String text, String otherwise) {
        return text == null || text.isBlank() ? otherwise : text;
    }

    private static Optional<Guest> refused(String address, String why) {
        WorkerLog.LOG.oidcRefused(address, why.replaceAll("\\p{C}", "?"));
        return Optional.empty();
    }

    private ClientID client() {
        return new ClientID(settings.text(Setting.OIDC_CLIENT_ID));
    }

    private URI callback() {
        return URI.create(settings.text(Setting.OIDC_REDIRECT_URL));
    }

    /** What the provider says of itself; asked for once. Its keys are asked for anew when one is unknown. */
    private Known provider() throws DirectoryAway {
        Known last = known;
        if (last != null) {
            return last;
        }
        try {
            Issuer issuer = new Issuer(settings.text(Setting.OIDC_ISSUER));
            OIDCProviderMetadata metadata = OIDCProviderMetadata.resolve(issuer, PATIENCE_MILLIS, PATIENCE_MILLIS);
            JWKSource<SecurityContext> keys = JWKSourceBuilder.create(
                            metadata.getJWKSetURI().toURL(),
                            new DefaultResourceRetriever(PATIENCE_MILLIS, PATIENCE_MILLIS, MOST_BYTES))
                    .build();
            Known fresh = new Known(
                    metadata,
                    new IDTokenValidator(issuer, client(), new JWSVerificationKeySelector<>(SIGNED, keys), null));
            known = fresh;
            return fresh;
        } catch (GeneralException | IOException away) {
            throw new DirectoryAway(String.valueOf(away.getMessage()), away);
        }
    }
}
