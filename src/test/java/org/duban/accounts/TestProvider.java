package org.duban.accounts;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import tools.jackson.databind.json.JsonMapper;

/** An OIDC provider on loopback: it lets in whoever the test says, and checks what a provider checks, PKCE included. */
final class TestProvider implements AutoCloseable {

    static final String CLIENT = "duban";
    static final String SECRET = "secret-of-the-client";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final RSAKey KEY = newKey();

    private final int port;
    private final Instant now;
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private HttpServer server;
    private Map<String, Object> person = Map.of();
    private UnaryOperator<JWTClaimsSet.Builder> forging = claims -> claims;

    TestProvider(Instant now) {
        this.now = now;
        this.server = start(0);
        this.port = server.getAddress().getPort();
    }

    String issuer() {
        return "http://localhost:" + port;
    }

    /** Settings of a node whose people log in here. */
    String[] settings(String... more) {
        var registration = "spring.security.oauth2.client.registration.city.";
        var own = List.of(
                registration + "client-id=" + CLIENT,
                registration + "client-secret=" + SECRET,
                registration + "client-name=City login",
                "spring.security.oauth2.client.provider.city.issuer-uri=" + issuer());
        var all = new java.util.ArrayList<>(own);
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    /** Whoever sits before the browser from now on. */
    TestProvider lets(Map<String, Object> claims) {
        person = claims;
        return this;
    }

    /** What its tokens of identity say from now on, instead of what they should. */
    void forge(UnaryOperator<JWTClaimsSet.Builder> how) {
        forging = how;
    }

    void goAway() {
        server.stop(0);
    }

    void comeBack() {
        server = start(port);
    }

    /** What the person does there: he is known at once, and sent back. */
    String sendsBack(String address) {
        var query = query(URI.create(address).getRawQuery());
        var code = UUID.randomUUID().toString();
        codes.put(code, query);
        return URI.create(query.get("redirect_uri")).getPath() + "?code=" + code + "&state="
                + URLEncoder.encode(query.get("state"), StandardCharsets.UTF_8);
    }

    String logoutToken(Map<String, Object> claims) {
        var token = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(CLIENT)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(120)))
                .jwtID(UUID.randomUUID().toString())
                .claim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
        claims.forEach(token::claim);
        return signed(KEY, "logout+jwt", token.build());
    }

    String logoutTokenOfSomebodyElse(Map<String, Object> claims) {
        var token = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(CLIENT)
                .issueTime(Date.from(now))
                .claim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
        claims.forEach(token::claim);
        return signed(newKey(), "logout+jwt", token.build());
    }

    private HttpServer start(int wanted) {
        try {
            var started = HttpServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), wanted), 0);
            started.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, 200, document()));
            started.createContext(
                    "/keys", exchange -> answer(exchange, 200, new JWKSet(KEY.toPublicJWK()).toJSONObject()));
            started.createContext("/token", this::token);
            started.createContext("/userinfo", exchange -> answer(exchange, 200, person));
            started.start();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Object> document() {
        return Map.of(
                "issuer", issuer(),
                "authorization_endpoint", issuer() + "/authorize",
                "token_endpoint", issuer() + "/token",
                "userinfo_endpoint", issuer() + "/userinfo",
                "jwks_uri", issuer() + "/keys",
                "end_session_endpoint", issuer() + "/logout",
                "response_types_supported", List.of("code"),
                "subject_types_supported", List.of("public"),
                "id_token_signing_alg_values_supported", List.of("RS256"));
    }

    private void token(HttpExchange exchange) throws IOException {
        var asked = query(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        var begun = codes.remove(asked.getOrDefault("code", ""));
        var basic = "Basic "
                + java.util.Base64.getEncoder()
                        .encodeToString((CLIENT + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
        if (begun == null
                || !basic.equals(exchange.getRequestHeaders().getFirst("Authorization"))
                || !sha256(asked.getOrDefault("code_verifier", "")).equals(begun.get("code_challenge"))
                || !begun.get("redirect_uri").equals(asked.get("redirect_uri"))) {
            answer(exchange, 400, Map.of("error", "invalid_grant"));
            return;
        }
        var claims = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(CLIENT)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("nonce", begun.get("nonce"));
        person.forEach(claims::claim);
        answer(
                exchange,
                200,
                Map.of(
                        "access_token",
                        UUID.randomUUID().toString(),
                        "token_type",
                        "Bearer",
                        "expires_in",
                        300,
                        "id_token",
                        signed(KEY, "JWT", forging.apply(claims).build())));
    }

    private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
        var bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static Map<String, String> query(String text) {
        var all = new HashMap<String, String>();
        for (var pair : text.split("&")) {
            var parts = pair.split("=", 2);
            all.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return all;
    }

    private static String sha256(String text) {
        try {
            return Base64URL.encode(
                            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)))
                    .toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signed(RSAKey key, String type, JWTClaimsSet claims) {
        try {
            var token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID("test")
                            .type(new JOSEObjectType(type))
                            .build(),
                    claims);
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

    @Override
    public void close() {
        server.stop(0);
    }
}
