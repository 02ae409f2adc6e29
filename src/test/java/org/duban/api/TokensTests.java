package org.duban.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.duban.access.OidcProperties;
import org.duban.access.TokenBearer;
import org.duban.api.ApiHouse.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.security.oauth2.jwt.Jwt;

/** Bearer tokens of an OIDC provider, beside HTTP Basic. */
class TokensTests {

    private static final Duration SOON = Duration.ofMinutes(5);

    private final ApiHouse house = ApiHouse.open();

    @Test
    void letTheirBearerInIfHeHasARole() {
        assertThat(read(TestIssuer.token("registry", SOON, "reader")).status()).isEqualTo(200);
        assertThat(read(TestIssuer.token("registry", SOON)).status()).isEqualTo(403);
        assertThat(read(TestIssuer.token("registry", SOON, "clerk")).status()).isEqualTo(403);
    }

    @Test
    void letOnlyAnAdministratorChangeRules() {
        assertThat(propose(TestIssuer.token("registry", SOON, "reader")).status())
                .isEqualTo(403);
        // The empty change is refused for what it says, not for who makes it.
        assertThat(propose(TestIssuer.token("city-office", SOON, "reader", "admin"))
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @MethodSource
    void areRefusedUnlessTheyAreGenuine(String token) {
        var answer = read(token);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(answer.text("detail")).isEqualTo("the token is not accepted; ask its issuer for a new one");
    }

    static Stream<String> areRefusedUnlessTheyAreGenuine() {
        return Stream.of(
                "no-token",
                TestIssuer.forgedToken("registry", "admin"),
                TestIssuer.token("registry", Duration.ofHours(-1), "admin"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            roles, [ROLE_ADMIN]
            realm_access.roles, [ROLE_OFFICE]
            https://duban.example/roles, '[ROLE_UNIT, ROLE_READER]'
            nothing.like.it, []
            """)
    void tellTheRolesOfTheirBearer(String claim, String roles) {
        var token = Jwt.withTokenValue("x")
                .header("alg", "none")
                .subject("4711")
                .claim("roles", List.of("admin"))
                .claim("realm_access", Map.of("roles", List.of("clerk", "ROLE_ADMIN", "Office")))
                .claim("https://duban.example/roles", "unit reader")
                .expiresAt(Instant.MAX)
                .build();
        var bearer = new TokenBearer(new OidcProperties("preferred_username", claim)).convert(token);

        assertThat(bearer.getAuthorities()).hasToString(roles);
        assertThat(bearer.getName()).isEqualTo("4711");
    }

    private Answer read(String token) {
        return house.send(house.request("/api/v1/units").header("Authorization", "Bearer " + token));
    }

    private Answer propose(String token) {
        return house.send(house.request("/api/v1/rule-changes")
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")));
    }
}
