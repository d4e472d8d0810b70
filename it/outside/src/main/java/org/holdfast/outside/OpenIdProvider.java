package org.holdfast.outside;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A small but strict OpenID provider: a page to sign in at, real codes, PKCE checked, client authenticated, tokens signed with
 * RS256. Everybody is Grace Hopper, of the group {@code recorder-auditors}, unless {@link #saying} otherwise. Thread-safe.
 */
public final class OpenIdProvider implements AutoCloseable {
    public static final String CLIENT = "holdfast";
    public static final String SECRET = "client secret of the recorder";

    private static final String PAGE = """
            <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Example Inc.</title><link rel="icon" href="data:,">
            </head><body><h1>Example Inc.</h1><form method="post"><button id="go">Sign in as Grace</button>
            <button id="deny" name="error" value="access_denied">No</button></form></body></html>""";

    private final HttpServer server;
    private final RSAKey key;
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private volatile RSAKey signing;
    private volatile UnaryOperator<JWTClaimsSet.Builder> claims = builder -> builder;

    /** On 127.0.0.1, at a port of its own. */
    public OpenIdProvider() throws IOException, JOSEException {
        key = new RSAKeyGenerator(2048).keyID("one").generate();
        signing = key;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/.well-known/openid-configuration", exchange -> json(exchange, 200, metadata()));
        server.createContext("/keys", exchange -> json(exchange, 200, new JWKSet(key.toPublicJWK()).toString()));
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", this::token);
        server.start();
    }

    public String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private String metadata() {
        return """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token","jwks_uri":"%1$s/keys",
                 "subject_types_supported":["public"],"response_types_supported":["code"],
                 "id_token_signing_alg_values_supported":["RS256"]}""".formatted(issuer());
    }

    /** What the next token says beside, or instead of, what it must. */
    public void saying(UnaryOperator<JWTClaimsSet.Builder> more) {
        claims = more;
    }

    /** Signs from now on with a key that it does not publish. */
    public void forges() throws JOSEException {
        signing = new RSAKeyGenerator(2048).keyID("one").generate();
    }

    /** Says and signs what it should again. */
    public void isHonest() {
        signing = key;
        claims = builder -> builder;
    }

    /** The page to sign in at, and where its buttons lead: back to who asked, with a code or without. */
    private void authorize(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("GET")) {
            answer(exchange, 200, "text/html", PAGE);
            return;
        }
        URI asked = exchange.getRequestURI();
        String pressed = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String state = "&state=" + parameters(asked.getRawQuery()).get("state");
        String back = pressed.isEmpty() ? signedIn(asked) : pressed + state;
        exchange.getResponseHeaders()
                .set("Location", parameters(asked.getRawQuery()).get("redirect_uri") + "?" + back);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    /** The user signs in at the page the browser was sent to: what the browser brings back. */
    public String signedIn(URI authorization) {
        Map<String, String> asked = parameters(authorization.getRawQuery());
        if (!"S256".equals(asked.get("code_challenge_method")) || !"code".equals(asked.get("response_type"))) {
            throw new AssertionError(authorization.toString());
        }
        String code = UUID.randomUUID().toString();
        codes.put(code, asked);
        return "code=" + code + "&state=" + asked.get("state");
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form =
                parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Map<String, String> asked = codes.remove(String.valueOf(form.get("code"))); // a code is good once
        String client = "Basic "
                + Base64.getEncoder()
                        .encodeToString((CLIENT + ":" + SECRET.replace(' ', '+')).getBytes(StandardCharsets.UTF_8));
        boolean proven = asked != null
                && client.equals(exchange.getRequestHeaders().getFirst("Authorization"))
                && String.valueOf(form.get("redirect_uri")).equals(asked.get("redirect_uri"))
                && CodeChallenge.compute(
                                CodeChallengeMethod.S256, new CodeVerifier(String.valueOf(form.get("code_verifier"))))
                        .getValue()
                        .equals(asked.get("code_challenge"));
        if (asked == null || !proven) {
            json(exchange, 400, "{\"error\":\"invalid_grant\"}");
            return;
        }
        try {
            json(
                    exchange,
                    200,
                    "{\"access_token\":\"opaque\",\"token_type\":\"Bearer\",\"id_token\":\"" + idToken(asked) + "\"}");
        } catch (JOSEException e) {
            throw new IOException(e);
        }
    }

    private String idToken(Map<String, String> asked) throws JOSEException {
        Instant now = Instant.now();
        JWTClaimsSet.Builder said = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(CLIENT)
                .subject("subject-1")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(60)))
                .claim("nonce", asked.get("nonce"))
                .claim("preferred_username", "grace")
                .claim("name", "Grace Hopper")
                .claim("email", "grace@example.org")
                .claim("groups", List.of("recorder-auditors"));
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(),
                claims.apply(said).build());
        token.sign(new RSASSASigner(signing));
        return token.serialize();
    }

    private static Map<String, String> parameters(String query) {
        return Arrays.stream(query.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private static void json(HttpExchange exchange, int status, String body) throws IOException {
        answer(exchange, status, "application/json", body);
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
