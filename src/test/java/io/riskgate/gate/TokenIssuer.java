package io.riskgate.gate;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** An OIDC issuer: publishes its keys over HTTP and signs tokens with them. */
public final class TokenIssuer {

    private final HttpServer server;
    private final RSAKey key;

    private TokenIssuer() {
        try {
            key = new RSAKeyGenerator(2048).keyID("k1").generate();
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext(
                    "/.well-known/openid-configuration",
                    call ->
                            answer(
                                    call,
                                    """
                                    {"issuer": "%1$s", "jwks_uri": "%1$s/keys",
                                     "subject_types_supported": ["public"],
                                     "id_token_signing_alg_values_supported": ["RS256"]}
                                    """
                                            .formatted(url())));
            server.createContext(
                    "/keys", call -> answer(call, new JWKSet(key.toPublicJWK()).toString()));
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The issuer all tests share. */
    public static TokenIssuer shared() {
        return Shared.ISSUER;
    }

    /** What tokens name as their issuer. */
    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** A token that is good until the given time. */
    public String token(String name, Instant until, String... roles) {
        return signed(name, until, key, roles);
    }

    /** A token that somebody else has signed. */
    public String forged(String name, Instant until, String... roles) {
        try {
            return signed(name, until, new RSAKeyGenerator(2048).keyID("k1").generate(), roles);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private String signed(String name, Instant until, RSAKey by, String... roles) {
        JWTClaimsSet claims =
                new JWTClaimsSet.Builder()
                        .issuer(url())
                        .subject("subject-of-" + name)
                        .claim("preferred_username", name)
                        .claim("roles", List.of(roles))
                        .expirationTime(Date.from(until))
                        .build();
        try {
            SignedJWT token =
                    new SignedJWT(
                            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(), claims);
            token.sign(new RSASSASigner(by));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(HttpExchange call, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().set("Content-Type", "application/json");
        call.sendResponseHeaders(200, body.length);
        call.getResponseBody().write(body);
        call.close();
    }

    private static final class Shared {
        private static final TokenIssuer ISSUER = new TokenIssuer();
    }
}
