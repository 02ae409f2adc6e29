package org.duban.api;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
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

/** An OIDC provider as far as Duban knows it: it publishes its keys on loopback, and signs tokens. */
final class TestIssuer {

    private static final RSAKey KEY = newKey();
    private static final HttpServer SERVER = publish();

    private TestIssuer() {}

    static String keys() {
        return "http://localhost:" + SERVER.getAddress().getPort() + "/keys";
    }

    static String token(String user, Duration validFor, String... roles) {
        return token(KEY, user, validFor, roles);
    }

    /** Signed with a key that is not published. */
    static String forgedToken(String user, String... roles) {
        return token(newKey(), user, Duration.ofMinutes(5), roles);
    }

    private static String token(RSAKey key, String user, Duration validFor, String... roles) {
        var claims = new JWTClaimsSet.Builder()
                .subject("subject of " + user)
                .claim("preferred_username", user)
                .claim("roles", List.of(roles))
                .expirationTime(Date.from(Instant.now().plus(validFor)))
                .build();
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
