package org.duban.api;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;

/** An OIDC provider as far as Duban knows it: it publishes its keys on loopback, and signs tokens. */
final class TestIssuer {

    static final String ISSUER = "https://login.duban.example";
    static final String AUDIENCE = "duban";

    private static final Duration SOON = Duration.ofMinutes(5);
    private static final RSAKey KEY = newKey();
    private static final HttpServer SERVER = publish();

    private TestIssuer() {}

    static String keys() {
        return "http://localhost:" + SERVER.getAddress().getPort() + "/keys";
    }

    static String token(String user, Duration validFor, String... roles) {
        return signed(KEY, claims(user, validFor, roles).build());
    }

    /** Signed with a key that is not published. */
    static String forgedToken(String user, String... roles) {
        return signed(newKey(), claims(user, SOON, roles).build());
    }

    /** Tokens that must open nothing, by what is wrong with them, though their bearer were an administrator. */
    static Map<String, String> badTokens() {
        var admin = new String[] {"reader", "unit", "office", "admin"};
        return Map.of(
                "no token",
                "no-token",
                "empty",
                "",
                "expired",
                token("registry", Duration.ofHours(-1), admin),
                "not yet valid",
                signed(
                        KEY,
                        claims("registry", SOON, admin)
                                .notBeforeTime(Date.from(Instant.now().plus(Duration.ofHours(1))))
                                .build()),
                "of another issuer",
                signed(
                        KEY,
                        claims("registry", SOON, admin)
                                .issuer("https://elsewhere.example")
                                .build()),
                "of no issuer",
                signed(KEY, claims("registry", SOON, admin).issuer(null).build()),
                "for another program",
                signed(KEY, claims("registry", SOON, admin).audience("payroll").build()),
                "for no program",
                signed(
                        KEY,
                        claims("registry", SOON, admin).audience((String) null).build()),
                "signed with another key",
                forgedToken("registry", admin),
                "not signed",
                new PlainJWT(claims("registry", SOON, admin).build()).serialize());
    }

    private static JWTClaimsSet.Builder claims(String user, Duration validFor, String... roles) {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject("subject of " + user)
                .claim("preferred_username", user)
                .claim("roles", List.of(roles))
                .expirationTime(Date.from(Instant.now().plus(validFor)));
    }

    private static String signed(RSAKey key, JWTClaimsSet claims) {
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("test").build();
        try {
            var token = new SignedJWT(header, claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID("test").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpServer publish() {
        try {
            var keys = new JWKSet(KEY.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/keys", exchange -> {
                exchange.sendResponseHeaders(200, keys.length);
                exchange.getResponseBody().write(keys);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
